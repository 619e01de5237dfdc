package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of connections that a person connects or connects again: read, made, and written by whoever runs that. Thread-safe. */
public final class ConnectedRows {
    private final ConnectionLookup lookup;
    private final Availability availability;
    private final SchemaLift lift;
    private final Sealing sealing;
    private final ActiveKek kek;
    private final Clock clock;

    /** What a connection has once it is connected. */
    public record Content(String method, String label, Grant grant, Values values) {
        @Override
        public String toString() {
            return "Content " + method;
        }
    }

    public ConnectedRows(
            ConnectionLookup lookup,
            Availability availability,
            SchemaLift lift,
            Sealing sealing,
            ActiveKek kek,
            Clock clock) {
        this.lookup = lookup;
        this.availability = availability;
        this.lift = lift;
        this.sealing = sealing;
        this.kek = kek;
        this.clock = clock;
    }

    /** A connection that is not deleted, as it is stored now. */
    public Optional<ConnectionRow> find(String id) {
        return lookup.find(id).filter(row -> row.deletedAt() == null);
    }

    /**
     * A connection to be connected again, at the schema of its provider.
     *
     * @throws dev.patchbay.host.problem.ProblemException {@code NOT_FOUND}, {@code INTEGRITY}, {@code PROVIDER_UNAVAILABLE}
     *     where its provider is another's by now or older than the connection
     */
    public Loaded current(String id, Providers.Live live) {
        Loaded loaded = find(id).map(sealing::load).orElseThrow(Permissions::notFound);
        if (!loaded.intact()) {
            throw Problems.integrity();
        }
        boolean foreign = !live.owner().equals(loaded.row().owner());
        if (foreign || loaded.row().schemaVersion() > live.definition().version()) {
            throw Problems.unavailable(String.valueOf(availability.problem(loaded.row(), live)));
        }
        return lift.lifted(loaded, live.definition());
    }

    /** The values of a connection in clear. */
    public Values open(Loaded loaded) {
        try {
            return sealing.open(loaded);
        } catch (VaultException e) {
            throw Problems.integrity();
        }
    }

    /** A new connection, ready. */
    public ConnectionRow fresh(String id, String account, Providers.Live live, Content content) {
        RowDraft draft = new RowDraft(id, account, live.definition().id(), clock.millis());
        draft.owner = live.owner();
        return seal(draft, live, content);
    }

    /** The next version of a connection, ready. */
    public ConnectionRow again(ConnectionRow before, Providers.Live live, Content content) {
        RowDraft draft = RowDraft.after(before, clock.millis());
        draft.expiresAt = null;
        draft.testedAt = null;
        draft.testResult = null;
        return seal(draft, live, content);
    }

    private ConnectionRow seal(RowDraft draft, Providers.Live live, Content content) {
        if (draft.dataKey.length == 0) {
            kek.adopt(); // its new data key is stored under the active one only
        }
        draft.method = content.method();
        draft.label = content.label();
        draft.schemaVersion = live.definition().version();
        draft.grant = content.grant().toJson();
        draft.status(Status.READY.word(), null);
        return sealing.seal(draft, content.values());
    }

    /** Makes new data keys come under the stored active key, where they did not. */
    public void adoptKey() {
        kek.adopt();
    }

    /** Writes to one connection; whatever comes of it, the next use reads it anew. */
    public <T> T write(String id, Store.WriteWork<T> work) {
        return lookup.write(id, work);
    }

    /** Notes how the test of a connection went, within the write that stores it. */
    public void noteTest(StoreWriter writer, String id, TestReport report) {
        writer.noteTest(id, clock.millis(), TestResult.of(report).write());
    }

    /** A report without a step that passed or failed is neither a pass nor a failure. */
    public static @Nullable Boolean passed(TestReport report) {
        return TestResult.passed(report);
    }
}
