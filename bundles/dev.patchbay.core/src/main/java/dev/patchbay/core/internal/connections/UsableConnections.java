package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds a connection and says whether it can be used, in this order: seen, intact, provider here, migrated. Thread-safe. */
public final class UsableConnections {
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final ConnectionLookup lookup;
    private final Providers providers;
    private final Availability availability;
    private final Sealing sealing;
    private final SchemaLift lift;

    /** A connection that can be used; its values are still sealed. */
    public record Usable(Loaded loaded, Providers.Live live, ConnectionMethod method) {
        public ConnectionRow row() {
            return loaded.row();
        }
    }

    public UsableConnections(
            ConnectionLookup lookup, Providers providers, Availability availability, Sealing sealing, SchemaLift lift) {
        this.lookup = lookup;
        this.providers = providers;
        this.availability = availability;
        this.sealing = sealing;
        this.lift = lift;
    }

    /** A connection whatever its status: to be tested. */
    public Usable find(Caller caller, String id) {
        return check(lookup.forUse(caller, id));
    }

    /**
     * A connection that is connected: to be used. Where tokens are renewed a token may be good although the status is not:
     * then it is for {@link AccessTokens} to say.
     */
    public Usable connected(Caller caller, String id) {
        Usable usable = find(caller, id);
        boolean pending = usable.row().status().equals(Status.PENDING.word());
        if (pending || !Availability.hasTokens(usable.live(), usable.method())) {
            requireConnected(usable.row());
        }
        return usable;
    }

    /** The provider of a connection, if it can be called now. */
    public Optional<Providers.Live> provider(ConnectionRow row) {
        return providers.find(row.provider());
    }

    /** One that was loaded already. */
    public Usable check(Loaded loaded) {
        if (!loaded.intact()) {
            throw Problems.integrity();
        }
        ConnectionRow row = loaded.row();
        Providers.Live live = providers.find(row.provider())
                .orElseThrow(() -> Problems.unavailable(providers.whyUnavailable(row.provider())));
        String problem = availability.problem(row, live);
        Loaded now = loaded;
        if (problem == null && row.schemaVersion() < live.definition().version()) {
            now = lift.lifted(loaded, live.definition());
            problem = availability.problem(now.row(), live);
        }
        if (problem != null) {
            throw Problems.unavailable(problem);
        }
        return new Usable(now, live, live.definition().method(now.row().method()).orElseThrow());
    }

    /** The values in clear, for one call. */
    public Values open(Loaded loaded) {
        try {
            return sealing.open(loaded);
        } catch (VaultException e) {
            throw Problems.integrity();
        }
    }

    /**
     * The values in clear, for a call that takes only what passes the definition's rules. Those of a connection that lost its
     * secrets, or that an update asks more of, do not.
     */
    public Values openChecked(Usable usable) {
        Values values = open(usable.loaded());
        List<FieldError> errors = ValueRules.checkStored(usable.method(), values.asMap(), "values.").errors();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.RECONNECT_NEEDED, "Some stored values are missing or no longer valid; enter them again.", errors);
        }
        return values;
    }

    /** Refuses a connection whose status is not {@code ready}. */
    public static void requireConnected(ConnectionRow row) {
        String reason = row.reason() == null ? "" : " " + row.reason();
        if (row.status().equals(Status.PENDING.word()) || row.status().equals(Status.RECONNECT.word())) {
            throw new ProblemException(ProblemType.RECONNECT_NEEDED, "The connection must be connected again." + reason);
        }
        if (row.status().equals(Status.FAILING.word())) {
            throw ProblemException.retryLater(
                    ProblemType.NOT_READY, "The connection does not work at the moment." + reason, RETRY);
        }
    }
}
