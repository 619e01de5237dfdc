package dev.patchbay.installer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of a header (OSGi Core section 3.2.4): paths, then parameters. Immutable.
 *
 * @param paths the paths, such as package names
 * @param parameters attributes and directives alike, without their types and quotes
 */
record HeaderClause(List<String> paths, Map<String, String> parameters) {
    HeaderClause {
        paths = List.copyOf(paths);
        parameters = Map.copyOf(parameters);
    }

    /** A parameter, or an empty text. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The clauses of a header, in time linear to its length. */
    static List<HeaderClause> parse(String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new HashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    parameters.put(name(part.substring(0, equals)), unquoted(part.substring(equals + 1).strip()));
                } else if (!part.isBlank()) {
                    paths.add(part.strip());
                }
            }
            if (!paths.isEmpty()) {
                clauses.add(new HeaderClause(paths, parameters));
            }
        }
        return clauses;
    }

    /** What stands before the {@code =}: a name, perhaps with the {@code :} of a directive or with a type. */
    private static String name(String text) {
        int colon = text.indexOf(':');
        return (colon < 0 ? text : text.substring(0, colon)).strip();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Splits outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
