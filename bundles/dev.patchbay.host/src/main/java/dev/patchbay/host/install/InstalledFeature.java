package dev.patchbay.host.install;

import java.time.Instant;
import java.util.List;

/**
 * Several bundles and their configuration, installed as one (OSGi Compendium 8.1 chapter 159). Immutable.
 *
 * @param id group and artifact with a colon between
 * @param digest {@code sha256:} and 64 hex digits of its JSON
 */
public record InstalledFeature(
        String id, String version, String name, List<Member> bundles, String digest, Instant installedAt) {

    /**
     * A bundle of it.
     *
     * @param library whether it only serves the others
     */
    public record Member(String symbolicName, String version, boolean library) {}

    /** Copies the list. */
    public InstalledFeature {
        bundles = List.copyOf(bundles);
    }
}
