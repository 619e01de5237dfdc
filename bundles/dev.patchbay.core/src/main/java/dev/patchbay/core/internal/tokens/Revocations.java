package dev.patchbay.core.internal.tokens;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.Farewells;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.UsableConnections.Usable;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes tokens at their app, once, on another thread, and notes in the audit how that went. Thread-safe. */
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
            return signedIn ? prepared(row) : NOTHING;
        } catch (ProblemException | VaultException | TokenFailure e) {
            LOG.info("the tokens of {} are not revoked at their app: {}", row.id(), e.getClass().getName());
            return () -> note(row, "not tried: the connection could not be used");
        }
    }

    private Runnable prepared(ConnectionRow row) {
        Loaded loaded = connections.load(row);
        Usable found = usable.check(loaded);
        HeldTokens held = standings.read(loaded).held();
        if (held == null) {
            return NOTHING;
        }
        Subject subject = subjects.of(found, held);
        return () -> {
            try {
                threads.execute(() -> revoke(row, subject, held));
            } catch (RejectedExecutionException e) {
                note(row, "not tried: the host ends");
            }
        };
    }

    private void revoke(ConnectionRow row, Subject subject, HeldTokens held) {
        String result;
        try (Exchanges.Exchange exchange = exchanges.open(subject)) {
            ScheduledFuture<?> deadline = deadlines.schedule(exchange::close, WAIT, TimeUnit.MILLISECONDS);
            try {
                result = exchange.revoke(held.tokens()) ? "done" : "the app has no way to revoke";
            } finally {
                deadline.cancel(false);
            }
        } catch (TokenFailure e) {
            result = "failed: " + e.failure().message();
        } catch (ProblemException e) {
            result = "failed: " + e.detail();
        }
        note(row, result);
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
