package dev.patchbay.host.install;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration bundle or a bundle of the start set. Immutable.
 *
 * @param state as the framework says: {@code INSTALLED, RESOLVED, STARTING, ACTIVE, STOPPING}, or {@code MISSING}
 * @param providers the ids of its providers
 * @param digest {@code sha256:} and 64 hex digits; empty for a bundle of the start set
 * @param trust by what it was trusted when it was accepted: {@code built-in, shipped, open, digest, signed}
 * @param signer {@code sha256:} and 64 hex digits of the key that signed it, or null
 * @param origin {@code start-set} or {@code installed}
 * @param problem why it does not work, or null
 * @param features the features it came with
 * @param rollback the way back to the version before, or null
 * @param waiting what its providers want beyond the grants of stored connections, until somebody approves it
 */
public record InstalledBundle(
        String symbolicName,
        String version,
        String state,
        List<String> providers,
        String digest,
        String trust,
        @Nullable String signer,
        String origin,
        @Nullable String problem,
        List<String> features,
        @Nullable Rollback rollback,
        List<WiderGrant> waiting) {

    /** The version that can be put back, and until when. */
    public record Rollback(String version, Instant until) {}

    /** What a provider's definition wants beyond the grants of its stored connections. */
    public record WiderGrant(String provider, List<String> hosts, List<String> endpoints, List<String> scopes) {
        /** Copies the lists. */
        public WiderGrant {
            hosts = List.copyOf(hosts);
            endpoints = List.copyOf(endpoints);
            scopes = List.copyOf(scopes);
        }
    }

    /** Copies the lists. */
    public InstalledBundle {
        providers = List.copyOf(providers);
        features = List.copyOf(features);
        waiting = List.copyOf(waiting);
    }
}
