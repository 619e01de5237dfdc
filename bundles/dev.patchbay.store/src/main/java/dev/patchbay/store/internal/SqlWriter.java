package dev.patchbay.store.internal;

import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreWriter;
import java.util.List;
import java.util.Map;

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
    public void keepFormer(ConnectionRow row) {
        connections.keepFormer(row);
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
}
