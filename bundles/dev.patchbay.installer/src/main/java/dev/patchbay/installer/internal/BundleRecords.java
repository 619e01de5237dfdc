package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.ProviderRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was installed at run time, as the store remembers it; the only thing that counts after a restart. Keeps all of it but
 * the jars in memory, so that a list reads none of them. Thread-safe.
 */
final class BundleRecords {
    private final Store store;
    private final Vault vault;
    private final AuditTrail audit;
    private final Clock clock;
    private final Map<String, BundleRow> known = new ConcurrentHashMap<>();

    BundleRecords(Store store, Vault vault, AuditTrail audit, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** Reads every record, once at the start. */
    List<BundleRow> load() {
        List<BundleRow> rows = store.read(reader -> reader.bundles());
        rows.forEach(this::remember);
        return rows;
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
        return store.read(reader -> reader.findBundle(symbolicName));
    }

    /** Who owns a provider's id, by id. */
    Map<String, String> owners() {
        return store.read(reader -> reader.providers()).stream().collect(Collectors.toMap(ProviderRow::id, ProviderRow::owner));
    }

    /**
     * Remembers a bundle and audits it in one transaction.
     *
     * @param former the record that it replaces, or null
     */
    void put(Caller caller, CheckedBundle bundle, String digest, byte[] content, @Nullable BundleRow former) {
        BundleRow unsigned = new BundleRow(bundle.symbolicName(), bundle.version(), digest, content,
                String.join(" ", new TreeSet<>(bundle.providers())), caller.id(), clock.millis(), new byte[0]);
        BundleRow row = signed(unsigned);
        store.write(writer -> {
            writer.putBundle(row);
            audit.append(writer, caller, former == null ? "bundle.install" : "bundle.update", row.symbolicName(), null,
                    detail(row, former));
            return row;
        });
        remember(row);
    }

    /** An older version and providers that go away are accepted, and stand here. */
    private static Map<String, String> detail(BundleRow row, @Nullable BundleRow former) {
        Map<String, String> detail = new HashMap<>(
                Map.of("version", row.version(), "sha256", row.digest(), "providers", row.providers()));
        if (former != null) {
            detail.put("replaced-version", former.version());
            detail.put("replaced-sha256", former.digest());
            Set<String> gone = new TreeSet<>(List.of(former.providers().split(" ")));
            gone.removeAll(Set.of(row.providers().split(" ")));
            detail.put("removed-providers", String.join(" ", gone));
        }
        return detail;
    }

    private void remember(BundleRow row) {
        known.put(row.symbolicName(), new BundleRow(row.symbolicName(), row.version(), row.digest(), new byte[0],
                row.providers(), row.installedBy(), row.installedAt(), row.mac()));
    }

    /** Forgets a bundle and audits it in one transaction. */
    void delete(Caller caller, BundleRow row) {
        store.write(writer -> {
            writer.deleteBundle(row.symbolicName());
            audit.append(writer, caller, "bundle.uninstall", row.symbolicName(), null,
                    Map.of("version", row.version(), "sha256", row.digest()));
            return row;
        });
        known.remove(row.symbolicName());
    }

    /** Why the record must not be run, or an empty text: its bytes and its row must be those that were accepted. */
    String whyNotTrusted(BundleRow row) {
        if (!vault.isMac(Vault.Purpose.ROW, message(row), row.mac())) {
            return "Its record in the database was changed outside of the host. Uninstall it and install it again.";
        }
        String digest = HexFormat.of().formatHex(Upload.sha256().digest(row.content()));
        return digest.equals(row.digest()) ? "" : "Its stored bytes are not those that were installed. Install it again.";
    }

    private BundleRow signed(BundleRow row) {
        return new BundleRow(row.symbolicName(), row.version(), row.digest(), row.content(), row.providers(), row.installedBy(),
                row.installedAt(), vault.mac(Vault.Purpose.ROW, message(row)));
    }

    /** Length-prefixed, so that no two rows give the same message; the digest stands for the content. */
    private static byte[] message(BundleRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : List.of(
                    "bundle", row.symbolicName(), row.version(), row.digest(), row.providers(), row.installedBy())) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            out.writeLong(row.installedAt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
