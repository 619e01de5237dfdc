package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * OAuth 1.0a (RFC 5849): temporary credentials, the person's approval, token credentials, signed requests. Its tokens have no
 * renewal and no revocation endpoint. Thread-safe.
 */
@Component(service = AuthEngine.class, property = AuthEngine.KIND + "=oauth1")
public final class OAuth1Engine implements AuthEngine {
    /** Beside the names of the protocol: what a number of apps add to a reply. */
    private static final String USER_ID = "user_id";
    private static final String EXPIRES_IN = "oauth_expires_in";

    private final OAuth1Signer signer;
    private final OAuth1Exchange exchange;

    /** With the machine's clock and randomness. */
    @Activate
    public OAuth1Engine() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    /** With the source of timestamps and that of nonces. */
    OAuth1Engine(Clock clock, SecureRandom random) {
        this.signer = new OAuth1Signer(clock, random);
        this.exchange = new OAuth1Exchange(signer, clock);
    }

    @Override
    public boolean needsPerson(AuthCall call) {
        return true;
    }

    @Override
    public SignIn begin(AuthCall call) {
        Auth.OAuth1 auth = (Auth.OAuth1) call.auth();
        URI to = uri(call, auth.requestTokenUrl(), "request token");
        String authorize = url(call, auth.authorizeUrl(), "authorize");
        Map<String, String> reply = exchange.post(call, to, Map.of("oauth_callback", call.redirectUri().toString()), "",
                Kind.CLIENT_REFUSED);
        if (!"true".equals(reply.get("oauth_callback_confirmed"))) {
            /* section 2.1: without it a stranger could finish somebody else's sign-in */
            throw misconfigured(to.getHost() + " does not confirm the redirect URI: it speaks the withdrawn OAuth 1.0, not 1.0a,"
                    + " and is not safe to sign in to.");
        }
        String token = reply.get("oauth_token");
        return new SignIn.Redirect(authorizeUri(call, authorize, token), token,
                Map.of("token", token, "secret", reply.get("oauth_token_secret")));
    }

    @Override
    public SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer) {
        Auth.OAuth1 auth = (Auth.OAuth1) call.auth();
        URI to = uri(call, auth.accessTokenUrl(), "access token");
        String token = state.get("token");
        String verifier = OAuth1Callback.verifier(token, to.getHost(), answer);
        Map<String, String> reply = exchange.post(call, to, Map.of("oauth_token", token, "oauth_verifier", verifier),
                state.get("secret"), Kind.GRANT_ENDED);
        return new SignIn.Done(new Tokens(Secret.of(reply.get("oauth_token")), Secret.of(reply.get("oauth_token_secret")), null,
                lifetime(reply), null, Map.of(), reply.get(USER_ID)));
    }

    @Override
    public boolean isRenewable(AuthCall call, Tokens held) {
        return false;
    }

    @Override
    public Tokens renew(AuthCall call, Tokens held) {
        throw new TokenFailure(Kind.GRANT_ENDED,
                new Failure(Reason.CREDENTIALS_REJECTED, "A token of OAuth 1.0a cannot be renewed. Connect again."), "", null);
    }

    @Override
    public boolean revoke(AuthCall call, Tokens held) {
        return false;
    }

    @Override
    public Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request) {
        Secret secret = held.tokenSecret();
        String header = signer.authorization(OAuth1Client.of(call), request, Map.of("oauth_token", held.accessToken().reveal()),
                secret == null ? "" : secret.reveal());
        return Optional.of(Map.of("Authorization", header));
    }

    /** Section 2.2: the parameters join those the URL has. */
    private static URI authorizeUri(AuthCall call, String url, String token) {
        Map<String, String> more = new TreeMap<>();
        ((Auth.OAuth1) call.auth()).authorizeParams()
                .forEach((name, template) -> call.text(template).ifPresent(value -> more.put(name, value)));
        more.put("oauth_token", token);
        String query = more.entrySet().stream()
                .map(e -> PercentEncoding.encode(e.getKey()) + "=" + PercentEncoding.encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return uri(url + (url.contains("?") ? "&" : "?") + query, "authorize");
    }

    private static URI uri(AuthCall call, String template, String name) {
        return uri(url(call, template, name), name);
    }

    private static String url(AuthCall call, String template, String name) {
        return call.url(template).orElseThrow(() -> misconfigured("The " + name + " URL has no value: fill it in."));
    }

    private static URI uri(String url, String name) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            /* its text quotes the URL: only the name of the URL is told, below */
        }
        throw misconfigured("The " + name + " URL is no URL with a host.");
    }

    private static @Nullable Duration lifetime(Map<String, String> reply) {
        String seconds = reply.getOrDefault(EXPIRES_IN, "");
        return seconds.matches("[1-9]\\d{0,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static TokenFailure misconfigured(String message) {
        return new TokenFailure(Kind.CLIENT_REFUSED, new Failure(Reason.CLIENT_MISCONFIGURED, message), "", null);
    }
}
