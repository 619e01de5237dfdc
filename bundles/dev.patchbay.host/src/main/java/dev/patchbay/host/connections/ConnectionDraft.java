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
 * @param client the OAuth client, where the method needs one; null for the only one there is
 * @param step the step to bind in the same transaction, or null
 */
public record ConnectionDraft(
        @Nullable String account,
        @Nullable String provider,
        @Nullable String method,
        @Nullable String label,
        RawValues values,
        @Nullable String client,
        @Nullable StepName step) {
    /** A step of the draft's account. */
    public record StepName(String workflow, String step) {}

    /** A draft without client and step. */
    public ConnectionDraft(
            @Nullable String account,
            @Nullable String provider,
            @Nullable String method,
            @Nullable String label,
            RawValues values) {
        this(account, provider, method, label, values, null, null);
    }
}
