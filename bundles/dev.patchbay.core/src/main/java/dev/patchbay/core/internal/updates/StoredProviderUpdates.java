package dev.patchbay.core.internal.updates;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.updates.WorkLedger.Kind;
import dev.patchbay.core.internal.updates.WorkLedger.Work;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderUpdates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Over the connections that are stored. Thread-safe. */
public final class StoredProviderUpdates implements ProviderUpdates {
    private final Database database;
    private final Providers providers;
    private final Sealing sealing;
    private final AuditChain audit;
    private final WorkLedger ledger;
    private final StoredRows rows;
    private final GrantGaps gaps;
    private final ProviderSweep sweep;
    private final FormerValues former;
    private final List<Runnable> onWork = new CopyOnWriteArrayList<>();

    StoredProviderUpdates(
            Database database,
            Providers providers,
            Sealing sealing,
            AuditChain audit,
            WorkLedger ledger,
            StoredRows rows,
            GrantGaps gaps,
            ProviderSweep sweep,
            FormerValues former) {
        this.database = database;
        this.providers = providers;
        this.sealing = sealing;
        this.audit = audit;
        this.ledger = ledger;
        this.rows = rows;
        this.gaps = gaps;
        this.sweep = sweep;
        this.former = former;
    }

    /** Calls this when there is work for {@link ProviderSweep#step}. */
    public void onWork(Runnable listener) {
        onWork.add(listener);
    }

    @Override
    public List<Rehearsed> rehearse(long bundleId) {
        return providers.rehearse(bundleId);
    }

    @Override
    public Forecast forecast(ConnectionDefinition next) {
        ForecastRun run = new ForecastRun(next, providers, sealing, gaps);
        rows.each(next.id(), run::add);
        Forecast forecast = run.forecast();
        database.write(w -> audit.append(w, HostCaller.HOST, "provider.forecast", next.id(), null, Map.of(
                "from", String.valueOf(forecast.fromVersion()), "to", String.valueOf(forecast.toVersion()),
                "connections", String.valueOf(forecast.connections()), "unfit", String.valueOf(forecast.unfit()))));
        return forecast;
    }

    @Override
    public Map<String, Long> keptUntil() {
        return database.read(r -> r.formerUntil());
    }

    @Override
    public Standing standing(String provider) {
        long toMigrate = providers.find(provider)
                .map(Providers.Live::definition)
                .filter(definition -> !sweep.isDone(definition))
                .map(definition -> database.read(r -> r.countBefore(provider, definition.version())))
                .orElse(0L);
        Long keptUntil = database.read(r -> r.findFormerUntil(provider)).orElse(null);
        return new Standing(toMigrate, sweep.isWaiting(provider), keptUntil);
    }

    @Override
    public long restoreFormer(Caller caller, String provider) {
        require(caller);
        ConnectionDefinition definition = present(provider).definition();
        database.write(w -> {
            ledger.put(w, Work.begin(definition, Kind.RESTORE));
            return audit.append(w, caller, "provider.rollback", provider, null,
                    Map.of("to", String.valueOf(definition.version())));
        });
        long restored = sweep.restore(definition);
        announce();
        return restored;
    }

    @Override
    public void closeRollback(Caller caller, String provider) {
        require(caller);
        former.shred(caller, provider);
    }

    /** How many providers that are here have connections waiting for an approval, as far as the sweep has come. */
    public long waiting() {
        return providers.available().stream().filter(live -> sweep.isWaiting(live.definition().id())).count();
    }

    /** How much of what is done for all connections of a provider is not done yet. */
    public long underWay() {
        return ledger.list().stream().filter(work -> !work.state().isDone()).count();
    }

    @Override
    public Optional<Approval> findApproval(String provider) {
        return providers.find(provider).flatMap(this::approval);
    }

    @Override
    public List<Approval> approvals(Caller caller) {
        require(caller);
        return providers.available().stream().flatMap(live -> approval(live).stream()).toList();
    }

    /** Looks where the sweep found something, and where it has not been everywhere yet. */
    private Optional<Approval> approval(Providers.Live live) {
        ConnectionDefinition definition = live.definition();
        boolean swept = sweep.isDone(definition);
        if (swept && !sweep.isWaiting(definition.id())) {
            return Optional.empty();
        }
        GrantGaps.Tally tally = tally(definition);
        if (tally.unapproved() + tally.withoutScopes() == 0) {
            sweep.noteNothingWaits(definition);
            return Optional.empty();
        }
        return Optional.of(new Approval(definition.id(), live.owner(), tally.unapproved(), tally.hosts(), tally.endpoints(),
                tally.withoutScopes(), tally.scopes()));
    }

    @Override
    public long approveGrants(Caller caller, String provider) {
        require(caller);
        ConnectionDefinition definition = present(provider).definition();
        GrantGaps.Tally tally = tally(definition);
        if (tally.unapproved() > 0) {
            Map<String, String> detail = new HashMap<>(Map.of(
                    "connections", String.valueOf(tally.unapproved()), "hosts", String.join(" ", tally.hosts())));
            detail.put("endpoints", String.join(" ", tally.endpoints()));
            database.write(w -> {
                ledger.put(w, Work.begin(definition, Kind.APPROVE));
                return audit.append(w, caller, "provider.approve", provider, null, detail);
            });
            announce();
        }
        return tally.unapproved();
    }

    private GrantGaps.Tally tally(ConnectionDefinition definition) {
        GrantGaps.Tally tally = new GrantGaps.Tally();
        rows.each(definition.id(), row -> tally.add(gaps.gap(definition, row)));
        return tally;
    }

    private Providers.Live present(String provider) {
        if (providers.definition(provider).isEmpty()) {
            throw Permissions.notFound();
        }
        return providers.find(provider).orElseThrow(() -> Problems.unavailable(providers.whyUnavailable(provider)));
    }

    private void announce() {
        onWork.forEach(Runnable::run);
    }

    /** What concerns every account's connections is for callers of all accounts. */
    private static void require(Caller caller) {
        Permissions.require(caller, Scope.BUNDLES_INSTALL);
        Permissions.requireAllAccounts(caller);
    }
}
