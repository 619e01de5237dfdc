package dev.patchbay.host.store;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
    void keepFormer(ConnectionRow row, long keptUntil);

    /** Notes beside the version that is kept, if there is one, which fields were changed since. */
    void noteChanged(String id, Collection<String> fields);

    /** Shreds the version that is kept, if there is one; its bytes do not stay in the file. */
    void dropFormer(String id);

    /** Adds or replaces what is done for a provider. */
    void putProviderWork(UpdateRows.ProviderWorkRow row);

    /** Removes it. */
    void deleteProviderWork(String provider, String kind);

    /**
     * Puts KEK, data key, payload and code of the row in place of the stored ones, where the stored code is the former one;
     * all else stays, the version too.
     *
     * @return whether it was so; nothing is written otherwise
     */
    boolean rewrapConnection(ConnectionRow row, byte[] formerMac);

    /** The same for the version that is kept. */
    boolean rewrapFormer(ConnectionRow row, byte[] formerMac);

    /** Removes a connection, its data key first, its words, its kept version, its tokens and its links; steps bound to it are unbound. */
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

    /** Adds or replaces the bundle that is kept beside the present one. */
    void putFormerBundle(Rows.FormerBundleRow row);

    /** Removes the bundle that is kept, if there is one. */
    void deleteFormerBundle(String symbolicName);

    /** Adds or replaces a library. */
    void putLibrary(Rows.BundleRow row);

    /** Removes a library. */
    void deleteLibrary(String symbolicName, String version);

    /** Adds or replaces a feature. */
    void putFeature(Rows.FeatureRow row);

    /** Removes a feature. */
    void deleteFeature(String id);

    /** Notes the key that a symbolic name belongs to. */
    void putSigner(Rows.SignerRow row);

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

    /** Adds an OAuth client. */
    void insertClient(OAuthRows.ClientRow row);

    /**
     * Replaces an OAuth client where its stored version is {@code expectedVersion} and its data key was not rewrapped
     * meanwhile: the KEK is the stored one, or none, or an active one.
     *
     * @return whether it was so; nothing is written otherwise
     */
    boolean updateClient(OAuthRows.ClientRow row, long expectedVersion);

    /** Puts KEK, data key, payload and code in place of the stored ones where the stored code is the former one. */
    boolean rewrapClient(OAuthRows.ClientRow row, byte[] formerMac);

    /**
     * Removes an OAuth client; its bytes do not stay in the file.
     *
     * @throws StoreException where a connection uses it
     */
    void deleteClient(String id);

    /** Notes which stored OAuth client a connection uses; null for none. */
    void linkClient(String connection, @Nullable String client);

    /**
     * Stores the tokens of a connection where the stored version is {@code expectedVersion}, 0 for none yet.
     *
     * @return whether it was so; nothing is written otherwise, nor where there is no such connection
     */
    boolean putTokens(OAuthRows.TokenRow row, long expectedVersion);

    /** Removes the tokens of a connection; their bytes do not stay in the file. */
    void deleteTokens(String connection);

    /**
     * Takes the lease of a connection's renewal where nobody holds it at {@code now}, and raises its fence by one; makes the
     * row where there is none.
     *
     * @return the fence, or empty where somebody holds it or there is no such connection
     */
    OptionalLong takeLease(String connection, String holder, long now, long until);

    /** Replaces a renewal row where the stored fence is the row's; whether it was so. */
    boolean updateRenewal(OAuthRows.RenewalRow row);

    /**
     * Replaces a renewal row whatever its fence, which is raised by one, or adds it with the fence it has: when a person
     * signed in anew.
     */
    void resetRenewal(OAuthRows.RenewalRow row);

    /** Adds a connect session. */
    void insertSession(OAuthRows.SessionRow row);

    /**
     * Replaces a connect session where its stored version is {@code expectedVersion} and its data key was not rewrapped
     * meanwhile: the KEK is the stored one, or none, or an active one.
     *
     * @return whether it was so; nothing is written otherwise
     */
    boolean updateSession(OAuthRows.SessionRow row, long expectedVersion);

    /** Removes a connect session. */
    void deleteSession(String id);

    /** Removes the connect sessions that ended before; how many. */
    int purgeSessions(long endedBefore);

    /** Adds a person's session. */
    void insertPersonSession(AccessRows.PersonSessionRow row);

    /** Replaces a person's session where its stored version is {@code expectedVersion}; whether it was so. */
    boolean updatePersonSession(AccessRows.PersonSessionRow row, long expectedVersion);

    /** Removes a person's session; whether it was there. */
    boolean deletePersonSession(String id);

    /**
     * Removes people's sessions that are over; how many.
     *
     * @param linkEnded up to when links that nobody used ended
     * @param opened up to when the others were opened
     * @param seen up to when something happened in the others
     */
    int purgePersonSessions(long linkEnded, long opened, long seen);

    /** Adds or replaces a step. */
    void putStep(OAuthRows.StepRow row);

    /** Removes a step. */
    void deleteStep(String account, String workflow, String step);

    /** Stores an account's description where the stored version is {@code expectedVersion}, 0 for none yet; whether it was so. */
    boolean putAccount(OAuthRows.AccountRow row, long expectedVersion);

    /** Removes an account's description. */
    void deleteAccount(String id);
}
