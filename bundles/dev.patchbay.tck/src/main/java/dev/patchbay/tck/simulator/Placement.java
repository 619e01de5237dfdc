package dev.patchbay.tck.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an app wants one part of the credential.
 *
 * @param name the header's, parameter's, cookie's or member's; of Basic authentication the template of the user
 * @param template of the value; of Basic authentication of the password
 */
record Placement(Kind kind, String name, String template) {
    /** The places. */
    enum Kind { HEADER, QUERY, COOKIE, BODY, PATH, BASIC }

    /** Those of a row. */
    static List<Placement> of(AppFacts facts) {
        List<Placement> all = new ArrayList<>();
        String cell = facts.cell(Column.PLACEMENT);
        for (String part : cell.isEmpty() ? new String[0] : cell.split(" \\| ")) {
            all.add(parse(facts, part));
        }
        return all;
    }

    private static Placement parse(AppFacts facts, String part) {
        int colon = part.indexOf(':');
        String word = colon < 0 ? part : part.substring(0, colon);
        String rest = colon < 0 ? "" : part.substring(colon + 1);
        Kind kind;
        try {
            kind = Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw facts.fault("placement begins with none of header:, query:, cookie:, body:, path:, basic: - " + part);
        }
        if (kind == Kind.PATH) {
            return new Placement(kind, "", rest);
        }
        int end = rest.indexOf(kind == Kind.BASIC ? ':' : '=');
        if (end < 0) {
            throw facts.fault("placement has no " + (kind == Kind.BASIC ? "':' before the password" : "'=' after the name") + ": " + part);
        }
        return new Placement(kind, rest.substring(0, end), rest.substring(end + 1));
    }
}
