package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Grant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** How the client says who it is, the same on every request to the app (RFC 6749 section 2.3). Thread-safe. */
final class ClientIdentification {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Assertions assertions;

    ClientIdentification(Assertions assertions) {
        this.assertions = assertions;
    }

    /** Adds what identifies the client to a request's parameters and headers. */
    void addTo(OAuth2Call call, String tokenEndpoint, Parameters parameters, Map<String, String> headers) {
        Optional<String> secret = call.value(OAuth2.CLIENT_SECRET);
        switch (call.clientAuth()) {
            case BASIC -> secret.ifPresentOrElse(
                    s -> headers.put("Authorization", basic(call.clientId(), s, call)), () -> identifier(call, parameters));
            case BODY -> secret.ifPresentOrElse(
                    s -> parameters.standard("client_id", call.clientId()).standard("client_secret", s),
                    () -> identifier(call, parameters));
            case NONE -> {
                if (call.auth().identifiesClient()) {
                    parameters.standard("client_id", call.clientId());
                }
            }
            case PRIVATE_KEY_JWT -> parameters.standard("client_id", call.clientId())
                    .standard("client_assertion_type", ASSERTION_TYPE)
                    .standard("client_assertion", assertions.client(call, tokenEndpoint));
        }
    }

    /** A client without a secret is a public one; an assertion as grant says by itself who asks (RFC 7521 section 4.1). */
    private static void identifier(OAuth2Call call, Parameters parameters) {
        if (call.auth().grant() != Grant.JWT_BEARER) {
            parameters.standard("client_id", call.clientId());
        }
    }

    /** Form-encoded before base64 (RFC 6749 section 2.3.1): without that, a colon in the identifier would end it. */
    private static String basic(String id, String secret, OAuth2Call call) {
        String pair = Parameters.encode(id) + ":" + Parameters.encode(secret);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        call.secrets().add(encoded);
        return "Basic " + encoded;
    }
}
