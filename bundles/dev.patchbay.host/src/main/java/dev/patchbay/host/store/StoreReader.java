package dev.patchbay.host.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Reads within one consistent view. Valid during the work it was given to, on that thread. */
@ProviderType
public interface StoreReader {
    /** A connection, deleted or not. */
    Optional<ConnectionRow> findConnection(String id);

    /** One page. */
    List<ConnectionRow> listConnections(ConnectionFilter filter);

    /**
     * How many connections of each kind there are, deleted ones left out; null means any.
     *
     * @param words lower-case word prefixes, all of which must occur in label, account or provider
     */
    List<ConnectionGroup> groupConnections(@Nullable String account, @Nullable String provider, List<String> words);

    /** Every connection, deleted or not, oldest first, without holding all in memory. */
    void eachConnection(Consumer<ConnectionRow> each);

    /** How many connections of a provider there are, deleted ones left out. */
    long countConnections(String provider);

    /** Deleted connections whose grace has ended, some at a time. */
    List<ConnectionRow> purgeable(long now, int limit);

    /** Whether a provider has any, deleted ones left out. */
    boolean hasConnections(String provider);

    /** How many connections of a provider are stored in a schema before this one, deleted ones left out. */
    long countBefore(String provider, int schemaVersion);

    /** The version before the last migration, if it is kept. */
    Optional<ConnectionRow> findFormer(String id);

    /** What is kept of a provider's connections, by id; {@code afterId} is empty at first. */
    List<UpdateRows.FormerRow> listFormer(String provider, String afterId, int limit);

    /** Ids of connections of which a version is kept whose time has ended, some at a time. */
    List<String> endedFormer(long now, int limit);

    /** Providers with versions that are kept, and when the last of these ends. */
    Map<String, Long> formerUntil();

    /** When the last version ends that is kept of a provider's connections, if any is. */
    Optional<Long> findFormerUntil(String provider);

    /** What is done for all connections of providers. */
    List<UpdateRows.ProviderWorkRow> providerWork();

    /** Connections, deleted or not, whose data key another KEK than this wraps, by id; {@code afterId} is empty at first. */
    List<ConnectionRow> listNotUnder(String kekId, String afterId, int limit);

    /** The same of the versions that are kept. */
    List<ConnectionRow> listFormerNotUnder(String kekId, String afterId, int limit);

    /** How many data keys another KEK than this wraps: of connections, their kept versions, OAuth clients and connect sessions. */
    long countNotUnder(String kekId);

    /** How many of {@link #countNotUnder} are of connect sessions. */
    long countSessionsNotUnder(String kekId);

    /** Whether this key of the vault is stored as an active one. */
    boolean isActiveKey(String id);

    /** The vault's keys. */
    List<Rows.KeyRow> keys();

    /** An API key by the SHA-256 of its text. */
    Optional<Rows.ApiKeyRow> findApiKey(byte[] hash);

    /** An API key by id. */
    Optional<Rows.ApiKeyRow> findApiKeyById(String id);

    /** API keys, newest first, by {@code createdAt} then {@code id}. */
    List<Rows.ApiKeyRow> listApiKeys(@Nullable Long afterCreatedAt, @Nullable String afterId, int limit);

    /** Every provider ever seen. */
    List<Rows.ProviderRow> providers();

    /** One of them. */
    Optional<Rows.ProviderRow> findProvider(String id);

    /** Every bundle installed at run time, by symbolic name. */
    List<Rows.BundleRow> bundles();

    /** One of them. */
    Optional<Rows.BundleRow> findBundle(String symbolicName);

    /** The bundles that are kept since an update replaced them, by symbolic name. */
    List<Rows.FormerBundleRow> formerBundles();

    /** One of them. */
    Optional<Rows.FormerBundleRow> findFormerBundle(String symbolicName);

    /** Every library that came with a feature, by symbolic name and version. */
    List<Rows.BundleRow> libraries();

    /** Every feature installed at run time, by id. */
    List<Rows.FeatureRow> features();

    /** The key that a symbolic name belongs to, if it was ever signed. */
    Optional<Rows.SignerRow> findSigner(String symbolicName);

    /** Audit entries before {@code beforeSeq}, newest first; null filters mean any. */
    List<Rows.CountedAuditRow> listAudit(
            @Nullable String account, @Nullable String subject, @Nullable String action, long beforeSeq, int limit);

    /** Every audit entry, oldest first. */
    void eachAudit(Consumer<Rows.AuditRow> each);

    /** The head of the newest segment, if there is any. */
    Optional<Rows.AuditHeadRow> lastAuditHead();

    /** Every head, oldest first. */
    List<Rows.AuditHeadRow> auditHeads();

    /** An answered create. */
    Optional<Rows.IdempotencyRow> findIdempotency(String caller, String key);

    /** An OAuth client. */
    Optional<OAuthRows.ClientRow> findClient(String id);

    /**
     * OAuth clients, newest first by {@code createdAt}, then {@code id}.
     *
     * @param account this account's and those of all accounts; null for every one
     * @param provider of this provider alone; null for any
     */
    List<OAuthRows.ClientRow> listClients(
            @Nullable String account, @Nullable String provider, @Nullable Long afterCreatedAt, @Nullable String afterId, int limit);

    /** How many connections, deleted ones that can be restored included, use an OAuth client. */
    long countConnectionsOfClient(String client);

    /** Their ids, some of them. */
    List<String> connectionsOfClient(String client, int limit);

    /** OAuth clients whose data key another KEK than this wraps, by id; {@code afterId} is empty at first. */
    List<OAuthRows.ClientRow> listClientsNotUnder(String kekId, String afterId, int limit);

    /** The tokens of a connection, if it has any. */
    Optional<OAuthRows.TokenRow> findTokens(String connection);

    /** When the access tokens of these connections end, those that have tokens and a known end. */
    Map<String, Long> tokenExpiries(Collection<String> connections);

    /** How renewing a connection's tokens goes. */
    Optional<OAuthRows.RenewalRow> findRenewal(String connection);

    /** Connections whose next renewal is due and that nobody holds a lease of, the longest due first. */
    List<String> dueRenewals(long now, int limit);

    /**
     * How the renewals stand.
     *
     * @param overdueAt the moment at which what is overdue was due already
     */
    RenewalCounts countRenewals(long now, long overdueAt);

    /** A connect session by id. */
    Optional<OAuthRows.SessionRow> findSession(String id);

    /** A connect session by the SHA-256 of its link's token. */
    Optional<OAuthRows.SessionRow> findSessionByToken(byte[] tokenHash);

    /** A connect session by the SHA-256 of what the callback carries. */
    Optional<OAuthRows.SessionRow> findSessionByCorrelation(byte[] correlationHash);

    /** A person's session by id. */
    Optional<AccessRows.PersonSessionRow> findPersonSession(String id);

    /** A person's session by the SHA-256 of its link's token. */
    Optional<AccessRows.PersonSessionRow> findPersonSessionByLink(byte[] linkHash);

    /** A person's session by the SHA-256 of its key. */
    Optional<AccessRows.PersonSessionRow> findPersonSessionByKey(byte[] keyHash);

    /** A step. */
    Optional<OAuthRows.StepRow> findStep(String account, String workflow, String step);

    /** How many steps these connections are bound to, those that are bound to any. */
    Map<String, Long> countSteps(Collection<String> connections);

    /** The steps a connection is bound to, by workflow and step. */
    List<OAuthRows.StepRow> stepsOf(String connection);

    /** An account's description. */
    Optional<OAuthRows.AccountRow> findAccount(String id);

    /** Ids of the accounts that are described or have a connection that is not deleted, in order; {@code afterId} is empty at first. */
    List<String> listAccounts(String afterId, int limit);

    /** How many connections an account has, deleted ones left out. */
    long countConnectionsOfAccount(String account);
}
