package dev.patchbay.host.auth;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What one exchange is about, and its way to the network. Made by core for each exchange, and over with it. */
@ProviderType
public interface AuthCall {
    /** What the method declares. */
    Auth auth();

    /** The values of the connection and of its OAuth client together, secrets among them, defaults filled in. */
    Values values();

    /** A URL template filled in and encoded; empty where a hole has no value. A secret is refused. */
    Optional<String> url(String template);

    /** A template filled in without encoding, secrets in clear: for parameters, headers, claims. Empty where a hole has no value. */
    Optional<String> text(String template);

    /** The scopes to ask for; at a renewal those that were asked for. */
    List<String> scopes();

    /** Where the app sends the person back to: of this OAuth client alone. */
    URI redirectUri();

    /** 256 random bits as base64url that name this sign-in to the app: OAuth 2.0's {@code state}. */
    String state();

    /** HTTP to the grant's hosts: guarded, redirects not followed, at most 1 MiB, ten seconds. */
    HttpSender http();
}
