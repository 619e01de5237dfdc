package dev.patchbay.tck.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three places of OAuth 1.0a (RFC 5849 section 2): temporary credentials, the person's approval, token credentials. Thread-safe. */
final class OAuth1Endpoints {
    private static final String TOKEN = "oauth_token";
    private static final String VERIFIER = "oauth_verifier";

    private final AppState app;
    private final ConsentPage page;

    OAuth1Endpoints(AppState app, ConsentPage page) {
        this.app = app;
        this.page = page;
    }

    /** Section 2.1. */
    Answer temporary(Inbound request) {
        OAuth1Check check = new OAuth1Check(app, request);
        Refused.unless(request.method().equals("POST"), 405, "parameter_rejected", "temporary credentials are asked for with POST");
        Refused.unless(check.parameter("oauth_callback").equals(app.redirectUri().toString()), 401, "parameter_rejected",
                "oauth_callback is not the registered redirect URI");
        check.require("");
        return form(List.of(Map.entry(TOKEN, app.ledger().signed("temporary")), Map.entry("oauth_callback_confirmed", "true")));
    }

    /** Section 2.2. */
    Answer authorize(Inbound request) {
        Pairs given = request.query();
        String token = given.get(TOKEN);
        Refused.unless(app.ledger().secretOf(token).isPresent(), 400, "token_rejected", "oauth_token is none that this app gave");
        app.requireAll(Column.AUTHORIZE_PARAMS, given, Map.of());
        return page.ask(app.scopes(), allowed -> {
            Refused.unless(allowed, 401, "permission_denied", "the person said no");
            String verifier = app.ledger().code(new Ledger.Code(token, null));
            URI to = app.redirectUri();
            return Answer.redirect(URI.create(to + (to.getRawQuery() == null ? "?" : "&")
                    + new Pairs(List.of(Map.entry(TOKEN, token), Map.entry(VERIFIER, verifier))).encoded()));
        });
    }

    /** Section 2.3. */
    Answer token(Inbound request) {
        OAuth1Check check = new OAuth1Check(app, request);
        check.requireToken();
        Optional<Ledger.Code> code = app.ledger().takeCode(check.parameter(VERIFIER));
        Refused.unless(code.isPresent() && code.get().redirectUri().equals(check.parameter(TOKEN)), 401, "verifier_invalid",
                "oauth_verifier does not belong to the token, or was used before");
        String access = app.ledger().signed("access");
        app.ledger().access(new Ledger.Family(), access, null);
        return form(List.of(Map.entry(TOKEN, access)));
    }

    private Answer form(List<Map.Entry<String, String>> values) {
        List<Map.Entry<String, String>> all = new ArrayList<>(values);
        all.add(Map.entry("oauth_token_secret", app.ledger().secretOf(values.get(0).getValue()).orElseThrow()));
        return Answer.of(200, "application/x-www-form-urlencoded", new Pairs(all).encoded());
    }

    /** As the extension for problem reports has it. */
    static Answer refusal(Refused refused) {
        return Answer.of(refused.status(), "application/x-www-form-urlencoded",
                new Pairs(List.of(Map.entry("oauth_problem", refused.code()))).encoded());
    }
}
