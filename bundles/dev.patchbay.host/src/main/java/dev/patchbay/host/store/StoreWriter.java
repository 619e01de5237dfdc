package dev.patchbay.host.store;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Writes within one transaction; what it reads is what it wrote. */
@ProviderType
public interface StoreWriter extends StoreReader {
    /** Adds a connection with its data key and search words. */
    void insertConnection(ConnectionRow row);

    /**
     * Replaces a connection where its stored version is {@code expectedVersion} and its data key was not rewrapped meanwhile:
     * the KEK is the stored one, or none, or where none is stored, the active one.
     *
     * @return whether it was so; nothing is written otherwise
     */
    boolean updateConnection(ConnectionRow row, long expectedVersion);

    /** Notes a test's result; changes no version. */
    void noteTest(String id, long testedAt, String testResult);

    /** Keeps a version beside the current one, replacing what was kept. */
    void keepFormer(ConnectionRow row);

    /**
     * Puts KEK, data key, payload and code of the row in place of the stored ones, where the stored code is the former one;
     * all else stays, the version too.
     *
     * @return whether it was so; nothing is written otherwise
     */
    boolean rewrapConnection(ConnectionRow row, byte[] formerMac);

    /** The same for the version that is kept. */
    boolean rewrapFormer(ConnectionRow row, byte[] formerMac);

    /** Removes a connection, its data key first, its words and its kept version. */
    void shredConnection(String id);

    /** Adds the first keys; false and nothing written where there are some already. */
    boolean insertKeysIfNone(java.util.List<Rows.KeyRow> keys);

    /** Adds or replaces one key. */
    void putKey(Rows.KeyRow key);

    /** Destroys one key: its bytes do not stay in the file. */
    void deleteKey(String id);

    /** Adds an API key. */
    void insertApiKey(Rows.ApiKeyRow row);

    /** Replaces an API key's row by id. */
    void updateApiKey(Rows.ApiKeyRow row);

    /** Adds or replaces a provider. */
    void putProvider(Rows.ProviderRow row);

    /** Adds or replaces a bundle. */
    void putBundle(Rows.BundleRow row);

    /** Removes a bundle. */
    void deleteBundle(String symbolicName);

    /** Appends an audit entry. */
    void insertAudit(Rows.AuditRow row);

    /** Adds to the counters of entries, by seq. */
    void countAudit(Map<Long, Long> bySeq);

    /** Adds or replaces the head of a segment. */
    void putAuditHead(Rows.AuditHeadRow row);

    /** Remembers an answered create. */
    void insertIdempotency(Rows.IdempotencyRow row);

    /** Forgets those that ended before. */
    void purgeIdempotency(long endedBefore);
}
