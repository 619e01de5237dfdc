package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import dev.patchbay.host.store.Rows.ProviderRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was installed at run time, as the store remembers it; the only thing that counts after a restart. Keeps all of it but
 * the jars in memory, so that a list reads none of them. Thread-safe.
 */
final class BundleRecords {
    /** How long the version before is kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private final Store store;
    private final RowCodes codes;
    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, BundleRow> known = new ConcurrentHashMap<>();
    private final Map<String, FormerBundleRow> formers = new ConcurrentHashMap<>();

    BundleRecords(Store store, Vault vault, AuditTrail audit, Clock clock) {
        this.store = store;
        this.codes = new RowCodes(vault);
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads every record, once at the start. */
    List<BundleRow> load() {
        List<BundleRow> rows = store.read(reader -> reader.bundles());
        rows.forEach(row -> known.put(row.symbolicName(), withoutJar(row)));
        store.read(reader -> reader.formerBundles()).forEach(this::remember);
        return rows;
    }

    /** Records that are to be written together. */
    RecordChange change() {
        return new RecordChange(store);
    }

    /** Every record without its jar. */
    Collection<BundleRow> list() {
        return known.values();
    }

    /** A record without its jar. */
    Optional<BundleRow> find(String symbolicName) {
        return Optional.ofNullable(known.get(symbolicName));
    }

    /** A record with its jar. */
    Optional<BundleRow> findWhole(String symbolicName) {
        return known.containsKey(symbolicName) ? store.read(reader -> reader.findBundle(symbolicName)) : Optional.empty();
    }

    /** The version that is kept, without its jar; empty where its time is over. */
    Optional<FormerBundleRow> findFormer(String symbolicName) {
        return Optional.ofNullable(formers.get(symbolicName)).filter(row -> row.keptUntil() > clock.millis());
    }

    /** The version that is kept, with its jar. */
    Optional<FormerBundleRow> findWholeFormer(String symbolicName) {
        return findFormer(symbolicName).flatMap(row -> store.read(reader -> reader.findFormerBundle(symbolicName)));
    }

    /** Kept versions whose time is over, without their jars. */
    List<FormerBundleRow> expired() {
        return formers.values().stream().filter(row -> row.keptUntil() <= clock.millis()).toList();
    }

    /** The symbolic name that owns a provider's id, if anybody does. */
    Optional<String> findOwner(String provider) {
        return store.read(reader -> reader.findProvider(provider)).map(ProviderRow::owner);
    }

    /** The key that a symbolic name belongs to; a row that is not the host's own is as if nobody could have it. */
    Optional<String> findSigner(String symbolicName) {
        return store.read(reader -> reader.findSigner(symbolicName)).map(row -> codes.isOurs(row) ? row.signer() : "changed");
    }

    /**
     * Remembers a bundle and audits it; the one it replaces is kept for a rollback.
     *
     * @param former the record that it replaces, or null
     */
    void put(RecordChange change, Caller caller, Candidate candidate, @Nullable BundleRow former) {
        BundleRow row = row(caller, candidate);
        change.add(writer -> {
            writer.putBundle(row);
            putSigner(writer, row);
            audit.append(writer, caller, former == null ? "bundle.install" : "bundle.update", row.symbolicName(), null,
                    detail(row, former));
        }, () -> known.put(row.symbolicName(), withoutJar(row)));
        if (former != null && !former.digest().equals(row.digest()) && whyNotTrusted(former).isEmpty()) {
            FormerBundleRow kept = codes.signed(former, clock.millis() + KEPT.toMillis());
            change.add(writer -> writer.putFormerBundle(kept), () -> remember(kept));
        }
    }

    /** Puts the kept version in place of the present one and audits it. */
    void rollBack(RecordChange change, Caller caller, Candidate candidate, BundleRow present) {
        BundleRow row = row(caller, candidate);
        change.add(writer -> {
            writer.putBundle(row);
            writer.deleteFormerBundle(row.symbolicName());
            audit.append(writer, caller, "bundle.rollback", row.symbolicName(), null, detail(row, present));
        }, () -> {
            known.put(row.symbolicName(), withoutJar(row));
            formers.remove(row.symbolicName());
        });
    }

    /** Forgets the kept version and audits it. */
    void closeRollback(RecordChange change, Caller caller, FormerBundleRow kept) {
        String name = kept.bundle().symbolicName();
        change.add(writer -> {
            writer.deleteFormerBundle(name);
            audit.append(writer, caller, "bundle.close-rollback", name, null, Map.of("version", kept.bundle().version()));
        }, () -> formers.remove(name));
    }

    /** Forgets a bundle with its kept version and audits it; whose key signed it stays. */
    void delete(RecordChange change, Caller caller, BundleRow row) {
        change.add(writer -> {
            writer.deleteBundle(row.symbolicName());
            writer.deleteFormerBundle(row.symbolicName());
            audit.append(writer, caller, "bundle.uninstall", row.symbolicName(), null,
                    Map.of("version", row.version(), "sha256", row.digest()));
        }, () -> {
            known.remove(row.symbolicName());
            formers.remove(row.symbolicName());
        });
    }

    /** Why the record must not be run, or an empty text: its bytes and its row must be those that were accepted. */
    String whyNotTrusted(BundleRow row) {
        if (!codes.isOurs(row)) {
            return "Its record in the database was changed outside of the host. Uninstall it and install it again.";
        }
        String digest = HexFormat.of().formatHex(Upload.sha256().digest(row.content()));
        return digest.equals(row.digest()) ? "" : "Its stored bytes are not those that were installed. Install it again.";
    }

    /** Whether the kept version is the one that was kept. */
    boolean isOurs(FormerBundleRow row) {
        return codes.isOurs(row) && whyNotTrusted(row.bundle()).isEmpty();
    }

    /** The row of a bundle that was accepted just now. */
    BundleRow row(Caller caller, Candidate candidate) {
        CheckedBundle bundle = candidate.bundle();
        return codes.signed(new BundleRow(bundle.symbolicName(), bundle.version(), candidate.upload().digest(),
                candidate.upload().bytes(), String.join(" ", new TreeSet<>(bundle.providers())), caller.id(), clock.millis(),
                new byte[0], candidate.trusted().by(), candidate.trusted().signer()));
    }

    private void putSigner(StoreWriter writer, BundleRow row) {
        if (!row.signer().isEmpty()) {
            writer.putSigner(codes.signer(row.symbolicName(), row.signer()));
        }
    }

    /** An older version and providers that go away are accepted, and stand here. */
    private static Map<String, String> detail(BundleRow row, @Nullable BundleRow former) {
        Map<String, String> detail = new HashMap<>(Map.of(
                "version", row.version(), "sha256", row.digest(), "providers", row.providers(), "trust", row.trust()));
        if (!row.signer().isEmpty()) {
            detail.put("signer", row.signer());
        }
        if (former != null) {
            detail.put("replaced-version", former.version());
            detail.put("replaced-sha256", former.digest());
            Set<String> gone = new TreeSet<>(List.of(former.providers().split(" ")));
            gone.removeAll(Set.of(row.providers().split(" ")));
            detail.put("removed-providers", String.join(" ", gone));
        }
        return detail;
    }

    private void remember(FormerBundleRow row) {
        formers.put(row.bundle().symbolicName(), new FormerBundleRow(withoutJar(row.bundle()), row.keptUntil(), row.keptMac()));
    }

    private static BundleRow withoutJar(BundleRow row) {
        return new BundleRow(row.symbolicName(), row.version(), row.digest(), new byte[0], row.providers(), row.installedBy(),
                row.installedAt(), row.mac(), row.trust(), row.signer());
    }
}
