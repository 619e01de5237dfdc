package dev.patchbay.core.internal.tokens;

import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.UsableConnections.Usable;
import dev.patchbay.core.internal.tokens.RenewalRun.Wish;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts tries to renew, one at a time for each connection, on threads of its own. Thread-safe. */
final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final long QUIET = Duration.ofSeconds(1).toMillis();
    private static final long PUT_OFF = Duration.ofMinutes(1).toMillis();
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int MOST = 1_000;

    private final RenewalRun run;
    private final RenewalLedger ledger;
    private final UsableConnections usable;
    private final SteadyClock clock;
    private final Bulkhead bulkhead;
    private final ConcurrentHashMap<String, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
    /** When somebody else was at it: when to look again without being asked. */
    private final ConcurrentHashMap<String, Long> quiet = new ConcurrentHashMap<>();

    Renewals(RenewalRun run, RenewalLedger ledger, UsableConnections usable, SteadyClock clock, Executor threads) {
        this.run = run;
        this.ledger = ledger;
        this.usable = usable;
        this.clock = clock;
        this.bulkhead = new Bulkhead(threads);
    }

    /** Renews in the background, unless that was tried a moment ago. */
    void start(Usable connection) {
        Long until = quiet.get(connection.row().id());
        if (until == null || clock.millis() >= until) {
            try {
                begin(connection, new Wish.Due());
            } catch (RejectedExecutionException e) {
                LOG.debug("the host ends, nothing is renewed any more");
            }
        }
    }

    /**
     * Waits for the try that is under way, or for one of its own.
     *
     * @throws ProblemException {@code NOT_READY} where it takes longer than {@code nanos}, and what the try itself throws
     */
    Outcome await(Usable connection, Wish wish, long nanos) {
        try {
            return begin(connection, wish).get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException("renewing ended with " + e.getCause().getClass().getName());
        } catch (TimeoutException | RejectedExecutionException e) {
            throw notNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notNow();
        }
    }

    static ProblemException notNow() {
        return ProblemException.retryLater(ProblemType.NOT_READY, "The access token is being renewed.", RETRY);
    }

    private CompletableFuture<Outcome> begin(Usable connection, Wish wish) {
        String id = connection.row().id();
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> other = running.putIfAbsent(id, mine);
        if (other != null) {
            return other;
        }
        try {
            bulkhead.run(connection.row().provider(), () -> complete(id, wish, mine));
        } catch (RejectedExecutionException e) {
            running.remove(id, mine);
            mine.completeExceptionally(notNow());
            throw e;
        }
        return mine;
    }

    private void complete(String id, Wish wish, CompletableFuture<Outcome> future) {
        try {
            Outcome outcome = run.run(id, wish);
            if (outcome instanceof Outcome.Done) {
                quiet.remove(id);
            } else {
                quiet.put(id, clock.millis() + QUIET);
            }
            running.remove(id, future);
            future.complete(outcome);
        } catch (RuntimeException | Error e) {
            LOG.debug("renewing {} ended with {}", id, e.getClass().getName());
            quiet.put(id, clock.millis() + QUIET);
            running.remove(id, future);
            future.completeExceptionally(e);
        }
    }

    /** Starts what is due. */
    void startDue(List<String> due) {
        quiet.values().removeIf(until -> until < clock.millis());
        for (String id : due) {
            if (running.size() >= MOST) {
                return;
            }
            try {
                start(usable.find(HostCaller.HOST, id));
            } catch (ProblemException e) {
                /* its provider is away, or it is damaged: others are not to wait behind it */
                LOG.debug("renewing {} is put off: {}", id, e.getMessage());
                if (!e.type().equals(ProblemType.NOT_READY)) {
                    ledger.postpone(id, clock.millis() + PUT_OFF);
                }
            }
        }
    }
}
