package dev.patchbay.store.internal;

import dev.patchbay.host.store.AccessRows;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.store.UpdateRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes through the one session that may. */
final class SqlWriter extends SqlReader implements StoreWriter {
    SqlWriter(SqlSession session) {
        super(session);
    }

    @Override
    public void insertConnection(ConnectionRow row) {
        connections.insert(row);
    }

    @Override
    public boolean updateConnection(ConnectionRow row, long expectedVersion) {
        return connections.update(row, expectedVersion);
    }

    @Override
    public void noteTest(String id, long testedAt, String testResult) {
        connections.noteTest(id, testedAt, testResult);
    }

    @Override
    public void keepFormer(ConnectionRow row, long keptUntil) {
        connections.keepFormer(row, keptUntil);
    }

    @Override
    public void noteChanged(String id, Collection<String> fields) {
        former.noteChanged(id, fields);
    }

    @Override
    public void dropFormer(String id) {
        former.drop(id);
    }

    @Override
    public void putProviderWork(UpdateRows.ProviderWorkRow row) {
        work.put(row);
    }

    @Override
    public void deleteProviderWork(String provider, String kind) {
        work.delete(provider, kind);
    }

    @Override
    public boolean rewrapConnection(ConnectionRow row, byte[] formerMac) {
        return rewrap.update(false, row, formerMac);
    }

    @Override
    public boolean rewrapFormer(ConnectionRow row, byte[] formerMac) {
        return rewrap.update(true, row, formerMac);
    }

    @Override
    public void shredConnection(String id) {
        renewals.delete(id);
        clients.link(id, null);
        steps.unbind(id);
        connections.shred(id);
    }

    @Override
    public boolean insertKeysIfNone(List<Rows.KeyRow> keys) {
        return keyTables.insertIfNone(keys);
    }

    @Override
    public void putKey(Rows.KeyRow key) {
        keyTables.put(key);
    }

    @Override
    public void deleteKey(String id) {
        keyTables.delete(id);
    }

    @Override
    public void insertApiKey(Rows.ApiKeyRow row) {
        keyTables.insertApiKey(row);
    }

    @Override
    public void updateApiKey(Rows.ApiKeyRow row) {
        keyTables.updateApiKey(row);
    }

    @Override
    public void putProvider(Rows.ProviderRow row) {
        plugins.putProvider(row);
    }

    @Override
    public void putBundle(Rows.BundleRow row) {
        plugins.putBundle(row);
    }

    @Override
    public void deleteBundle(String symbolicName) {
        plugins.deleteBundle(symbolicName);
    }

    @Override
    public void putFormerBundle(Rows.FormerBundleRow row) {
        installs.putFormerBundle(row);
    }

    @Override
    public void deleteFormerBundle(String symbolicName) {
        installs.deleteFormerBundle(symbolicName);
    }

    @Override
    public void putLibrary(Rows.BundleRow row) {
        installs.putLibrary(row);
    }

    @Override
    public void deleteLibrary(String symbolicName, String version) {
        installs.deleteLibrary(symbolicName, version);
    }

    @Override
    public void putFeature(Rows.FeatureRow row) {
        installs.putFeature(row);
    }

    @Override
    public void deleteFeature(String id) {
        installs.deleteFeature(id);
    }

    @Override
    public void putSigner(Rows.SignerRow row) {
        installs.putSigner(row);
    }

    @Override
    public void insertAudit(Rows.AuditRow row) {
        audit.insert(row);
    }

    @Override
    public void countAudit(Map<Long, Long> bySeq) {
        audit.count(bySeq);
    }

    @Override
    public void putAuditHead(Rows.AuditHeadRow row) {
        audit.putHead(row);
    }

    @Override
    public void insertIdempotency(Rows.IdempotencyRow row) {
        idempotency.insert(row);
    }

    @Override
    public void purgeIdempotency(long endedBefore) {
        idempotency.purge(endedBefore);
    }

    @Override
    public void insertClient(OAuthRows.ClientRow row) {
        clients.insert(row);
    }

    @Override
    public boolean updateClient(OAuthRows.ClientRow row, long expectedVersion) {
        return clients.update(row, expectedVersion);
    }

    @Override
    public boolean rewrapClient(OAuthRows.ClientRow row, byte[] formerMac) {
        return clients.rewrap(row, formerMac);
    }

    @Override
    public void deleteClient(String id) {
        clients.delete(id);
    }

    @Override
    public void linkClient(String connection, @Nullable String client) {
        clients.link(connection, client);
    }

    @Override
    public boolean putTokens(OAuthRows.TokenRow row, long expectedVersion) {
        return tokens.put(row, expectedVersion);
    }

    @Override
    public void deleteTokens(String connection) {
        tokens.delete(connection);
    }

    @Override
    public OptionalLong takeLease(String connection, String holder, long now, long until) {
        return renewals.takeLease(connection, holder, now, until);
    }

    @Override
    public boolean updateRenewal(OAuthRows.RenewalRow row) {
        return renewals.update(row);
    }

    @Override
    public void resetRenewal(OAuthRows.RenewalRow row) {
        renewals.reset(row);
    }

    @Override
    public void insertSession(OAuthRows.SessionRow row) {
        sessions.insert(row);
    }

    @Override
    public boolean updateSession(OAuthRows.SessionRow row, long expectedVersion) {
        return sessions.update(row, expectedVersion);
    }

    @Override
    public void deleteSession(String id) {
        sessions.delete(id);
    }

    @Override
    public int purgeSessions(long endedBefore) {
        return sessions.purge(endedBefore);
    }

    @Override
    public void insertPersonSession(AccessRows.PersonSessionRow row) {
        people.insert(row);
    }

    @Override
    public boolean updatePersonSession(AccessRows.PersonSessionRow row, long expectedVersion) {
        return people.update(row, expectedVersion);
    }

    @Override
    public boolean deletePersonSession(String id) {
        return people.delete(id);
    }

    @Override
    public int purgePersonSessions(long linkEnded, long opened, long seen) {
        return people.purge(linkEnded, opened, seen);
    }

    @Override
    public void putStep(OAuthRows.StepRow row) {
        steps.put(row);
    }

    @Override
    public void deleteStep(String account, String workflow, String step) {
        steps.delete(account, workflow, step);
    }

    @Override
    public boolean putAccount(OAuthRows.AccountRow row, long expectedVersion) {
        return accounts.put(row, expectedVersion);
    }

    @Override
    public void deleteAccount(String id) {
        accounts.delete(id);
    }
}
