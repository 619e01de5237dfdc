package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What an issuer publishes about itself (RFC 8414, OpenID Connect Discovery). Immutable. */
final class IssuerMetadata {
    private final URI issuer;
    private final ReplyTree document;

    private IssuerMetadata(URI issuer, ReplyTree document) {
        this.issuer = issuer;
        this.document = document;
    }

    /**
     * Fetches the document from where RFC 8414 section 3 puts it, else from where OpenID Connect does.
     *
     * @throws TokenFailure where there is none, or one of another issuer
     */
    static IssuerMetadata fetch(OAuth2Call call, String text) {
        URI issuer = OAuth2Call.uri(text);
        for (URI place : places(issuer)) {
            HttpReply reply = get(call, place);
            if (reply.status() >= 500 || reply.status() == 429) {
                throw Refusals.busy(issuer.getHost(), reply.status(), "", Optional.empty());
            }
            Optional<ReplyTree> document = reply.status() == 200 ? ReplyTree.parse(reply.text()) : Optional.empty();
            if (document.isPresent()) {
                String named = document.get().text("issuer").orElse("");
                if (!named.equals(text)) {
                    throw OAuth2Call.misconfigured("The metadata at " + issuer.getHost() + " is of another issuer"
                            + shown(call, named) + ". Enter the issuer exactly as it names itself.");
                }
                return new IssuerMetadata(issuer, document.get());
            }
        }
        throw OAuth2Call.misconfigured(issuer.getHost() + " publishes no metadata for this issuer. Correct the issuer, or enter the"
                + " addresses of the endpoints.");
    }

    private static String shown(OAuth2Call call, String named) {
        String text = call.secrets().shown(named);
        return text.isEmpty() ? "" : ", " + text;
    }

    /** Nothing is used up by asking: whatever is lost may be asked for again. */
    private static HttpReply get(OAuth2Call call, URI place) {
        try {
            return AppHttp.send(call.host().http(), HttpCall.get(place).header("Accept", "application/json"));
        } catch (TokenFailure e) {
            throw e.kind() == Kind.LOST ? new TokenFailure(Kind.TEMPORARY, e.failure(), "", null) : e;
        }
    }

    /** Between host and path (RFC 8414 section 3.1), then behind the path (OpenID Connect Discovery section 4.1). */
    private static List<URI> places(URI issuer) {
        if (issuer.getRawQuery() != null) {
            throw OAuth2Call.misconfigured("An issuer has no query (RFC 8414 section 2). Correct it.");
        }
        String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
        String path = issuer.getRawPath().endsWith("/")
                ? issuer.getRawPath().substring(0, issuer.getRawPath().length() - 1) : issuer.getRawPath();
        return List.of(URI.create(origin + "/.well-known/oauth-authorization-server" + path),
                URI.create(origin + path + "/.well-known/openid-configuration"));
    }

    /** An endpoint; empty where the document has none. */
    Optional<URI> endpoint(String member) {
        return document.text(member).filter(text -> !text.isEmpty()).map(OAuth2Call::uri).map(uri -> {
            if (issuer.getScheme().equalsIgnoreCase("https") && !uri.getScheme().equalsIgnoreCase("https")) {
                throw OAuth2Call.misconfigured("The metadata of " + issuer.getHost() + " names an endpoint without TLS.");
            }
            return uri;
        });
    }

    /** {@code authorization_response_iss_parameter_supported} (RFC 9207 section 3). */
    boolean promisesIssuer() {
        return document.text("authorization_response_iss_parameter_supported").filter("true"::equals).isPresent();
    }
}
