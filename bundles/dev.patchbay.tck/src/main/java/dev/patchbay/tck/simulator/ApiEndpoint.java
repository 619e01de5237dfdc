package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The app's API: the one request that tells whose credential it is, and a resource below the base URL that is there to be reached
 * by whoever has the whole credential. Thread-safe.
 */
final class ApiEndpoint {
    /** The path of the resource, below the base URL. */
    static final String RESOURCE = "/simulated-resource";

    /* what the app calls its account */
    private static final String ACCOUNT_ID = "simulated-account-1";
    private static final String ACCOUNT_LABEL = "Simulated account";

    private static final Pattern HOLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_]*}");

    private final AppState app;
    private final AppFacts facts;
    private final List<Placement> placements;
    private final URI whoami;
    private final URI resource;
    private final String prefix;

    ApiEndpoint(AppState app) {
        this.app = app;
        this.facts = app.facts();
        this.placements = Placement.of(facts);
        this.whoami = facts.cell(Column.WHOAMI_URL).isEmpty() ? URI.create("https://nowhere.invalid/") : app.whoami();
        String base = facts.cell(Column.BASE_URL).isEmpty() ? "https://nowhere.invalid" : app.fill(facts.cell(Column.BASE_URL));
        this.resource = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + RESOURCE);
        this.prefix = placements.stream().filter(p -> p.kind() == Placement.Kind.PATH).map(Placement::template)
                .map(text -> text.startsWith("/") ? text : "/" + text).findFirst().orElse("");
    }

    URI whoami() {
        return whoami;
    }

    /** Whether a request is that one, with whatever credential. */
    boolean isWhoami(Inbound request) {
        return isTo(request, whoami);
    }

    /** Whether it is for the resource. */
    boolean isResource(Inbound request) {
        return isTo(request, resource);
    }

    private boolean isTo(Inbound request, URI uri) {
        Matcher hole = HOLE.matcher(prefix);
        String path = (hole.find() ? Pattern.quote(prefix.substring(0, hole.start())) + "[^/]*"
                + Pattern.quote(prefix.substring(hole.end())) : Pattern.quote(prefix)) + Pattern.quote(uri.getRawPath());
        return request.host().equalsIgnoreCase(uri.getHost()) && request.path().matches(path);
    }

    /** The whole credential is demanded, with whatever method. */
    Answer resource(Inbound request) {
        requireHeaders(request);
        for (Placement placement : placements) {
            if (placement.kind() != Placement.Kind.BODY || request.body().length > 0) {
                require(placement, request, resource);
            }
        }
        return Answer.json(200, JsonNodeFactory.instance.objectNode());
    }

    /** What the reply is about to tell need not be known yet. */
    Answer whoami(Inbound request) {
        String method = facts.cell(Column.WHOAMI_METHOD).isEmpty() ? "GET" : facts.cell(Column.WHOAMI_METHOD);
        Refused.unless(request.method().equals(method), 405, "method_not_allowed", "this is asked for with " + method);
        requireHeaders(request);
        placements.stream().filter(placement -> isKnown(placement.template())).forEach(placement -> require(placement, request, whoami));
        if (!facts.cell(Column.WHOAMI_BODY).isEmpty()) {
            boolean json = facts.cell(Column.WHOAMI_BODY).startsWith("{") || facts.is(Column.WHOAMI_BODY, "null");
            Refused.unless(!json || request.mediaType().equals("application/json"), 415, "bad_request", "the body must be JSON");
            Refused.unless(plain(request.text()).equals(plain(facts.cell(Column.WHOAMI_BODY))), 400, "bad_request", "the body is another one");
        }
        int status = facts.number(Column.WHOAMI_STATUS);
        return status == 204 ? Answer.of(status, "text/plain", "") : Answer.json(status == 0 ? 200 : status, reply());
    }

    private boolean isKnown(String template) {
        return facts.pairs(Column.WHOAMI_CAPTURES).values().stream().noneMatch(hole -> template.contains("{" + hole + "}"));
    }

    private void requireHeaders(Inbound request) {
        app.facts().pairs(Column.STATIC_HEADERS).forEach((name, template) -> {
            String sent = request.header(name).orElse("");
            Refused.unless(sent.equals(app.fill(template)), 400, "missing_header",
                    "the header " + name + ": " + template + (sent.isEmpty() ? " is missing" : " has another value"));
        });
        if (facts.auth().equals("oauth1") && placements.isEmpty()) {
            new OAuth1Check(app, request).requireToken();
        }
    }

    private void require(Placement place, Inbound request, URI uri) {
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
                String sent = request.path().substring(0, request.path().length() - uri.getRawPath().length());
                value(new Placement(place.kind(), "", prefix), Optional.of(Pairs.decodedPath(sent)), "the path before " + uri.getRawPath());
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

    /** What the app says the account's id or name is: at some apps that is a value the facts name a sample for. */
    String account(Column column) {
        String predicate = facts.pairs(Column.WHOAMI_PREDICATE).get(facts.cell(column));
        if (predicate != null) {
            return predicate;
        }
        String hole = facts.pairs(Column.WHOAMI_CAPTURES).get(facts.cell(column));
        boolean isId = facts.cell(column).equals(facts.cell(Column.ACCOUNT_ID));
        return hole != null ? app.fill("{" + hole + "}") : isId ? ACCOUNT_ID : ACCOUNT_LABEL;
    }

    private JsonNode reply() {
        JsonTree reply = new JsonTree();
        for (Column column : List.of(Column.ACCOUNT_ID, Column.ACCOUNT_LABEL)) {
            if (!facts.cell(column).isEmpty()) {
                reply.put(facts.cell(column), account(column));
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
