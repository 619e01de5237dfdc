package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one request of the app's API that tells whose credential it is. Thread-safe. */
final class ApiEndpoint {
    /** What the app calls its account. */
    static final String ACCOUNT_ID = "simulated-account-1";
    static final String ACCOUNT_LABEL = "Simulated account";

    private static final Pattern HOLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_]*}");

    private final AppState app;
    private final AppFacts facts;
    private final List<Placement> placements;
    private final URI whoami;
    private final String prefix;

    ApiEndpoint(AppState app) {
        this.app = app;
        this.facts = app.facts();
        this.placements = Placement.of(facts);
        this.whoami = facts.cell(Column.WHOAMI_URL).isEmpty() ? URI.create("https://nowhere.invalid/") : app.whoami();
        this.prefix = placements.stream().filter(p -> p.kind() == Placement.Kind.PATH).map(Placement::template)
                .map(text -> text.startsWith("/") ? text : "/" + text).findFirst().orElse("");
    }

    URI whoami() {
        return whoami;
    }

    /** Whether a request is that one, with whatever credential. */
    boolean isFor(Inbound request) {
        Matcher hole = HOLE.matcher(prefix);
        String path = (hole.find() ? Pattern.quote(prefix.substring(0, hole.start())) + "[^/]*"
                + Pattern.quote(prefix.substring(hole.end())) : Pattern.quote(prefix)) + Pattern.quote(whoami.getRawPath());
        return request.host().equalsIgnoreCase(whoami.getHost()) && request.path().matches(path);
    }

    Answer handle(Inbound request) {
        String method = facts.cell(Column.WHOAMI_METHOD).isEmpty() ? "GET" : facts.cell(Column.WHOAMI_METHOD);
        Refused.unless(request.method().equals(method), 405, "method_not_allowed", "this is asked for with " + method);
        app.filled(Column.STATIC_HEADERS).forEach((name, value) -> {
            String sent = request.header(name).orElse("");
            Refused.unless(sent.equals(value), 400, "missing_header",
                    "the header " + name + ": " + value + (sent.isEmpty() ? " is missing" : " has another value"));
        });
        if (facts.auth().equals("oauth1") && placements.isEmpty()) {
            new OAuth1Check(app, request).requireToken();
        }
        placements.forEach(placement -> require(placement, request));
        if (!facts.cell(Column.WHOAMI_BODY).isEmpty()) {
            Refused.unless(plain(request.text()).equals(plain(facts.cell(Column.WHOAMI_BODY))), 400, "bad_request", "the body is another one");
        }
        int status = facts.number(Column.WHOAMI_STATUS);
        JsonNode reply = reply();
        return status == 204 ? Answer.of(status, "text/plain", "") : Answer.json(status == 0 ? 200 : status, reply);
    }

    private void require(Placement place, Inbound request) {
        switch (place.kind()) {
            case HEADER -> value(place, Optional.ofNullable(request.headers().get(place.name())).filter(all -> all.size() == 1)
                    .map(all -> all.get(0)), "the header " + place.name());
            case QUERY -> value(place, request.query().find(place.name()), "the query parameter " + place.name());
            case COOKIE -> value(place, cookie(request, place.name()), "the cookie " + place.name());
            case BODY -> value(place, member(request, place.name()), "the member " + place.name() + " of the body");
            case BASIC -> {
                String expected = place.name() + ":" + place.template();
                value(new Placement(place.kind(), "", expected), request.basic(), "Authorization: Basic");
            }
            case PATH -> {
                String sent = request.path().substring(0, request.path().length() - whoami.getRawPath().length());
                value(new Placement(place.kind(), "", prefix), Optional.of(Pairs.decodedPath(sent)), "the path before " + whoami.getRawPath());
            }
        }
    }

    /** The value at its place: an access token this app gave, or exactly what the samples make of the template. */
    private void value(Placement place, Optional<String> sent, String where) {
        Refused.unless(sent.isPresent(), 401, "unauthorized", where + " must be '" + place.template() + "' and is missing");
        int hole = place.template().indexOf("{accessToken}");
        if (hole < 0) {
            Refused.unless(sent.orElse("").equals(app.fill(place.template())), 401, "unauthorized",
                    where + " must be '" + place.template() + "' and is something else");
            return;
        }
        String before = app.fill(place.template().substring(0, hole));
        String after = app.fill(place.template().substring(hole + "{accessToken}".length()));
        String value = sent.orElse("");
        Refused.unless(value.startsWith(before) && value.endsWith(after) && value.length() > before.length() + after.length(), 401,
                "unauthorized", where + " must be '" + place.template() + "' and has another form");
        String token = value.substring(before.length(), value.length() - after.length());
        Refused.unless(app.ledger().familyOfAccess(token).isPresent(), 401, "invalid_token",
                where + " has a token that this app never gave, or that has ended");
    }

    private static Optional<String> cookie(Inbound request, String name) {
        for (String pair : request.header("Cookie").orElse("").split(";\\s*")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> member(Inbound request, String name) {
        return request.mediaType().equals("application/json") ? request.jsonObject().find(name) : request.form().find(name);
    }

    /** White space counts for nothing in GraphQL and JSON. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", "");
    }

    private JsonNode reply() {
        JsonTree reply = new JsonTree();
        for (Map.Entry<Column, String> one : Map.of(Column.ACCOUNT_ID, ACCOUNT_ID, Column.ACCOUNT_LABEL, ACCOUNT_LABEL).entrySet()) {
            if (!facts.cell(one.getKey()).isEmpty()) {
                reply.put(facts.cell(one.getKey()), one.getValue());
            }
        }
        facts.pairs(Column.WHOAMI_CAPTURES).forEach((path, hole) -> reply.put(path, app.fill("{" + hole + "}")));
        facts.pairs(Column.WHOAMI_PREDICATE).forEach(reply::put);
        return reply.root();
    }

    /** A refusal: as a success that is none where the app answers so. */
    Answer refusal(Refused refused) {
        JsonTree reply = new JsonTree();
        Map<String, String> predicate = facts.pairs(Column.WHOAMI_PREDICATE);
        predicate.forEach((path, value) -> reply.put(path, value.equals("true") ? "false" : "not " + value));
        boolean always200 = !predicate.isEmpty() && refused.status() == 401;
        return Answer.json(always200 ? 200 : refused.status(),
                predicate.isEmpty() ? JsonNodeFactory.instance.objectNode().put("error", refused.code()) : reply.root());
    }
}
