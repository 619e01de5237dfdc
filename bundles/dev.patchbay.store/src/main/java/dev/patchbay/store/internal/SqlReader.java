package dev.patchbay.store.internal;

import dev.patchbay.host.store.AccessRows;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionGroup;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows;
import dev.patchbay.host.store.RenewalCounts;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.UpdateRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads through one session; each table has a class of its own. */
class SqlReader implements StoreReader {
    /** The session, which checks that its user is on the right thread. */
    final SqlSession session;

    final ConnectionTable connections;
    final Rewrapping rewrap;
    final KeyTables keyTables;
    final PluginTables plugins;
    final InstallTables installs;
    final AuditTable audit;
    final IdempotencyTable idempotency;
    final ClientTable clients;
    final TokenTable tokens;
    final RenewalTable renewals;
    final SessionTable sessions;
    final PersonSessionTable people;
    final StepTable steps;
    final AccountTable accounts;
    final FormerTable former;
    final WorkTable work;

    SqlReader(SqlSession session) {
        this.session = session;
        connections = new ConnectionTable(session);
        rewrap = new Rewrapping(session);
        keyTables = new KeyTables(session);
        plugins = new PluginTables(session);
        installs = new InstallTables(session);
        audit = new AuditTable(session);
        idempotency = new IdempotencyTable(session);
        clients = new ClientTable(session);
        tokens = new TokenTable(session);
        renewals = new RenewalTable(session);
        sessions = new SessionTable(session);
        people = new PersonSessionTable(session);
        steps = new StepTable(session);
        accounts = new AccountTable(session);
        former = new FormerTable(session);
        work = new WorkTable(session);
    }

    @Override
    public Optional<ConnectionRow> findConnection(String id) {
        return connections.find(id);
    }

    @Override
    public List<ConnectionRow> listConnections(ConnectionFilter filter) {
        return ConnectionSearch.page(filter, session);
    }

    @Override
    public List<ConnectionGroup> groupConnections(@Nullable String account, @Nullable String provider, List<String> words) {
        return ConnectionSearch.groups(account, provider, words, session);
    }

    @Override
    public void eachConnection(Consumer<ConnectionRow> each) {
        connections.each(each);
    }

    @Override
    public long countConnections(String provider) {
        return connections.count(provider);
    }

    @Override
    public List<ConnectionRow> purgeable(long now, int limit) {
        return connections.purgeable(now, limit);
    }

    @Override
    public Optional<ConnectionRow> findFormer(String id) {
        return connections.findFormer(id);
    }

    @Override
    public boolean hasConnections(String provider) {
        return connections.isAny(provider);
    }

    @Override
    public long countBefore(String provider, int schemaVersion) {
        return connections.countBefore(provider, schemaVersion);
    }

    @Override
    public List<UpdateRows.FormerRow> listFormer(String provider, String afterId, int limit) {
        return former.list(provider, afterId, limit);
    }

    @Override
    public List<String> endedFormer(long now, int limit) {
        return former.ended(now, limit);
    }

    @Override
    public Map<String, Long> formerUntil() {
        return former.keptUntil();
    }

    @Override
    public Optional<Long> findFormerUntil(String provider) {
        return former.findKeptUntil(provider);
    }

    @Override
    public List<UpdateRows.ProviderWorkRow> providerWork() {
        return work.list();
    }

    @Override
    public List<ConnectionRow> listNotUnder(String kekId, String afterId, int limit) {
        return rewrap.list(false, kekId, afterId, limit);
    }

    @Override
    public List<ConnectionRow> listFormerNotUnder(String kekId, String afterId, int limit) {
        return rewrap.list(true, kekId, afterId, limit);
    }

    @Override
    public long countNotUnder(String kekId) {
        return rewrap.count(kekId);
    }

    @Override
    public long countSessionsNotUnder(String kekId) {
        return rewrap.countSessions(kekId);
    }

    @Override
    public boolean isActiveKey(String id) {
        return keyTables.isActive(id);
    }

    @Override
    public List<Rows.KeyRow> keys() {
        return keyTables.keys();
    }

    @Override
    public Optional<Rows.ApiKeyRow> findApiKey(byte[] hash) {
        return keyTables.findApiKey(hash);
    }

    @Override
    public Optional<Rows.ApiKeyRow> findApiKeyById(String id) {
        return keyTables.findApiKeyById(id);
    }

    @Override
    public List<Rows.ApiKeyRow> listApiKeys(@Nullable Long afterCreatedAt, @Nullable String afterId, int limit) {
        return keyTables.listApiKeys(afterCreatedAt, afterId, limit);
    }

    @Override
    public List<Rows.ProviderRow> providers() {
        return plugins.providers();
    }

    @Override
    public Optional<Rows.ProviderRow> findProvider(String id) {
        return plugins.findProvider(id);
    }

    @Override
    public List<Rows.BundleRow> bundles() {
        return plugins.bundles();
    }

    @Override
    public Optional<Rows.BundleRow> findBundle(String symbolicName) {
        return plugins.findBundle(symbolicName);
    }

    @Override
    public List<Rows.FormerBundleRow> formerBundles() {
        return installs.formerBundles();
    }

    @Override
    public Optional<Rows.FormerBundleRow> findFormerBundle(String symbolicName) {
        return installs.findFormerBundle(symbolicName);
    }

    @Override
    public List<Rows.BundleRow> libraries() {
        return installs.libraries();
    }

    @Override
    public List<Rows.FeatureRow> features() {
        return installs.features();
    }

    @Override
    public Optional<Rows.SignerRow> findSigner(String symbolicName) {
        return installs.findSigner(symbolicName);
    }

    @Override
    public List<Rows.CountedAuditRow> listAudit(
            @Nullable String account, @Nullable String subject, @Nullable String action, long beforeSeq, int limit) {
        return audit.list(account, subject, action, beforeSeq, limit);
    }

    @Override
    public void eachAudit(Consumer<Rows.AuditRow> each) {
        audit.each(each);
    }

    @Override
    public Optional<Rows.AuditHeadRow> lastAuditHead() {
        return audit.lastHead();
    }

    @Override
    public List<Rows.AuditHeadRow> auditHeads() {
        return audit.heads();
    }

    @Override
    public Optional<Rows.IdempotencyRow> findIdempotency(String caller, String key) {
        return idempotency.find(caller, key);
    }

    @Override
    public Optional<OAuthRows.ClientRow> findClient(String id) {
        return clients.find(id);
    }

    @Override
    public List<OAuthRows.ClientRow> listClients(
            @Nullable String account, @Nullable String provider, @Nullable Long afterCreatedAt, @Nullable String afterId, int limit) {
        return clients.list(account, provider, afterCreatedAt, afterId, limit);
    }

    @Override
    public long countConnectionsOfClient(String client) {
        return clients.countConnections(client);
    }

    @Override
    public List<String> connectionsOfClient(String client, int limit) {
        return clients.connections(client, limit);
    }

    @Override
    public List<OAuthRows.ClientRow> listClientsNotUnder(String kekId, String afterId, int limit) {
        return clients.listNotUnder(kekId, afterId, limit);
    }

    @Override
    public Optional<OAuthRows.TokenRow> findTokens(String connection) {
        return tokens.find(connection);
    }

    @Override
    public Map<String, Long> tokenExpiries(Collection<String> connections) {
        return tokens.expiries(connections);
    }

    @Override
    public Optional<OAuthRows.RenewalRow> findRenewal(String connection) {
        return renewals.find(connection);
    }

    @Override
    public List<String> dueRenewals(long now, int limit) {
        return renewals.due(now, limit);
    }

    @Override
    public RenewalCounts countRenewals(long now, long overdueAt) {
        return renewals.count(now, overdueAt);
    }

    @Override
    public Optional<OAuthRows.SessionRow> findSession(String id) {
        return sessions.find(id);
    }

    @Override
    public Optional<OAuthRows.SessionRow> findSessionByToken(byte[] tokenHash) {
        return sessions.findByToken(tokenHash);
    }

    @Override
    public Optional<OAuthRows.SessionRow> findSessionByCorrelation(byte[] correlationHash) {
        return sessions.findByCorrelation(correlationHash);
    }

    @Override
    public Optional<AccessRows.PersonSessionRow> findPersonSession(String id) {
        return people.find(id);
    }

    @Override
    public Optional<AccessRows.PersonSessionRow> findPersonSessionByLink(byte[] linkHash) {
        return people.findByLink(linkHash);
    }

    @Override
    public Optional<AccessRows.PersonSessionRow> findPersonSessionByKey(byte[] keyHash) {
        return people.findByKey(keyHash);
    }

    @Override
    public Optional<OAuthRows.StepRow> findStep(String account, String workflow, String step) {
        return steps.find(account, workflow, step);
    }

    @Override
    public List<OAuthRows.StepRow> stepsOf(String connection) {
        return steps.of(connection);
    }

    @Override
    public List<String> listAccounts(String afterId, int limit) {
        return accounts.list(afterId, limit);
    }

    @Override
    public Map<String, Long> countSteps(Collection<String> connections) {
        return steps.count(connections);
    }

    @Override
    public Optional<OAuthRows.AccountRow> findAccount(String id) {
        return accounts.find(id);
    }

    @Override
    public long countConnectionsOfAccount(String account) {
        return connections.countOfAccount(account);
    }
}
