package dev.patchbay.oauth.internal;

import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of an exchange: as declared, and where the declaration has none as the issuer's metadata says, which is fetched
 * at most once and only then. Of one thread.
 */
final class Endpoints {
    private final OAuth2Call call;
    private @Nullable IssuerMetadata metadata;

    Endpoints(OAuth2Call call) {
        this.call = call;
    }

    URI authorize() {
        return needed(call.auth().authorizeUrl(), "authorization_endpoint", "for signing in");
    }

    URI token() {
        return needed(call.auth().tokenUrl(), "token_endpoint", "for tokens");
    }

    URI refresh() {
        return call.url(call.auth().refreshUrl()).orElseGet(this::token);
    }

    URI device() {
        return needed(call.auth().deviceUrl(), "device_authorization_endpoint", "for device codes");
    }

    /** Empty where the app has none: an issuer without metadata is known for its name in redirects alone. */
    Optional<URI> revoke() {
        try {
            return found(call.auth().revokeUrl(), "revocation_endpoint");
        } catch (TokenFailure e) {
            if (e.kind() == Kind.CLIENT_REFUSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the app has promised to name itself in the redirect (RFC 9207 section 3); known only where metadata was needed. */
    boolean promisesIssuer() {
        return metadata != null && metadata.promisesIssuer();
    }

    private URI needed(String template, String member, String purpose) {
        return found(template, member).orElseThrow(() -> OAuth2Call.misconfigured(
                "The address of the endpoint " + purpose + " is not known. Enter it, or what is missing in it."));
    }

    private Optional<URI> found(String template, String member) {
        Optional<URI> declared = call.url(template);
        return declared.isPresent() || call.issuer().isEmpty() ? declared : metadata(call.issuer().get()).endpoint(member);
    }

    private IssuerMetadata metadata(String issuer) {
        IssuerMetadata found = metadata == null ? IssuerMetadata.fetch(call, issuer) : metadata;
        metadata = found;
        return found;
    }
}
