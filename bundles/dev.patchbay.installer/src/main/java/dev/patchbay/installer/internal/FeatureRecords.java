package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Features and the libraries that came with them, as the store remembers them. Thread-safe. */
final class FeatureRecords {
    private final Store store;
    private final RowCodes codes;
    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, FeatureRow> features = new ConcurrentHashMap<>();

    FeatureRecords(Store store, Vault vault, AuditTrail audit, Clock clock) {
        this.store = store;
        this.codes = new RowCodes(vault);
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads every feature, once at the start. */
    List<FeatureRow> load() {
        List<FeatureRow> rows = store.read(reader -> reader.features());
        rows.forEach(row -> features.put(row.id(), row));
        return rows;
    }

    /** Every library with its jar. */
    List<BundleRow> libraries() {
        return store.read(reader -> reader.libraries());
    }

    Collection<FeatureRow> list() {
        return features.values();
    }

    Optional<FeatureRow> find(String id) {
        return Optional.ofNullable(features.get(id));
    }

    /** Whether the row is as the host wrote it. */
    boolean isOurs(FeatureRow row) {
        return codes.isOurs(row);
    }

    /** The ids of the features that have a bundle. */
    List<String> featuresOf(Member member) {
        return features.values().stream().filter(row -> Member.listOf(row).contains(member)).map(FeatureRow::id).sorted().toList();
    }

    /** The same of any version of an integration. */
    List<String> featuresOf(String symbolicName) {
        return features.values().stream()
                .filter(row -> Member.listOf(row).stream().anyMatch(m -> !m.library() && m.symbolicName().equals(symbolicName)))
                .map(FeatureRow::id).sorted().toList();
    }

    /** Remembers a feature and audits it. */
    void put(RecordChange change, Caller caller, FeatureFile file, byte[] text, String digest, List<Member> members) {
        FeatureRow row = codes.signed(new FeatureRow(file.id(), file.version(), digest, text, Member.text(members), caller.id(),
                clock.millis(), new byte[0]));
        change.add(writer -> {
            writer.putFeature(row);
            audit.append(writer, caller, "feature.install", row.id(), null,
                    Map.of("version", row.version(), "sha256", row.digest(), "bundles", Integer.toString(members.size())));
        }, () -> features.put(row.id(), row));
    }

    /** Forgets a feature and audits it. */
    void delete(RecordChange change, Caller caller, FeatureRow row) {
        change.add(writer -> {
            writer.deleteFeature(row.id());
            audit.append(writer, caller, "feature.uninstall", row.id(), null, Map.of("version", row.version()));
        }, () -> features.remove(row.id()));
    }

    void putLibrary(RecordChange change, BundleRow row) {
        change.add(writer -> writer.putLibrary(row), () -> { });
    }

    void deleteLibrary(RecordChange change, Member library) {
        change.add(writer -> writer.deleteLibrary(library.symbolicName(), library.version()), () -> { });
    }
}
