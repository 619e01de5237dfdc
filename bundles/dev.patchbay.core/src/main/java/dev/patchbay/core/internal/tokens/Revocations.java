package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.Availability;
import dev.patchbay.core.internal.connections.Farewells;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.UsableConnections.Usable;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.HookCall;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes credentials at their app, once, on another thread, and notes in the audit how that went: first by the provider where
 * it can, then by the engine. Thread-safe.
 */
final class Revocations implements Farewells {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final long WAIT = Duration.ofSeconds(10).toMillis();
    private static final Runnable NOTHING = () -> { };

    private final Database database;
    private final Sealing connections;
    private final UsableConnections usable;
    private final Standings standings;
    private final Subjects subjects;
    private final Exchanges exchanges;
    private final AuditChain audit;
    private final Executor threads;
    private final ScheduledExecutorService deadlines;

    Revocations(
            Database database,
            Sealing connections,
            UsableConnections usable,
            Standings standings,
            Subjects subjects,
            Exchanges exchanges,
            AuditChain audit,
            Executor threads,
            ScheduledExecutorService deadlines) {
        this.database = database;
        this.connections = connections;
        this.usable = usable;
        this.standings = standings;
        this.subjects = subjects;
        this.exchanges = exchanges;
        this.audit = audit;
        this.threads = threads;
        this.deadlines = deadlines;
    }

    @Override
    public Runnable prepare(ConnectionRow row) {
        try {
            boolean signedIn = database.read(r -> r.findTokens(row.id())).isPresent();
            return signedIn || isOfProvider(row) ? prepared(row) : NOTHING;
        } catch (ProblemException | VaultException | TokenFailure e) {
            LOG.info("the tokens of {} are not revoked at their app: {}", row.id(), e.getClass().getName());
            return () -> note(row, "not tried: the connection could not be used");
        }
    }

    /** Whether its provider tells the app itself; where nobody ever signed in there is nothing to tell. */
    private boolean isOfProvider(ConnectionRow row) {
        return !row.status().equals(Status.PENDING.word())
                && usable.provider(row).filter(live -> live.hooks().has(Hook.REVOKE)).isPresent();
    }

    private Runnable prepared(ConnectionRow row) {
        Loaded loaded = connections.load(row);
        Usable found = usable.check(loaded);
        HeldTokens held = standings.read(loaded).held();
        Subject subject = subjects.of(found, held);
        List<Supplier<String>> ways = new ArrayList<>();
        if (found.live().hooks().has(Hook.REVOKE)) {
            ways.add(() -> byProvider(found.live(), subject, held));
        }
        if (held != null && Availability.needsEngine(found.method())) {
            ways.add(() -> byEngine(subject, held));
        }
        return ways.isEmpty() ? NOTHING : () -> {
            try {
                threads.execute(() -> ways.forEach(way -> note(row, way.get())));
            } catch (RejectedExecutionException e) {
                note(row, "not tried: the host ends");
            }
        };
    }

    private static String byProvider(Providers.Live live, Subject subject, @Nullable HeldTokens held) {
        HookCall call = new HookCall(
                subject.method(), TokenSources.values(subject, held), held == null ? null : held.accessToken(), subject.grant());
        try {
            live.hooks().revoke(call.within(Duration.ofMillis(WAIT)));
            return "done by the provider";
        } catch (ConnectionFailure e) {
            return "failed: " + e.failure().message();
        } catch (ProblemException e) {
            return "failed: " + e.detail();
        }
    }

    private String byEngine(Subject subject, HeldTokens held) {
        try (Exchanges.Exchange exchange = exchanges.open(subject)) {
            ScheduledFuture<?> deadline = deadlines.schedule(exchange::close, WAIT, TimeUnit.MILLISECONDS);
            try {
                return exchange.revoke(held.tokens()) ? "done" : "the app has no way to revoke";
            } finally {
                deadline.cancel(false);
            }
        } catch (TokenFailure e) {
            return "failed: " + e.failure().message();
        } catch (ProblemException e) {
            return "failed: " + e.detail();
        }
    }

    private void note(ConnectionRow row, String result) {
        try {
            database.write(w -> audit.append(
                    w, HostCaller.HOST, "connection.revoke", row.id(), row.account(), Map.of("result", result)));
        } catch (RuntimeException e) {
            LOG.warn("how revoking the tokens of {} went is not in the audit: {}", row.id(), e.getClass().getName());
        }
    }
}
