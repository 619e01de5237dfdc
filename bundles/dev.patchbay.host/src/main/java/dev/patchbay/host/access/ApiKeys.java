package dev.patchbay.host.access;

import dev.patchbay.api.Secret;
import dev.patchbay.host.connections.Page;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** API keys: 256 random bits as {@code pbk_} and 43 characters of base64url, stored as SHA-256. Thread-safe. */
@ProviderType
public interface ApiKeys {

    /** A key as stored. Immutable. */
    record ApiKey(
            String id,
            String label,
            Set<Scope> scopes,
            @Nullable String account,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {}

    /** A new key and its text, which is shown this once. */
    record NewApiKey(ApiKey key, Secret text) {}

    /** What a new key should be; {@code expiresAt} null means one that does not expire. */
    record ApiKeyRequest(String label, Set<Scope> scopes, @Nullable String account, @Nullable Instant expiresAt) {}

    /**
     * Finds out who presents this key.
     *
     * @param presented the text after {@code Bearer}
     * @param address where the request came from
     * @throws dev.patchbay.host.problem.ProblemException {@code UNAUTHENTICATED} for a key that is unknown, expired or revoked
     */
    Caller authenticate(String presented, String address);

    /** The keys, newest first. */
    Page<ApiKey> list(Caller caller, int limit, @Nullable String cursor);

    /** Makes a key; a caller can't give scopes or accounts it does not have itself. */
    NewApiKey create(Caller caller, ApiKeyRequest request);

    /** Revokes a key before the next request; idempotent. */
    void revoke(Caller caller, String id);
}
