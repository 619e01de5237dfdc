package dev.patchbay.installer.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set under {@code install.}. Immutable.
 *
 * @param trust what is trusted
 * @param loopback whether the host listens on this machine alone
 * @param digests the file with pinned digests, or null
 * @param trustStore the file with certificates in PEM, or null
 * @param repositories the entries as they were written; one may be {@code ENC(...)}
 * @param offline whether nothing is fetched
 * @param watched the watched folder, or null
 */
record InstallSettings(
        Policy trust,
        boolean loopback,
        @Nullable Path digests,
        @Nullable Path trustStore,
        List<String> repositories,
        boolean offline,
        @Nullable Path watched) {

    /** What makes a bundle trusted. */
    enum Policy {
        OPEN, DIGEST, SIGNED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    InstallSettings {
        repositories = List.copyOf(repositories);
    }

    /**
     * Reads them.
     *
     * @param configuration by key without {@code install.}
     * @param loopback whether the host listens on this machine alone
     */
    static InstallSettings of(Map<String, ?> configuration, boolean loopback) {
        List<String> repositories = new ArrayList<>();
        for (String entry : text(configuration, "repositories").orElse("").split("[,\\s]+")) {
            if (!entry.isBlank()) {
                repositories.add(entry.strip());
            }
        }
        return new InstallSettings(policy(text(configuration, "trust").orElse("open")), loopback,
                path(configuration, "digests"), path(configuration, "trust-store"), repositories,
                text(configuration, "offline").map(Boolean::parseBoolean).orElse(false), path(configuration, "watch"));
    }

    private static Policy policy(String word) {
        for (Policy policy : Policy.values()) {
            if (policy.word().equals(word)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("install.trust is open, digest or signed");
    }

    private static Optional<String> text(Map<String, ?> configuration, String key) {
        return Optional.ofNullable(configuration.get(key)).map(Object::toString).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static @Nullable Path path(Map<String, ?> configuration, String key) {
        return text(configuration, key).map(Path::of).orElse(null);
    }
}
