package dev.patchbay.host.connect;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.RawValues;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The OAuth clients: what was registered at the apps, with the redirect URI to register. Of one account, or of all: those need
 * the scope {@code admin} and a caller of all accounts. Thread-safe; problems as in {@code ConnectionDirectory}.
 */
@ProviderType
public interface OAuthClients {
    /**
     * A client, masked.
     *
     * @param id {@code cli_} and 26 characters; the end of its redirect URI
     * @param account the only account that uses it, or null for all
     * @param method the method of the provider it is for
     * @param values its fields; a secret is the map {@code {set: true}}
     * @param redirectUri what to register at the app, to the letter
     * @param complete whether every needed field is there; one that is not can only be edited
     * @param connections how many connections use it
     * @param version the HTTP entity tag
     */
    record OAuthClientView(
            String id,
            @Nullable String account,
            String provider,
            String method,
            String label,
            Map<String, Object> values,
            URI redirectUri,
            boolean complete,
            long connections,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** A client to be made; without values it is only begun, so that its redirect URI is known. Null method: the first that needs a client. */
    record Draft(
            @Nullable String account,
            @Nullable String provider,
            @Nullable String method,
            @Nullable String label,
            RawValues values) {}

    /** A change: absent values stay, a changed endpoint needs the secrets again. */
    record Edit(@Nullable String label, RawValues values, @Nullable Long expectedVersion) {}

    /** The clients of an account and those of all, newest first. */
    Page<OAuthClientView> list(Caller caller, @Nullable String account, @Nullable String provider, int limit, @Nullable String cursor);

    /** One client. */
    OAuthClientView get(Caller caller, String id);

    /** Makes one. */
    OAuthClientView create(Caller caller, Draft draft);

    /** Changes one; connections use what is new from their next refresh on. */
    OAuthClientView edit(Caller caller, String id, Edit edit);

    /** Deletes one that no connection uses; {@code CONFLICT} naming them otherwise. */
    void delete(Caller caller, String id, @Nullable Long expectedVersion);
}
