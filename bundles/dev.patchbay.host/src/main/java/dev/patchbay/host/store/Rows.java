package dev.patchbay.host.store;

import org.jspecify.annotations.Nullable;

/** The smaller rows. Times are milliseconds since 1970; byte arrays are not copied. */
public interface Rows {

    /** A sealed key of the vault. */
    record KeyRow(String id, byte[] sealed, long createdAt, boolean active) {}

    /** An API key: the SHA-256 of its text, never the text. Scopes are words with spaces between. */
    record ApiKeyRow(
            String id,
            byte[] hash,
            String label,
            String scopes,
            @Nullable String account,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long revokedAt,
            byte[] mac) {}

    /** A provider's id, its owner and the definition last seen, as JSON. */
    record ProviderRow(
            String id, String owner, String bundleVersion, String definition, String capabilities, long seenAt, byte[] mac) {}

    /**
     * A bundle installed at run time, with its bytes.
     *
     * @param providers ids with spaces between
     * @param trust by what it was trusted when it was accepted, such as {@code digest}
     * @param signer the SHA-256 of the key that signed it, 64 hex digits, or empty
     */
    record BundleRow(
            String symbolicName,
            String version,
            String digest,
            byte[] content,
            String providers,
            String installedBy,
            long installedAt,
            byte[] mac,
            String trust,
            String signer) {}

    /** The bundle that was there before, and until when it is kept; {@code keptMac} covers both. */
    record FormerBundleRow(BundleRow bundle, long keptUntil, byte[] keptMac) {}

    /**
     * A feature installed at run time.
     *
     * @param id group and artifact with a colon between
     * @param content its JSON as it was installed
     * @param bundles its bundles, one a line
     */
    record FeatureRow(
            String id,
            String version,
            String digest,
            byte[] content,
            String bundles,
            String installedBy,
            long installedAt,
            byte[] mac) {}

    /** The key that a bundle's symbolic name belongs to. */
    record SignerRow(String symbolicName, String signer, byte[] mac) {}

    /** An audit entry. {@code detail} is JSON. */
    record AuditRow(
            long seq,
            long segment,
            long at,
            String caller,
            String callerLabel,
            String address,
            String action,
            String subject,
            @Nullable String account,
            String detail,
            byte[] mac) {}

    /** An audit entry and how often it happened in its minute. */
    record CountedAuditRow(AuditRow entry, long count) {}

    /** The signed head of a segment of the audit chain. */
    record AuditHeadRow(long segment, long firstSeq, long lastSeq, byte[] previousMac, byte[] lastMac, byte[] mac) {}

    /** An answered create: {@code result} is the id of what was made. */
    record IdempotencyRow(String caller, String key, byte[] bodyDigest, String result, long expiresAt) {}
}
