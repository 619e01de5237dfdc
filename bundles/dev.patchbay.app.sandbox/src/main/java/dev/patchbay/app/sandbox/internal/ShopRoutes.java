package dev.patchbay.app.sandbox.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The app's own API and its home page. */
final class ShopRoutes {
    private static final List<Map<String, Object>> ORDERS = List.of(
            Map.of("id", 1001, "item", "patch cable, red"), Map.of("id", 1002, "item", "patch cable, blue"));

    private final Sandbox sandbox;

    ShopRoutes(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Who is signed in, with the orders or without. */
    void me(Exchange exchange, boolean orders) throws IOException {
        Optional<Sandbox.Grant> grant = caller(exchange);
        if (grant.isEmpty()) {
            exchange.error(401, "invalid_token", "The credential is not known, ended, or was revoked");
            return;
        }
        String person = grant.get().person;
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", person.isEmpty() ? Sandbox.CLIENT : person);
        reply.put("name", Sandbox.PEOPLE.getOrDefault(person, "The program itself"));
        reply.put("scopes", grant.get().scopes);
        if (orders) {
            reply.put("orders", ORDERS);
        }
        exchange.json(200, reply);
    }

    private Optional<Sandbox.Grant> caller(Exchange exchange) {
        String authorization = exchange.header("Authorization").orElse("");
        if (authorization.startsWith("Bearer ")) {
            return sandbox.bearer(authorization.substring(7));
        }
        if (exchange.header("X-Api-Key").isPresent()) {
            boolean known = exchange.header("X-Api-Key").get().equals(Sandbox.KEY);
            return known ? Optional.of(new Sandbox.Grant("", Set.of("read:orders"))) : Optional.empty();
        }
        OAuth1Check check = OAuth1Check.of(exchange, exchange.url().substring(0, exchange.url().length() - exchange.path().length()));
        Optional<Sandbox.Token1> token = sandbox.token(check.parameter("oauth_token"));
        return token.filter(t -> check.isSigned(sandbox, t.secret)).map(t -> t.grant);
    }

    /** The home page; POST ends what somebody allowed, so that a connection that must be renewed by hand can be seen. */
    void home(Exchange exchange) throws IOException {
        String done = "";
        if (exchange.method().equals("POST") && Sandbox.PEOPLE.containsKey(exchange.get("person"))) {
            int ended = sandbox.revokeAll(exchange.get("person"));
            done = "<p role=\"status\">Ended: " + ended + " sign-in(s) of " + Sandbox.PEOPLE.get(exchange.get("person")) + ".</p>";
        }
        StringBuilder body = new StringBuilder(done).append("<p>Two people live here. What they allowed can be taken back:</p>");
        new java.util.TreeMap<>(Sandbox.PEOPLE).forEach((id, name) -> body
                .append("<form method=\"post\" action=\"/\"><input type=\"hidden\" name=\"person\" value=\"").append(id)
                .append("\"><button>Revoke what ").append(name).append(" allowed</button></form>"));
        exchange.html(200, Page.of("Sandbox shop", body.toString()));
    }
}
