package dev.patchbay.tck.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Where tokens are asked for and renewed (RFC 6749 sections 4 to 6). Thread-safe. */
final class TokenEndpoint {
    private static final String TOKEN = "token";
    private static final String REFRESH = "refresh";
    private static final String GRANT_TYPE = "grant_type";
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String REDIRECT_URI = "redirect_uri";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final AppState app;
    private final ClientCheck client;
    private final TokenReplies replies;

    TokenEndpoint(AppState app) {
        this.app = app;
        this.client = new ClientCheck(app);
        this.replies = new TokenReplies(app);
    }

    Answer handle(Inbound request) {
        String method = app.facts().is(Column.TOKEN_METHOD, "get") ? "GET" : "POST";
        boolean extending = app.facts().is(Column.REFRESH, "extend") && isExtension(request);
        Refused.unless(request.method().equals(method) || extending, 405, "invalid_request", "tokens are asked for with " + method);
        if (extending) {
            return extended(request);
        }
        Pairs given = parameters(request);
        requireHeaders(request);
        boolean renews = given.has(app.nameOf(REFRESH, REFRESH_TOKEN));
        boolean apart = !app.facts().cell(Column.REFRESH_URL).isEmpty() && !app.url(Column.REFRESH_URL).equals(app.url(Column.TOKEN_URL));
        boolean elsewhere = apart && renews != request.isTo(app.url(Column.REFRESH_URL));
        Refused.unless(!elsewhere, 400, "unsupported_grant_type", renews
                ? "tokens are renewed at " + app.facts().cell(Column.REFRESH_URL) : "this is where tokens are renewed, not given");
        return renews ? renewed(request, given) : first(request, given);
    }

    private Answer first(Inbound request, Pairs given) {
        client.require(TOKEN, request, given);
        Map<String, String> declared = app.filled(Column.TOKEN_PARAMS);
        if (app.facts().auth().equals("oauth2-extension") && !declared.containsKey(GRANT_TYPE)) {
            throw app.facts().fault("tokenParams has no grant_type, which is what makes it an extension");
        }
        String grant = switch (app.facts().auth()) {
            case "oauth2-client" -> "client_credentials";
            case "oauth2-jwt" -> JWT_BEARER;
            default -> "authorization_code";
        };
        app.requireStandard(TOKEN, given, GRANT_TYPE, declared.getOrDefault(GRANT_TYPE, grant));
        app.requireAll(Column.TOKEN_PARAMS, given, Map.of());
        switch (app.facts().auth()) {
            case "oauth2-code" -> code(given, declared);
            case "oauth2-jwt" -> new AssertionCheck(app).require(given.get("assertion"), "invalid_grant");
            default -> {
                if (!app.facts().words(Column.SCOPES).isEmpty() && !app.isRemoved(TOKEN, "scope")) {
                    app.requireScopes(given.get(app.nameOf(TOKEN, "scope")));
                }
            }
        }
        return replies.tokens(new Ledger.Family(), false);
    }

    private void code(Pairs given, Map<String, String> declared) {
        String name = app.nameOf(TOKEN, "code");
        Optional<Ledger.Code> found = app.ledger().takeCode(given.get(name));
        Refused.unless(given.has(name), 400, "invalid_request",
                "the parameter " + name + " is missing; sent were " + String.join(", ", given.names()));
        Refused.unless(found.isPresent(), 400, "invalid_grant", "the code was never given, or was used before");
        Ledger.Code code = found.orElseThrow();
        app.requireStandard(TOKEN, given, REDIRECT_URI, declared.getOrDefault(REDIRECT_URI, code.redirectUri()));
        String verifier = given.get(app.nameOf(TOKEN, "code_verifier"));
        if (app.facts().is(Column.PKCE, "refused")) {
            Refused.unless(verifier.isEmpty(), 400, "invalid_request", "the app does not take code_verifier: it has no PKCE");
        } else if (code.challenge() != null) {
            Refused.unless(challengeOf(verifier).equals(code.challenge()), 400, "invalid_grant",
                    "code_verifier does not belong to the code_challenge the sign-in began with");
        }
    }

    private Answer renewed(Inbound request, Pairs given) {
        Refused.unless(!app.facts().is(Column.REFRESH, "none"), 400, "unsupported_grant_type", "the app renews no tokens");
        client.require(REFRESH, request, given);
        Map<String, String> declared = app.filled(Column.REFRESH_PARAMS);
        app.requireStandard(REFRESH, given, GRANT_TYPE, declared.getOrDefault(GRANT_TYPE, REFRESH_TOKEN));
        app.requireAll(Column.REFRESH_PARAMS, given, Map.of());
        boolean once = app.facts().is(Column.REFRESH, "rotates");
        return replies.tokens(app.ledger().familyOf(given.get(app.nameOf(REFRESH, REFRESH_TOKEN)), once), true);
    }

    /** Whether a request brings an access token to be extended. */
    private boolean isExtension(Inbound request) {
        boolean here = app.facts().cell(Column.REFRESH_URL).isEmpty() || request.isTo(app.url(Column.REFRESH_URL));
        return here && app.facts().pairs(Column.REFRESH_PARAMS).entrySet().stream()
                .filter(e -> e.getValue().contains("{accessToken}")).anyMatch(e -> request.query().has(e.getKey()) || isInBody(request, e.getKey()));
    }

    private static boolean isInBody(Inbound request, String name) {
        return request.mediaType().equals("application/json") && request.jsonObject().has(name);
    }

    private Answer extended(Inbound request) {
        Pairs given = app.facts().is(Column.BODY_FORMAT, "json") ? request.jsonObject() : request.query();
        String holder = app.facts().pairs(Column.REFRESH_PARAMS).entrySet().stream()
                .filter(e -> e.getValue().equals("{accessToken}")).map(Map.Entry::getKey).findFirst().orElse("access_token");
        String token = given.get(holder);
        Optional<Ledger.Family> family = app.ledger().familyOfAccess(token);
        Refused.unless(family.isPresent(), 400, "invalid_grant", "the access token to extend is none that this app gave, or it ended");
        app.requireAll(Column.REFRESH_PARAMS, given, Map.of("accessToken", token));
        return replies.tokens(family.orElseThrow(), true);
    }

    private Pairs parameters(Inbound request) {
        boolean body = request.body().length > 0;
        return switch (app.facts().cell(Column.BODY_FORMAT)) {
            case "json" -> request.jsonObject();
            case "query" -> {
                Refused.unless(!body, 400, "invalid_request", "the app takes the parameters in the query, not in the body");
                yield request.query();
            }
            default -> request.method().equals("GET") ? request.query() : request.form();
        };
    }

    private void requireHeaders(Inbound request) {
        app.filled(Column.TOKEN_HEADERS).forEach((name, value) -> {
            String sent = request.header(name).orElse("");
            Refused.unless(sent.equals(value), 400, "invalid_request", "the header " + name + ": " + value + (sent.isEmpty() ? " is missing" : " has another value"));
        });
    }

    /** RFC 7636 section 4.6. */
    private static String challengeOf(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
