package dev.patchbay.tck.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What one simulated app knows: the facts, the values of its one account and its one OAuth client, and what it gave out. Thread-safe. */
final class AppState {
    private static final String CLIENT_ID = "clientId";
    private static final String CLIENT_SECRET = "clientSecret";

    private final AppFacts facts;
    private final Map<String, String> values;
    private final Clock clock;
    private final Ledger ledger;
    private volatile URI redirectUri = URI.create("https://patchbay.example/oauth/callback/simulated");

    AppState(AppFacts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
        this.ledger = new Ledger(clock);
        Map<String, String> all = new HashMap<>(Map.of(CLIENT_ID, "simulated-client", CLIENT_SECRET, "simulated-client-secret"));
        all.putAll(facts.pairs(Column.SAMPLE));
        this.values = Map.copyOf(all);
    }

    AppFacts facts() {
        return facts;
    }

    /** By hole. */
    Map<String, String> values() {
        return values;
    }

    String clientId() {
        return values.getOrDefault(CLIENT_ID, "");
    }

    String clientSecret() {
        return values.getOrDefault(CLIENT_SECRET, "");
    }

    /** The one that is registered with the OAuth client. */
    URI redirectUri() {
        return redirectUri;
    }

    void register(URI redirect) {
        redirectUri = redirect;
    }

    Clock clock() {
        return clock;
    }

    Ledger ledger() {
        return ledger;
    }

    String fill(String template) {
        return facts.fill(template, values);
    }

    /** The pairs of a cell, holes filled. */
    Map<String, String> filled(Column column) {
        Map<String, String> pairs = new HashMap<>(facts.pairs(column));
        pairs.replaceAll((name, template) -> fill(template));
        return pairs;
    }

    /** The URL in a cell; the URL of nowhere where it is empty. */
    URI url(Column column) {
        return URI.create(facts.cell(column).isEmpty() ? "https://nowhere.invalid/" : fill(facts.cell(column)));
    }

    /** The URL of the request that tells whose credential it is. */
    URI whoami() {
        String url = facts.cell(Column.WHOAMI_URL);
        boolean whole = url.contains("://") || url.startsWith("{");
        String base = facts.cell(Column.BASE_URL);
        String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(fill(whole ? url : start + (url.isEmpty() || url.startsWith("/") ? "" : "/") + url).replace(" ", "%20"));
    }

    /** What the app calls a standard parameter on one leg. */
    String nameOf(String leg, String standard) {
        Map<String, String> renamed = facts.pairs(Column.RENAMED);
        return renamed.getOrDefault(leg + "." + standard, renamed.getOrDefault(standard, standard));
    }

    /** Whether the app refuses a standard parameter on one leg. */
    boolean isRemoved(String leg, String standard) {
        List<String> removed = facts.words(Column.REMOVED);
        return removed.contains(standard) || removed.contains(leg + "." + standard);
    }

    /** A standard parameter as the app wants it: under its name with this value, or not at all. */
    void requireStandard(String leg, Pairs given, String standard, String value) {
        if (isRemoved(leg, standard)) {
            Refused.unless(!given.has(standard), 400, "invalid_request", "the app does not take the parameter " + standard);
            return;
        }
        String name = nameOf(leg, standard);
        Refused.unless(given.has(name), 400, "invalid_request",
                "the parameter " + name + " is missing; sent were " + String.join(", ", given.names()));
        Refused.unless(given.get(name).equals(value), 400, "invalid_request", "the parameter " + name + " has another value");
    }

    /** Parameters the facts name, each with exactly its value. */
    void requireAll(Column column, Pairs given, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        facts.pairs(column).forEach((name, template) -> {
            Refused.unless(given.has(name), 400, "invalid_request", "the parameter " + name + "=" + template
                    + " is missing: " + column.header() + " of the facts");
            Refused.unless(given.get(name).equals(facts.fill(template, all)), 400, "invalid_request",
                    "the parameter " + name + " must be " + template + ": " + column.header() + " of the facts");
        });
    }

    /** The scopes of the facts, as the app's replies and pages show them. */
    String scopes() {
        return String.join(separator(), facts.words(Column.SCOPES));
    }

    /** Scopes as they were asked for, which must include those of the facts. */
    void requireScopes(String asked) {
        List<String> needed = facts.words(Column.SCOPES);
        List<String> found = List.of(asked.split(Pattern.quote(separator())));
        for (String scope : found) {
            Refused.unless(scope.chars().noneMatch(c -> c == ' ' || c == ','), 400, "invalid_scope",
                    "there is no scope '" + scope + "': scopes are separated by " + facts.cell(Column.SCOPE_SEPARATOR));
        }
        for (String scope : needed) {
            Refused.unless(found.contains(scope), 400, "invalid_scope", "the scope " + scope + " is not asked for");
        }
    }

    private String separator() {
        return switch (facts.cell(Column.SCOPE_SEPARATOR)) {
            case "comma" -> ",";
            case "plus" -> "+";
            default -> " ";
        };
    }
}
