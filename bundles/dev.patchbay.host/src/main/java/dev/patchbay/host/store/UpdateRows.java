package dev.patchbay.host.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of what an update of a provider brings about. Times are milliseconds since 1970; byte arrays are not copied. */
public interface UpdateRows {
    /**
     * A connection as it was before the last migration of its values.
     *
     * @param changed names of the fields that were changed since then, by a person, a sign-in or a renewal
     */
    record FormerRow(ConnectionRow row, long keptUntil, Set<String> changed) {
        /** Copies the set. */
        public FormerRow {
            changed = Set.copyOf(changed);
        }
    }

    /**
     * Something that is done for all connections of a provider, some at a time. There is one of a kind for a provider.
     *
     * @param kind what is done
     * @param digest SHA-256, hexadecimal, of the definition it is done for
     * @param state how far it is
     * @param afterCreatedAt where it goes on, with {@code afterId}; null at the beginning
     */
    record ProviderWorkRow(
            String provider,
            String kind,
            String digest,
            String state,
            @Nullable Long afterCreatedAt,
            @Nullable String afterId,
            byte[] mac) {}
}
