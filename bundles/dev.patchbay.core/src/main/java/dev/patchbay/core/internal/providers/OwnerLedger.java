package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.host.store.Rows.ProviderRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import dev.patchbay.host.vault.Vault.Purpose;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundle owns which provider id, and the definition last seen: durable, signed row by row, so that an id stays with the
 * symbolic name that first registered it and connections can be shown while their provider is away. Thread-safe.
 */
public final class OwnerLedger {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerLedger.class);

    private final Store store;
    private final Vault vault;
    private final LongSupplier millis;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * What is known of an id.
     *
     * @param seen the definition last seen, in its JSON form
     * @param intact whether the row's code is right; nobody may register the id otherwise
     */
    record Entry(String id, String owner, String bundleVersion, Seen seen, Set<String> capabilities, boolean intact) {
        Entry {
            capabilities = Set.copyOf(capabilities);
        }

        /** The definition last seen, or null where it cannot be read or was changed outside of the host. */
        @Nullable ConnectionDefinition definition() {
            return intact ? seen.definition() : null;
        }

        String json() {
            return seen.json();
        }
    }

    /** A stored definition, which is read when somebody wants it: at a start, most providers come and bring their own. Thread-safe. */
    static final class Seen {
        private final String id;
        private final String json;
        private @Nullable ConnectionDefinition definition;
        private boolean tried;

        private Seen(String id, String json) {
            this.id = id;
            this.json = json;
        }

        private Seen(ProviderHandle handle) {
            this(handle.id(), handle.json());
            definition = handle.definition();
            tried = true;
        }

        String json() {
            return json;
        }

        private synchronized @Nullable ConnectionDefinition definition() {
            if (!tried) {
                tried = true;
                try {
                    definition = DefinitionJson.read(json);
                } catch (IllegalArgumentException e) {
                    LOG.warn("the stored definition of the provider {} cannot be read: {}", id, e.getMessage());
                }
            }
            return definition;
        }
    }

    /**
     * @param millis the time, milliseconds since 1970
     */
    OwnerLedger(Store store, Vault vault, LongSupplier millis) {
        this.store = store;
        this.vault = vault;
        this.millis = millis;
    }

    /** Reads what is stored. */
    void load() {
        store.read(reader -> reader.providers()).forEach(row -> entries.put(row.id(), entry(row)));
    }

    /** What is known of an id. */
    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Everything known. */
    Collection<Entry> all() {
        return entries.values();
    }

    /** How many connections of a provider there are. */
    long countConnections(String id) {
        return store.read(reader -> reader.countConnections(id));
    }

    /** Notes owner and definition durably, where they are not noted already. */
    void note(ProviderHandle handle) {
        Entry known = entries.get(handle.id());
        Entry now = new Entry(handle.id(), handle.owner(), handle.bundleVersion(), new Seen(handle), handle.capabilities(), true);
        boolean same = known != null && known.intact() && known.owner().equals(now.owner())
                && known.bundleVersion().equals(now.bundleVersion()) && known.json().equals(now.json())
                && known.capabilities().equals(now.capabilities());
        if (!same) {
            ProviderRow row = signed(now);
            store.write(writer -> {
                writer.putProvider(row);
                return row;
            });
        }
        entries.put(now.id(), now);
    }

    private ProviderRow signed(Entry entry) {
        String capabilities = String.join(" ", new TreeSet<>(entry.capabilities()));
        ProviderRow unsigned = new ProviderRow(entry.id(), entry.owner(), entry.bundleVersion(), entry.json(), capabilities,
                millis.getAsLong(), new byte[0]);
        return new ProviderRow(unsigned.id(), unsigned.owner(), unsigned.bundleVersion(), unsigned.definition(),
                unsigned.capabilities(), unsigned.seenAt(), vault.mac(Purpose.ROW, message(unsigned)));
    }

    public static byte[] message(ProviderRow row) {
        return new Frame("provider").text(row.id()).text(row.owner()).text(row.bundleVersion()).text(row.definition())
                .text(row.capabilities()).number(row.seenAt()).toBytes();
    }

    private Entry entry(ProviderRow row) {
        boolean intact = vault.isMac(Purpose.ROW, message(row), row.mac());
        if (!intact) {
            LOG.error("the record of the provider {} was changed outside of the host; nobody may register this id", row.id());
        }
        Set<String> capabilities = row.capabilities().isBlank() ? Set.of() : Set.of(row.capabilities().split(" "));
        return new Entry(row.id(), row.owner(), row.bundleVersion(), new Seen(row.id(), row.definition()), capabilities, intact);
    }
}
