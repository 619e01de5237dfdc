package dev.patchbay.host.install;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration bundle or a bundle of the start set. Immutable.
 *
 * @param state as the framework says: {@code INSTALLED, RESOLVED, STARTING, ACTIVE, STOPPING}, or {@code MISSING}
 * @param providers the ids of its providers
 * @param digest {@code sha256:} and 64 hex digits; empty for a bundle of the start set
 * @param trust {@code built-in} or the policy it was accepted by, {@code open} for now
 * @param origin {@code start-set} or {@code installed}
 * @param problem why it does not work, or null
 */
public record InstalledBundle(
        String symbolicName,
        String version,
        String state,
        List<String> providers,
        String digest,
        String trust,
        String origin,
        @Nullable String problem) {
    /** Copies the list. */
    public InstalledBundle {
        providers = List.copyOf(providers);
    }
}
