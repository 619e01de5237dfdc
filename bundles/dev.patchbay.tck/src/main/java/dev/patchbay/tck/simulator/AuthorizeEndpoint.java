package dev.patchbay.tck.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a person is sent to (RFC 6749 section 4.1.1), with the page on which they allow it or not. Thread-safe. */
final class AuthorizeEndpoint {
    private static final String LEG = "authorize";
    private static final String REDIRECT = "redirect";

    private final AppState app;
    private final ConsentPage page;

    AuthorizeEndpoint(AppState app, ConsentPage page) {
        this.app = app;
        this.page = page;
    }

    Answer handle(Inbound request) {
        Refused.unless(request.method().equals("GET"), 405, "invalid_request", "a person's browser comes with GET");
        Pairs given = request.query();
        Map<String, String> declared = app.filled(Column.AUTHORIZE_PARAMS);
        /* whoever is not known here, or asks for another way back, gets a page and nobody is sent anywhere (section 4.1.2.1) */
        app.requireStandard(LEG, given, "client_id", declared.getOrDefault("client_id", app.clientId()));
        String redirect = declared.getOrDefault("redirect_uri", app.redirectUri().toString());
        app.requireStandard(LEG, given, "redirect_uri", redirect);
        app.requireStandard(LEG, given, "response_type", declared.getOrDefault("response_type", "code"));
        app.requireAll(Column.AUTHORIZE_PARAMS, given, Map.of());
        requireScopes(given);
        String stateName = app.nameOf(LEG, "state");
        Refused.unless(app.isRemoved(LEG, "state") || !given.get(stateName).isEmpty(), 400, "invalid_request",
                "the parameter " + stateName + " is missing: without it nobody knows whose sign-in comes back");
        String challenge = challenge(given);
        return page.ask(app.scopes(), allowed -> back(given.get(stateName), allowed
                ? List.of(Map.entry(app.nameOf(REDIRECT, "code"), app.ledger().code(new Ledger.Code(redirect, challenge))))
                : List.of(Map.entry("error", "access_denied"))));
    }

    private void requireScopes(Pairs given) {
        if (app.isRemoved(LEG, "scope")) {
            Refused.unless(!given.has("scope"), 400, "invalid_scope", "the app does not take the parameter scope");
        } else if (!app.facts().words(Column.SCOPES).isEmpty()) {
            String name = app.nameOf(LEG, "scope");
            Refused.unless(given.has(name), 400, "invalid_scope", "the parameter " + name + " is missing");
            app.requireScopes(given.get(name));
        }
    }

    /** RFC 7636 section 4.3. */
    private @Nullable String challenge(Pairs given) {
        String challenge = given.get(app.nameOf(LEG, "code_challenge"));
        if (app.facts().is(Column.PKCE, "refused")) {
            Refused.unless(challenge.isEmpty(), 400, "invalid_request", "the app does not take code_challenge: it has no PKCE");
            return null;
        }
        Refused.unless(!app.facts().is(Column.PKCE, "required") || !challenge.isEmpty(), 400, "invalid_request",
                "code_challenge is missing: the app demands PKCE");
        Refused.unless(challenge.isEmpty() || given.get(app.nameOf(LEG, "code_challenge_method")).equals("S256"), 400,
                "invalid_request", "code_challenge_method must be S256");
        return challenge.isEmpty() ? null : challenge;
    }

    private Answer back(String state, List<Map.Entry<String, String>> result) {
        List<Map.Entry<String, String>> all = new ArrayList<>(result);
        if (!state.isEmpty()) {
            all.add(Map.entry(app.nameOf(REDIRECT, "state"), state));
        }
        app.facts().pairs(Column.REDIRECT_CAPTURES).forEach((parameter, hole) -> all.add(Map.entry(parameter, app.fill("{" + hole + "}"))));
        URI to = app.redirectUri();
        return Answer.redirect(URI.create(to + (to.getRawQuery() == null ? "?" : "&") + new Pairs(all).encoded()));
    }
}
