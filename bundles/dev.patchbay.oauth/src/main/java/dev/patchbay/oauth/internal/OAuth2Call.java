package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Choice;
import dev.patchbay.api.provider.OAuth2.ClientAuth;
import dev.patchbay.api.provider.OAuth2.Grant;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exchange as OAuth 2.0 sees it: what is declared, what the person chose instead, and what the exchange itself has come to
 * know. Of one thread.
 */
final class OAuth2Call {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");

    private final AuthCall call;
    private final OAuth2 auth;
    private final Map<String, String> known = new HashMap<>();
    private final SecretsOfCall secrets = new SecretsOfCall();

    OAuth2Call(AuthCall call) {
        this.call = call;
        this.auth = (OAuth2) call.auth();
        known.put("scopes", scope());
        call.values().asMap().values().forEach(value -> {
            if (value instanceof Secret secret) {
                secrets.add(secret.reveal());
            }
        });
    }

    AuthCall host() {
        return call;
    }

    OAuth2 auth() {
        return auth;
    }

    /** Whether somebody signs in at the app. */
    boolean hasPerson() {
        return auth.grant() == Grant.AUTHORIZATION_CODE || auth.grant() == Grant.DEVICE_CODE;
    }

    /** What no text for people may contain. */
    SecretsOfCall secrets() {
        return secrets;
    }

    /** A value for holes of this name, before those of the connection. */
    void know(String hole, String value) {
        known.put(hole, value);
    }

    /** A template with secrets in clear; empty where a hole has no value. What was filled in is not looked at for holes again. */
    Optional<String> fill(String template) {
        StringBuilder out = new StringBuilder();
        Matcher hole = HOLE.matcher(template);
        int from = 0;
        while (hole.find()) {
            String value = known.get(hole.group(1));
            if (value != null) {
                Optional<String> before = part(template.substring(from, hole.start()));
                if (before.isEmpty() || value.isEmpty()) {
                    return Optional.empty();
                }
                out.append(before.get()).append(value);
                from = hole.end();
            }
        }
        return part(template.substring(from)).map(rest -> out.append(rest).toString());
    }

    private Optional<String> part(String template) {
        return template.indexOf('{') < 0 ? Optional.of(template) : call.text(template);
    }

    /** A declared URL; empty where none is declared or a hole has no value. */
    Optional<URI> url(String template) {
        Optional<String> text = template.isEmpty() ? Optional.empty() : call.url(template);
        return text.filter(t -> !t.isEmpty()).map(OAuth2Call::uri);
    }

    /**
     * A text as the URL of an endpoint.
     *
     * @throws TokenFailure where it is none
     */
    static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && uri.getRawFragment() == null && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            throw misconfigured("The address of an endpoint is no URL. Correct it where the endpoints are entered.");
        }
        throw misconfigured("The address of an endpoint is not an https URL without a fragment. Correct it where the endpoints"
                + " are entered.");
    }

    /** The scopes to ask for, as one text; empty where there are none. */
    String scope() {
        return String.join(auth.scopeSeparator(), call.scopes());
    }

    /** A value of the client or the connection, in clear; empty where it is not set. */
    Optional<String> value(String field) {
        Object value = call.values().asMap().get(field);
        String text = value instanceof Secret secret ? secret.reveal() : value == null ? "" : value.toString();
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    /** The client identifier. */
    String clientId() {
        return value(OAuth2.CLIENT_ID).orElseThrow(() -> misconfigured("The OAuth client has no client ID. Enter the one the app shows."));
    }

    /** How the client identifies itself: as chosen, or as declared. */
    ClientAuth clientAuth() {
        return chosen(Choice.CLIENT_AUTH)
                .map(word -> ClientAuth.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT)))
                .orElse(auth.clientAuth());
    }

    /** Whether PKCE is sent: as chosen, or as declared. */
    boolean pkce() {
        return chosen(Choice.PKCE).map(Boolean::parseBoolean).orElse(auth.pkce());
    }

    /** The issuer: as chosen, or as declared; empty where nobody knows it. */
    Optional<String> issuer() {
        return chosen(Choice.ISSUER)
                .or(() -> auth.issuer().isEmpty() ? Optional.empty() : call.url(auth.issuer()))
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> chosen(Choice what) {
        return Optional.ofNullable(auth.choices().get(what)).flatMap(this::value);
    }

    /** That the client, or the description of the app, is set up wrongly. */
    static TokenFailure misconfigured(String message) {
        return new TokenFailure(Kind.CLIENT_REFUSED, new Failure(Reason.CLIENT_MISCONFIGURED, message), "", null);
    }
}
