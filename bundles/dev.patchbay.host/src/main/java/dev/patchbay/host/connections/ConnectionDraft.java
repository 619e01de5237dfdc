package dev.patchbay.host.connections;

import org.jspecify.annotations.Nullable;

/**
 * A connection to be created or tested, as a caller sent it; core reports every fault at once, so each part may be missing.
 *
 * @param account the owner
 * @param provider the provider's id
 * @param method the method's id; null for the default
 * @param label what a person reads; null where a draft is only tested
 * @param values the fields
 */
public record ConnectionDraft(
        @Nullable String account,
        @Nullable String provider,
        @Nullable String method,
        @Nullable String label,
        RawValues values) {}
