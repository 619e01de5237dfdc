package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.Capture;
import dev.patchbay.api.provider.Capture.Source;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The authorization code grant (RFC 6749 section 4.1) with PKCE. The endpoint a code goes to is settled before the person
 * leaves, and the issuer that must come back with it: nothing in the redirect can change either (RFC 9700 section 4.4). Of one
 * thread, as its call.
 */
final class CodeFlow {
    private static final String APP = "app";
    private static final String VERIFIER = "verifier";
    private static final String REDIRECT_URI = "redirectUri";
    private static final String TOKEN_ENDPOINT = "tokenEndpoint";
    private static final String ISSUER = "issuer";
    private static final String ISSUER_PROMISED = "issuerPromised";

    private final OAuth2Call call;
    private final Endpoints endpoints;
    private final TokenRequest tokens;

    CodeFlow(OAuth2Call call, Endpoints endpoints, TokenRequest tokens) {
        this.call = call;
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    /** The person's way to the app. */
    SignIn.Redirect begin(RandomGenerator random) {
        URI authorize = endpoints.authorize();
        String redirectUri = call.host().redirectUri().toString();
        Map<String, String> state = new HashMap<>(Map.of(
                APP, authorize.getHost(), REDIRECT_URI, redirectUri, TOKEN_ENDPOINT, endpoints.token().toString()));
        call.issuer().ifPresent(issuer -> state.put(ISSUER, issuer));
        if (endpoints.promisesIssuer()) {
            state.put(ISSUER_PROMISED, "true");
        }
        Parameters parameters = new Parameters(call.auth(), Leg.AUTHORIZE)
                .standard("response_type", "code")
                .standard("client_id", call.clientId())
                .standard("redirect_uri", redirectUri)
                .standard("scope", call.scope())
                .declared(call.auth().authorizeParams(), call)
                .standard("state", call.host().state());
        if (call.pkce()) {
            String verifier = Pkce.verifier(random);
            state.put(VERIFIER, verifier);
            parameters.standard("code_challenge", Pkce.challenge(verifier)).standard("code_challenge_method", Pkce.METHOD);
        }
        return new SignIn.Redirect(parameters.addedTo(authorize), call.host().state(), state);
    }

    /** Tokens for the code the person brings back. */
    SignIn.Done resume(Map<String, String> state, Map<String, List<String>> answer) {
        requireIssuer(state, answer);
        requireState(answer);
        Optional<String> error = single(answer, "error");
        if (error.isPresent()) {
            throw new Refusals(call).coded(Leg.REDIRECT, state.getOrDefault(APP, "The app"), error.get(),
                    single(answer, "error_description").orElse(""), Optional.empty());
        }
        String code = single(answer, Leg.REDIRECT.nameOf(call.auth(), "code")).filter(text -> !text.isEmpty())
                .orElseThrow(() -> forged("The way back from the app brought no code."));
        call.secrets().add(code);
        Map<String, String> captured = captured(answer);
        captured.forEach(call::know);
        String verifier = state.getOrDefault(VERIFIER, "");
        call.secrets().add(verifier);
        Parameters parameters = new Parameters(call.auth(), Leg.TOKEN)
                .standard("grant_type", "authorization_code")
                .standard("code", code)
                .standard("redirect_uri", state.getOrDefault(REDIRECT_URI, ""))
                .standard("code_verifier", verifier);
        URI endpoint = Optional.ofNullable(state.get(TOKEN_ENDPOINT)).map(OAuth2Call::uri).orElseGet(endpoints::token);
        return new SignIn.Done(with(captured, tokens.first(endpoint, parameters)));
    }

    /** RFC 9207 section 2.4, for errors too. */
    private static void requireIssuer(Map<String, String> state, Map<String, List<String>> answer) {
        String expected = state.getOrDefault(ISSUER, "");
        Optional<String> named = single(answer, "iss");
        if (!expected.isEmpty() && named.isPresent() && !named.get().equals(expected)) {
            throw forged("The way back named another app than the one that was asked.");
        }
        if (named.isEmpty() && state.containsKey(ISSUER_PROMISED)) {
            throw forged("The way back did not name the app, which always does.");
        }
    }

    /** The host finds a sign-in by its state; that it is this one's is checked once more. */
    private void requireState(Map<String, List<String>> answer) {
        Optional<String> state = single(answer, Leg.REDIRECT.nameOf(call.auth(), "state"));
        if (state.isPresent() && !state.get().equals(call.host().state())) {
            throw forged("The way back belongs to another sign-in.");
        }
    }

    /** RFC 6749 section 3.1: a parameter that comes twice makes the request invalid. */
    private static Optional<String> single(Map<String, List<String>> answer, String name) {
        List<String> values = answer.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw forged("The way back from the app brought something twice.");
        }
        return values.stream().findFirst();
    }

    private Map<String, String> captured(Map<String, List<String>> answer) {
        Map<String, String> captured = new HashMap<>();
        for (Capture capture : call.auth().captures()) {
            if (capture.source() == Source.REDIRECT) {
                single(answer, capture.path()).filter(TokenReader::isCapturable)
                        .ifPresent(text -> captured.put(capture.field(), text));
            }
        }
        return captured;
    }

    private static Tokens with(Map<String, String> captured, Tokens tokens) {
        Map<String, String> all = new HashMap<>(captured);
        all.putAll(tokens.captured());
        return new Tokens(tokens.accessToken(), null, tokens.refreshToken(), tokens.lifetime(), tokens.scopes(), all,
                tokens.subject());
    }

    private static TokenFailure forged(String what) {
        return new TokenFailure(Kind.FORGED, new Failure(Reason.UNEXPECTED,
                what + " Nothing was saved: start the sign-in again, from where you began it."), "", null);
    }
}
