package dev.patchbay.store.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.store.Rows.AuditHeadRow;
import dev.patchbay.host.store.Rows.AuditRow;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import dev.patchbay.host.store.Rows.SignerRow;
import dev.patchbay.host.store.Rows.CountedAuditRow;
import dev.patchbay.host.store.Rows.IdempotencyRow;
import dev.patchbay.host.store.Rows.KeyRow;
import dev.patchbay.host.store.Rows.ProviderRow;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.StoreWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OtherTablesTest {
    private static final byte[] BYTES = Sample.BYTES;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SqlStore store;

    @Before
    public void open() throws Exception {
        store = Sample.open(folder.getRoot().toPath());
    }

    @After
    public void close() {
        store.close();
    }

    private void write(Consumer<StoreWriter> work) {
        store.write(writer -> {
            work.accept(writer);
            return null;
        });
    }

    @Test
    public void theFirstKeysAreInsertedOnce() {
        KeyRow root = new KeyRow("root", BYTES, 1, true);
        KeyRow ring = new KeyRow("ring", BYTES, 2, false);
        assertTrue(store.write(writer -> writer.insertKeysIfNone(List.of(root, ring))));
        assertFalse(store.write(writer -> writer.insertKeysIfNone(List.of(new KeyRow("x", BYTES, 3, true)))));
        List<KeyRow> keys = store.read(reader -> reader.keys());
        assertEquals(List.of("root", "ring"), keys.stream().map(KeyRow::id).toList());
        assertEquals(List.of(true, false), keys.stream().map(KeyRow::active).toList());
        assertArrayEquals(BYTES, keys.get(0).sealed());
    }

    @Test
    public void putKeyReplacesAndCountsAsKeys() {
        write(writer -> writer.putKey(new KeyRow("root", BYTES, 1, true)));
        write(writer -> writer.putKey(new KeyRow("root", new byte[] {5}, 1, false)));
        assertFalse(store.write(writer -> writer.insertKeysIfNone(List.of(new KeyRow("x", BYTES, 3, true)))));
        KeyRow key = store.read(reader -> reader.keys()).get(0);
        assertArrayEquals(new byte[] {5}, key.sealed());
        assertFalse(key.active());
    }

    private static ApiKeyRow apiKey(String id, int hash, @Nullable String account, long createdAt) {
        return new ApiKeyRow(id, new byte[] {(byte) hash}, "Label", "a b", account, createdAt, 9L, null, BYTES);
    }

    @Test
    public void apiKeysAreFoundByHashAndId() {
        write(writer -> writer.insertApiKey(apiKey("k1", 1, null, 5)));
        ApiKeyRow byHash = store.read(reader -> reader.findApiKey(new byte[] {1})).orElseThrow();
        assertEquals("k1", byHash.id());
        assertEquals(null, byHash.account());
        assertEquals(Long.valueOf(9), byHash.expiresAt());
        assertEquals(null, byHash.revokedAt());
        assertTrue(store.read(reader -> reader.findApiKey(new byte[] {2})).isEmpty());
        write(writer -> writer.updateApiKey(
                new ApiKeyRow("k1", new byte[] {1}, "New", "c", "north", 5, null, 77L, new byte[] {3})));
        ApiKeyRow byId = store.read(reader -> reader.findApiKeyById("k1")).orElseThrow();
        assertEquals("New c north null 77", byId.label() + " " + byId.scopes() + " " + byId.account() + " "
                + byId.expiresAt() + " " + byId.revokedAt());
        assertArrayEquals(new byte[] {3}, byId.mac());
    }

    @Test
    public void twoApiKeysOfOneHashAreADuplicate() {
        write(writer -> writer.insertApiKey(apiKey("k1", 1, null, 5)));
        StoreException e = assertThrows(
                StoreException.class, () -> write(writer -> writer.insertApiKey(apiKey("k2", 1, null, 5))));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
    }

    @Test
    public void apiKeysArePagedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            ApiKeyRow row = apiKey("k" + i, i, null, i / 2);
            write(writer -> writer.insertApiKey(row));
        }
        List<ApiKeyRow> first = store.read(reader -> reader.listApiKeys(null, null, 3));
        assertEquals(List.of("k4", "k3", "k2"), first.stream().map(ApiKeyRow::id).toList());
        List<ApiKeyRow> rest = store.read(reader -> reader.listApiKeys(1L, "k2", 3));
        assertEquals(List.of("k1", "k0"), rest.stream().map(ApiKeyRow::id).toList());
    }

    @Test
    public void providersAreAddedAndReplaced() {
        write(writer -> writer.putProvider(new ProviderRow("b", "o", "1", "{}", "use", 1, BYTES)));
        write(writer -> writer.putProvider(new ProviderRow("a", "o", "1", "{}", "use", 1, BYTES)));
        ProviderRow next = new ProviderRow("b", "o2", "2", "{\"x\":1}", "files", 2, new byte[] {1});
        write(writer -> writer.putProvider(next));
        List<ProviderRow> all = store.read(reader -> reader.providers());
        assertEquals(List.of("a", "b"), all.stream().map(ProviderRow::id).toList());
        assertEquals("o2 2 {\"x\":1} files 2", all.get(1).owner() + " " + all.get(1).bundleVersion() + " "
                + all.get(1).definition() + " " + all.get(1).capabilities() + " " + all.get(1).seenAt());
        assertArrayEquals(new byte[] {1}, all.get(1).mac());
        assertEquals("o2", store.read(reader -> reader.findProvider("b")).orElseThrow().owner());
        assertTrue(store.read(reader -> reader.findProvider("c")).isEmpty());
    }

    @Test
    public void bundlesAreAddedReplacedAndRemoved() {
        write(writer -> writer.putBundle(bundle("b", "1")));
        write(writer -> writer.putBundle(bundle("a", "1")));
        write(writer -> writer.putBundle(new BundleRow("b", "2", "e", new byte[2_000_000], "p", "you", 2, new byte[] {1}, "signed", "ab")));
        assertEquals(List.of("a", "b"), store.read(reader -> reader.bundles()).stream().map(BundleRow::symbolicName).toList());
        BundleRow b = store.read(reader -> reader.findBundle("b")).orElseThrow();
        assertEquals("2 e p you 2 signed ab", b.version() + " " + b.digest() + " " + b.providers() + " " + b.installedBy() + " "
                + b.installedAt() + " " + b.trust() + " " + b.signer());
        assertEquals(2_000_000, b.content().length);
        assertArrayEquals(new byte[] {1}, b.mac());
        write(writer -> writer.deleteBundle("b"));
        assertTrue(store.read(reader -> reader.findBundle("b")).isEmpty());
    }

    private static BundleRow bundle(String symbolicName, String version) {
        return new BundleRow(symbolicName, version, "d", BYTES, "p q", "me", 1, BYTES, "open", "");
    }

    @Test
    public void formerBundleIsKeptBesideThePresentOne() {
        write(writer -> writer.putBundle(bundle("b", "2")));
        write(writer -> writer.putFormerBundle(new FormerBundleRow(bundle("b", "0"), 5, BYTES)));
        write(writer -> writer.putFormerBundle(new FormerBundleRow(bundle("b", "1"), 7, new byte[] {1})));
        FormerBundleRow former = store.read(reader -> reader.findFormerBundle("b")).orElseThrow();
        assertEquals("1 7", former.bundle().version() + " " + former.keptUntil());
        assertArrayEquals(new byte[] {1}, former.keptMac());
        assertEquals(1, store.read(reader -> reader.formerBundles()).size());
        write(writer -> writer.deleteFormerBundle("b"));
        assertTrue(store.read(reader -> reader.findFormerBundle("b")).isEmpty());
        assertEquals("2", store.read(reader -> reader.findBundle("b")).orElseThrow().version());
    }

    @Test
    public void librariesStandSideBySideInSeveralVersions() {
        write(writer -> writer.putLibrary(bundle("b", "2")));
        write(writer -> writer.putLibrary(bundle("b", "1")));
        write(writer -> writer.putLibrary(bundle("b", "1")));
        write(writer -> writer.deleteLibrary("b", "2"));
        assertEquals(List.of("1"), store.read(reader -> reader.libraries()).stream().map(BundleRow::version).toList());
    }

    @Test
    public void featuresAndSignersAreAddedReplacedAndRemoved() {
        write(writer -> writer.putFeature(new FeatureRow("g:a", "1", "d", BYTES, "b 1", "me", 1, BYTES)));
        write(writer -> writer.putFeature(new FeatureRow("g:a", "2", "e", BYTES, "b 2", "me", 2, BYTES)));
        FeatureRow feature = store.read(reader -> reader.features()).get(0);
        assertEquals("g:a 2 e b 2 me 2", feature.id() + " " + feature.version() + " " + feature.digest() + " " + feature.bundles()
                + " " + feature.installedBy() + " " + feature.installedAt());
        write(writer -> writer.deleteFeature("g:a"));
        assertEquals(List.of(), store.read(reader -> reader.features()));
        write(writer -> writer.putSigner(new SignerRow("b", "ab", BYTES)));
        write(writer -> writer.putSigner(new SignerRow("b", "cd", BYTES)));
        assertEquals("cd", store.read(reader -> reader.findSigner("b")).orElseThrow().signer());
    }

    private List<Long> seqs(@Nullable String account, @Nullable String subject, @Nullable String action, long before, int limit) {
        return store.read(reader -> reader.listAudit(account, subject, action, before, limit)).stream()
                .map(row -> row.entry().seq())
                .toList();
    }

    @Test
    public void auditIsListedNewestFirstAndFiltered() {
        write(writer -> writer.insertAudit(Sample.audit(1, "north", "c1", "use")));
        write(writer -> writer.insertAudit(Sample.audit(2, "south", "c2", "use")));
        write(writer -> writer.insertAudit(Sample.audit(3, null, "c1", "edit")));
        assertEquals(List.of(3L, 2L, 1L), seqs(null, null, null, Long.MAX_VALUE, 10));
        assertEquals(List.of(2L), seqs(null, null, null, 3, 1));
        assertEquals(List.of(1L), seqs("north", null, null, Long.MAX_VALUE, 10));
        assertEquals(List.of(3L, 1L), seqs(null, "c1", null, Long.MAX_VALUE, 10));
        assertEquals(List.of(2L, 1L), seqs(null, null, "use", Long.MAX_VALUE, 10));
        assertEquals(List.of(1L), seqs("north", "c1", "use", Long.MAX_VALUE, 10));
    }

    @Test
    public void repeatedEntriesAreCounted() {
        write(writer -> writer.insertAudit(Sample.audit(1)));
        write(writer -> writer.insertAudit(Sample.audit(2)));
        write(writer -> writer.countAudit(Map.of(1L, 4L)));
        write(writer -> writer.countAudit(Map.of(1L, 3L)));
        List<CountedAuditRow> rows = store.read(reader -> reader.listAudit(null, null, null, 9, 9));
        assertEquals(List.of(1L, 8L), rows.stream().map(CountedAuditRow::count).toList());
    }

    @Test
    public void eachAuditComesOldestFirstInFull() {
        write(writer -> {
            for (long seq = 2_500; seq > 0; seq--) {
                writer.insertAudit(Sample.audit(seq));
            }
        });
        List<AuditRow> all = new ArrayList<>();
        store.read(reader -> {
            reader.eachAudit(all::add);
            return null;
        });
        assertEquals(2_500, all.size());
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).seq());
        }
        AuditRow row = all.get(0);
        assertEquals("0 1001 key-1 Main 127.0.0.1 connection.use c1 north {}", row.segment() + " " + row.at() + " "
                + row.caller() + " " + row.callerLabel() + " " + row.address() + " " + row.action() + " " + row.subject()
                + " " + row.account() + " " + row.detail());
        assertArrayEquals(BYTES, row.mac());
    }

    @Test
    public void auditHeadsAreReplacedBySegment() {
        assertTrue(store.read(reader -> reader.lastAuditHead()).isEmpty());
        write(writer -> writer.putAuditHead(new AuditHeadRow(1, 1, 9, BYTES, BYTES, BYTES)));
        write(writer -> writer.putAuditHead(new AuditHeadRow(2, 10, 11, BYTES, BYTES, BYTES)));
        write(writer -> writer.putAuditHead(new AuditHeadRow(2, 10, 12, new byte[] {1}, new byte[] {2}, new byte[] {3})));
        AuditHeadRow last = store.read(reader -> reader.lastAuditHead()).orElseThrow();
        assertEquals("2 10 12", last.segment() + " " + last.firstSeq() + " " + last.lastSeq());
        assertArrayEquals(new byte[] {1}, last.previousMac());
        assertArrayEquals(new byte[] {2}, last.lastMac());
        assertArrayEquals(new byte[] {3}, last.mac());
        assertEquals(List.of(1L, 2L), store.read(reader -> reader.auditHeads()).stream().map(AuditHeadRow::segment).toList());
    }

    @Test
    public void idempotencyIsByCallerAndKeyUntilPurged() {
        write(writer -> writer.insertIdempotency(new IdempotencyRow("me", "k", BYTES, "c1", 10)));
        write(writer -> writer.insertIdempotency(new IdempotencyRow("you", "k", BYTES, "c2", 20)));
        StoreException e = assertThrows(StoreException.class, () -> write(
                writer -> writer.insertIdempotency(new IdempotencyRow("me", "k", BYTES, "c3", 30))));
        assertEquals(StoreException.Reason.DUPLICATE, e.reason());
        IdempotencyRow mine = store.read(reader -> reader.findIdempotency("me", "k")).orElseThrow();
        assertEquals("me k c1 10", mine.caller() + " " + mine.key() + " " + mine.result() + " " + mine.expiresAt());
        assertArrayEquals(BYTES, mine.bodyDigest());
        write(writer -> writer.purgeIdempotency(20));
        assertTrue(store.read(reader -> reader.findIdempotency("me", "k")).isEmpty());
        assertTrue(store.read(reader -> reader.findIdempotency("you", "k")).isPresent());
    }
}
