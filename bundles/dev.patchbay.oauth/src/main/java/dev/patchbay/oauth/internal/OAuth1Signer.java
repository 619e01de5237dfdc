package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.Auth.OAuth1.Signature;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.host.auth.TokenFailure;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the Authorization header of a signed request (RFC 5849 section 3.5.1). Thread-safe. */
final class OAuth1Signer {
    private static final int NONCE_BYTES = 16;
    /** An address and not the name localhost, which a resolver may send elsewhere. */
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]");

    private final Clock clock;
    private final SecureRandom random;

    /** With the source of timestamps and that of nonces. */
    OAuth1Signer(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * The header's value.
     *
     * @param protocol what the leg adds: {@code oauth_token}, {@code oauth_callback}, {@code oauth_verifier}
     * @param tokenSecret the secret of the token; empty where there is no token yet
     */
    String authorization(OAuth1Client client, Request request, Map<String, String> protocol, String tokenSecret) {
        check(request.uri(), client);
        Map<String, String> header = new TreeMap<>(protocol);
        header.put("oauth_consumer_key", client.id());
        header.put("oauth_nonce", nonce());
        header.put("oauth_signature_method", client.wireName());
        header.put("oauth_timestamp", Long.toString(clock.instant().getEpochSecond()));
        header.put("oauth_version", "1.0");
        OAuth1Parameters signed = ofRequest(request, header);
        header.forEach(signed::add);
        String base = OAuth1BaseString.of(request.method(), request.uri(), signed);
        header.put("oauth_signature", client.sign(base, tokenSecret));
        return header.entrySet().stream()
                .map(e -> e.getKey() + "=\"" + PercentEncoding.encode(e.getValue()) + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
    }

    private static OAuth1Parameters ofRequest(Request request, Map<String, String> header) {
        OAuth1Parameters parameters = new OAuth1Parameters().addForm(request.form());
        try {
            parameters.addQuery(request.uri().getRawQuery());
        } catch (IllegalArgumentException e) {
            throw refused("The query of the URL is badly encoded: a percent sign is written %25.");
        }
        /* section 3.2: no parameter of the protocol twice */
        if (parameters.contains("oauth_signature") || parameters.contains("oauth_token")
                || header.keySet().stream().anyMatch(parameters::contains)) {
            throw refused("The request has oauth_ parameters of its own: leave them out, they are added here.");
        }
        return parameters;
    }

    /**
     * PLAINTEXT sends the two secrets themselves, so that it is for TLS alone (section 3.4.4); http is let through where
     * it does not leave the machine, and that only an address can promise.
     */
    private static void check(URI uri, OAuth1Client client) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!http && !https || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused("Only an http or https URL with a host and without a user can be signed.");
        }
        if (client.method() == Signature.PLAINTEXT && !https && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw refused("The signature PLAINTEXT sends the secrets themselves and is for https alone: use https, or another"
                    + " signature.");
        }
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static TokenFailure refused(String message) {
        return new TokenFailure(TokenFailure.Kind.REFUSED_HERE, new Failure(Reason.INVALID_INPUT, message), "", null);
    }
}
