package dev.patchbay.core.internal.tokens;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.core.internal.connections.Farewells;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.signin.Exchanges;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The parts that hold and renew tokens, put together, and their threads. */
public final class TokenParts implements AutoCloseable {
    private static final int THREADS = 16;
    /** A little more than an exchange may take. */
    private static final int END_SECONDS = 11;
    private static final long CACHE_LEAST = 1L << 20;
    private static final int CACHE_SHARE = 32;

    /** What they stand on. */
    public record Base(
            Database database,
            UnlockedVault vault,
            ConnectionLookup lookup,
            Sealing sealing,
            UsableConnections usable,
            AuditChain audit,
            Clock clock,
            SecureRandom random,
            Path data) {}

    /**
     * What they need for OAuth.
     *
     * @param lease how long one host may renew the tokens of a connection before another takes over
     * @param nanoTime as {@link System#nanoTime()}
     */
    public record Means(Exchanges exchanges, Supplier<Duration> lease, LongSupplier nanoTime) {}

    public final FreshTokens tokens;
    public final FirstTokens firstTokens;
    public final TokenSources sources;
    public final Farewells farewells;
    public final SteadyClock clock;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor deadlines;

    public TokenParts(Base base, ClientSource clients, Means means) {
        clock = new SteadyClock(base.clock(), means.nanoTime());
        threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                work -> HostThreads.thread("patchbay-renewal", work));
        threads.prestartAllCoreThreads();
        deadlines = new ScheduledThreadPoolExecutor(1, work -> HostThreads.thread("patchbay-renewal-deadlines", work));
        deadlines.setRemoveOnCancelPolicy(true);
        TokenSealing sealing = new TokenSealing(base.vault());
        RenewalTimes times = new RenewalTimes(base.random()::nextDouble);
        SpillFolder spill = new SpillFolder(base.data());
        Standings standings = new Standings(base.database(), sealing, times, spill, clock,
                Math.max(CACHE_LEAST, Runtime.getRuntime().maxMemory() / CACHE_SHARE));
        base.lookup().onWrite(standings::forget);
        Subjects subjects = new Subjects(base.usable(), clients);
        sources = new TokenSources(means.exchanges(), clock, deadlines);
        RenewalLedger ledger = new RenewalLedger(
                base.database(), base.lookup(), base.sealing(), sealing, base.audit(), clock, times, means.lease(),
                Long.toHexString(base.random().nextLong()));
        RenewalRun run = new RenewalRun(
                base.usable(), standings, subjects, sources, ledger, sealing, times, clock, new CircuitBreaker(times), spill);
        Renewals renewals = new Renewals(run, ledger, base.usable(), clock, threads);
        tokens = new FreshTokens(
                base.database(), base.usable(), standings, subjects, means.exchanges(), sources, renewals, run, clock);
        firstTokens = new FirstTokens(sealing, times);
        farewells = new Revocations(
                base.database(), base.sealing(), base.usable(), standings, subjects, means.exchanges(), base.audit(),
                threads, deadlines);
    }

    /** Begins nothing any more, and waits for the answers that are under way: an app gives them once. */
    @Override
    public void close() {
        threads.getQueue().clear();
        threads.shutdown();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        deadlines.shutdownNow();
    }
}
