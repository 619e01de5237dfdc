package dev.patchbay.core.internal.operations;

import dev.patchbay.core.internal.access.ApiKeyRows;
import dev.patchbay.core.internal.access.FirstKey;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Startup;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.providers.OwnerLedger;
import dev.patchbay.host.access.ApiKeys.ApiKey;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows;
import dev.patchbay.host.store.Rows;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.SealedKey;
import dev.patchbay.host.vault.Vault;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left to do when the passphrase is lost: new keys, and every connection without its secrets. All of it is one
 * transaction, so that it is done or not begun.
 */
final class ForgetSecrets {
    private static final int BATCH = 100;

    private final Ground ground;
    private final RootKeySource source;
    private final PrintStream out;
    private final Sealing sealing;
    private final ForgottenClients clients;
    private final ApiKeyRows keyRows;
    private final AuditChain chain;

    ForgetSecrets(Ground ground, RootKeySource source, PrintStream out) {
        this.ground = ground;
        this.source = source;
        this.out = out;
        this.sealing = new Sealing(ground.unlocked());
        this.clients = new ForgottenClients(ground);
        this.keyRows = new ApiKeyRows(ground.unlocked());
        this.chain = ground.chain();
    }

    void run(String[] given) {
        Arguments arguments = Arguments.of(given, 0, Set.of(), Set.of("--yes"));
        if (!arguments.has("--yes")) {
            throw new Arguments.UsageException(
                    "This destroys every stored secret for good. If that is what you want, say --yes.");
        }
        List<Rows.KeyRow> former = ground.store().read(StoreReader::keys);
        if (former.isEmpty()) {
            throw new Arguments.UsageException("There is no data in the data folder yet.");
        }
        String prepared = source.prepare();
        List<SealedKey> ring = ground.vault().createRing(source);
        ground.vault().unlock(ring, source);
        int count = ground.store().write(w -> forget(w, former, ring));
        Path file = firstKey().make();
        out.println("Every secret is gone. " + count + " connections keep their names and must be connected again.");
        out.println("Every API key is revoked; a new one lies in " + file + ".");
        if (!prepared.isEmpty()) {
            out.println(prepared);
        }
        List<Rows.BundleRow> bundles = ground.store().read(StoreReader::bundles);
        if (!bundles.isEmpty()) {
            out.println("Install these bundles again, since nothing proves any more that they are unchanged: "
                    + String.join(", ", bundles.stream().map(Rows.BundleRow::symbolicName).toList()));
        }
    }

    private FirstKey firstKey() {
        return new FirstKey(new Database(ground.store()), ground.apiKeys(), ground.data());
    }

    private int forget(StoreWriter writer, List<Rows.KeyRow> former, List<SealedKey> ring) {
        former.forEach(key -> writer.putKey(new Rows.KeyRow(key.id(), new byte[0], key.createdAt(), false)));
        Startup.rows(ring).forEach(writer::putKey);
        List<String> ids = new ArrayList<>();
        writer.eachConnection(row -> ids.add(row.id()));
        ids.forEach(id -> writer.findConnection(id).ifPresent(row -> forget(writer, row)));
        clients.forget(writer);
        revokeKeys(writer);
        writer.providers().forEach(row -> writer.putProvider(signed(row)));
        writer.purgeIdempotency(Long.MAX_VALUE);
        writer.purgeSessions(Long.MAX_VALUE);
        writer.purgePersonSessions(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        chain.restart(writer, HostCaller.COMMAND_LINE, Map.of("connections", String.valueOf(ids.size())));
        return ids.size();
    }

    /**
     * Taken out and put in again: its data key, its former version and its tokens go with the first step. What uses it stays.
     */
    private void forget(StoreWriter writer, ConnectionRow row) {
        RowDraft draft = RowDraft.after(row, ground.clock().millis());
        draft.status(Status.RECONNECT.word(), "Its secrets were forgotten; enter them again.");
        draft.expiresAt = null;
        List<OAuthRows.StepRow> steps = writer.stepsOf(row.id());
        writer.shredConnection(row.id());
        writer.insertConnection(sealing.sealEmpty(draft));
        steps.forEach(writer::putStep);
        clients.link(writer, row);
    }

    private Rows.ProviderRow signed(Rows.ProviderRow row) {
        byte[] mac = ground.vault().mac(Vault.Purpose.ROW, OwnerLedger.message(row));
        return new Rows.ProviderRow(
                row.id(), row.owner(), row.bundleVersion(), row.definition(), row.capabilities(), row.seenAt(), mac);
    }

    private void revokeKeys(StoreWriter writer) {
        Instant now = Instant.ofEpochMilli(ground.clock().millis());
        Rows.ApiKeyRow last = null;
        List<Rows.ApiKeyRow> batch;
        do {
            batch = writer.listApiKeys(
                    last == null ? null : last.createdAt(), last == null ? null : last.id(), BATCH);
            for (Rows.ApiKeyRow row : batch) {
                ApiKey key = ApiKeyRows.key(row);
                ApiKey revoked = new ApiKey(
                        key.id(), key.label(), key.scopes(), key.account(), key.createdAt(), key.expiresAt(), now);
                writer.updateApiKey(keyRows.sign(revoked, row.hash()));
                last = row;
            }
        } while (batch.size() == BATCH);
    }
}
