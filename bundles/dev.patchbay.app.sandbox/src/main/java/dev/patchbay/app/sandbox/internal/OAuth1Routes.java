package dev.patchbay.app.sandbox.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** OAuth 1.0a with HMAC-SHA1 (RFC 5849 section 2). */
final class OAuth1Routes {
    private final Sandbox sandbox;
    private final String base;

    OAuth1Routes(Sandbox sandbox, String base) {
        this.sandbox = sandbox;
        this.base = base;
    }

    /** Section 2.1. */
    void request(Exchange exchange) throws IOException {
        OAuth1Check check = OAuth1Check.of(exchange, base);
        String callback = check.parameter("oauth_callback");
        if (!check.isSigned(sandbox, "")) {
            refuse(exchange);
        } else if (!OAuth2Routes.isRedirect(callback)) {
            exchange.form(400, Map.of("oauth_problem", "parameter_rejected", "oauth_parameters_rejected", "oauth_callback"));
        } else {
            Sandbox.Token1 token = new Sandbox.Token1(sandbox.random(), callback);
            exchange.form(200, Map.of("oauth_token", sandbox.request(token), "oauth_token_secret", token.secret,
                    "oauth_callback_confirmed", "true"));
        }
    }

    /** Section 2.2. */
    void authorize(Exchange exchange) throws IOException {
        String id = exchange.get("oauth_token");
        Optional<Sandbox.Token1> token = sandbox.request(id);
        if (token.isEmpty()) {
            exchange.html(400, Page.of("This cannot go on", "<p>The request is not known, or it was used.</p>"));
        } else if (exchange.method().equals("POST")) {
            decide(exchange, id, token.get());
        } else {
            exchange.html(200, Page.consent("/oauth1/authorize", new TreeSet<>(java.util.List.of("read:orders")), Map.of("oauth_token", id)));
        }
    }

    private void decide(Exchange exchange, String id, Sandbox.Token1 token) throws IOException {
        String person = exchange.get("person");
        if (!exchange.get("decision").equals("allow") || !Sandbox.PEOPLE.containsKey(person)) {
            exchange.redirect(token.callback + "?denied=" + OAuth1Check.encode(id));
            return;
        }
        String verifier = sandbox.random();
        synchronized (sandbox) {
            token.grant = new Sandbox.Grant(person, java.util.Set.of("read:orders"));
            token.verifier = verifier;
        }
        exchange.redirect(token.callback + "?oauth_token=" + OAuth1Check.encode(id) + "&oauth_verifier=" + OAuth1Check.encode(verifier));
    }

    /** Section 2.3. */
    void access(Exchange exchange) throws IOException {
        OAuth1Check check = OAuth1Check.of(exchange, base);
        String id = check.parameter("oauth_token");
        String secret = sandbox.request(id).map(t -> t.secret).orElse("");
        if (!check.isSigned(sandbox, secret)) {
            refuse(exchange);
            return;
        }
        Optional<Map.Entry<String, Sandbox.Token1>> traded = sandbox.trade(id, check.parameter("oauth_verifier"));
        if (traded.isEmpty()) {
            exchange.form(401, Map.of("oauth_problem", "token_rejected"));
            return;
        }
        Sandbox.Token1 token = traded.get().getValue();
        exchange.form(200, Map.of("oauth_token", traded.get().getKey(), "oauth_token_secret", token.secret,
                "user_id", token.grant == null ? "" : token.grant.person));
    }

    private static void refuse(Exchange exchange) throws IOException {
        exchange.form(401, Map.of("oauth_problem", "signature_invalid"));
    }
}
