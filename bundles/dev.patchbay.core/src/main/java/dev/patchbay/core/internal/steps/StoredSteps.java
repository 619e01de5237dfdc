package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionUse;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Steps;
import dev.patchbay.host.store.OAuthRows.StepRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps in the store; what is bound to them is read as it stands at that moment. Thread-safe. */
public final class StoredSteps implements Steps {
    private final Database database;
    private final ConnectionDirectory directory;
    private final ConnectionUse use;
    private final StoredAccounts accounts;
    private final AccountConnections connections;
    private final StepStates states;
    private final StepBinding binding;

    public StoredSteps(
            Database database,
            ConnectionDirectory directory,
            ConnectionUse use,
            Providers providers,
            StoredAccounts accounts,
            AuditChain audit,
            Clock clock) {
        this.database = database;
        this.directory = directory;
        this.use = use;
        this.accounts = accounts;
        this.connections = new AccountConnections(directory);
        this.states = new StepStates(providers);
        this.binding = new StepBinding(database, connections, providers, audit, clock);
    }

    /** A step with what is bound to it, as both stand now. */
    private record Standing(@Nullable Need need, @Nullable ConnectionView bound, StepStates.Outcome outcome) {}

    @Override
    public StepView get(Caller caller, StepKey key) {
        Permissions.require(caller, Scope.READ);
        requireSeen(caller, key);
        StepRules.refuse(StepRules.faults(key));
        return view(caller, key, find(key));
    }

    @Override
    public StepView put(Caller caller, StepKey key, Binding given) {
        Permissions.require(caller, Scope.WRITE);
        requireSeen(caller, key);
        return view(caller, key, Optional.of(binding.put(caller, key, given)));
    }

    @Override
    public void delete(Caller caller, StepKey key) {
        Permissions.require(caller, Scope.WRITE);
        requireSeen(caller, key);
        binding.delete(caller, key);
    }

    @Override
    public TestReport test(Caller caller, StepKey key, Consumer<TestReport.Step> onStep) {
        Permissions.require(caller, Scope.USE);
        requireSeen(caller, key);
        StepRules.refuse(StepRules.faults(key));
        Standing standing = standing(key, find(key));
        if (standing.outcome().state() == State.NOT_REQUIRED) {
            return new TestReport(null, List.of());
        }
        ConnectionView bound = standing.bound();
        Need need = standing.need();
        if (bound == null || need != null && !Shops.serves(bound, need)) {
            throw new ProblemException(ProblemType.CONFLICT, "There is nothing to test. " + standing.outcome().reason());
        }
        return use.test(caller, bound.id(), onStep);
    }

    @Override
    public List<Use> uses(Caller caller, String connection) {
        ConnectionView seen = directory.get(caller, connection);
        return database.read(r -> r.stepsOf(seen.id())).stream()
                .filter(s -> s.account().equals(seen.account()))
                .map(s -> new Use(s.workflow(), s.step(),
                        Instant.ofEpochMilli(s.boundAt() == null ? s.updatedAt() : s.boundAt())))
                .toList();
    }

    /** The connections to select from are for callers that may read connections. */
    private StepView view(Caller caller, StepKey key, Optional<StepRow> row) {
        Standing standing = standing(key, row);
        StepStates.Outcome outcome = standing.outcome();
        return new StepView(
                key, standing.need(), outcome.state(), standing.bound(), outcome.warning(), outcome.reason(),
                caller.has(Scope.READ) ? connections.compatible(key.account(), standing.need()) : List.of(),
                row.map(r -> Instant.ofEpochMilli(r.updatedAt())).orElse(null));
    }

    private Standing standing(StepKey key, Optional<StepRow> row) {
        Optional<String> id = row.map(StepRow::connection);
        ConnectionView bound = id.flatMap(i -> connections.find(key.account(), i)).orElse(null);
        Need said = row.map(StepBinding::named).orElse(null);
        Need need = said == null && bound != null ? new Need(bound.provider(), null) : said;
        return new Standing(need, bound, states.of(accounts.describe(key.account()), need, bound, id.isPresent()));
    }

    private Optional<StepRow> find(StepKey key) {
        return database.read(r -> r.findStep(key.account(), key.workflow(), key.step()));
    }

    private static void requireSeen(Caller caller, StepKey key) {
        if (!Permissions.maySee(caller, key.account())) {
            throw Permissions.notFound();
        }
    }
}
