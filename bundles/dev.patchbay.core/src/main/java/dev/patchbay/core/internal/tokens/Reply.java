package dev.patchbay.core.internal.tokens;

import dev.patchbay.host.store.OAuthRows.TokenRow;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal gave, ready to be stored, and what was true when it was asked for. Immutable; arrays are not copied.
 *
 * @param row the new tokens, sealed
 * @param former the version they follow
 * @param dueAt when they are to be renewed, or null
 * @param changed values of the connection that changed with them, sealed, or null
 */
record Reply(TokenRow row, long former, Attempt attempt, @Nullable Long dueAt, byte @Nullable [] changed) {
    /**
     * A request that is about to be sent, as it is noted before.
     *
     * @param fence of the lease under which it is sent
     * @param hash SHA-256 of the refresh token, or null where none is sent
     */
    record Attempt(long fence, byte @Nullable [] hash, long at) {
        /** Whether the stored attempt is this one: then nobody has sent anything since. */
        boolean isStored(byte @Nullable [] storedHash, @Nullable Long storedAt) {
            return Arrays.equals(hash, storedHash) && Objects.equals(at, storedAt);
        }
    }

    String connection() {
        return row.connection();
    }
}
