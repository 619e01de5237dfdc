package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.providers.CallLimits.Deadline;
import dev.patchbay.core.internal.providers.ProviderCall.Cut;
import dev.patchbay.core.internal.providers.ProviderCall.CutException;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane of one registered provider: lets a few calls in at once, none once it closes or was quarantined, and is the only
 * place that holds the provider, until it is closed. Thread-safe.
 */
final class ProviderLane {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderLane.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final String name;
    private final CallLimits limits;
    private final HostThreads threads;
    private final Set<ProviderCall<?>> running = new LinkedHashSet<>();
    private final Set<ProviderCall<?>> transfers = new LinkedHashSet<>();
    private final Set<ProviderCall<?>> abandoned = new LinkedHashSet<>();
    private @Nullable ConnectionProvider provider;
    private @Nullable ClassLoader loader;
    private @Nullable String quarantine;
    /** How many given-up calls there were when an operator let calls in again. */
    private int forgiven;
    private boolean closing;

    /**
     * @param name what people call it in logs and messages
     * @param loader the context class loader of its calls
     */
    ProviderLane(String name, @Nullable ClassLoader loader, CallLimits limits, HostThreads threads) {
        this.name = name;
        this.loader = loader;
        this.limits = limits;
        this.threads = threads;
    }

    /** Gives the lane its provider. */
    synchronized void attach(ConnectionProvider object) {
        if (!closing) {
            provider = object;
        }
    }

    /** The provider, to be used within a call and not kept. */
    synchronized ConnectionProvider provider() {
        if (provider == null) {
            throw stopping();
        }
        return provider;
    }

    synchronized @Nullable ClassLoader loader() {
        return loader;
    }

    /**
     * Runs the work on a host thread and waits for it.
     *
     * @param means what ends with the call when the host ends it
     * @throws CutException where the call was ended at its deadline or with its caller
     * @throws ProblemException {@code PROVIDER_STOPPING}, {@code PROVIDER_BUSY} or {@code PROVIDER_UNAVAILABLE} where the
     *     work did not begin or its provider left
     */
    <T> T call(ProviderCall.Means means, Deadline deadline, ProviderCall.Work<T> work) {
        ProviderCall<T> call = new ProviderCall<>(this, means, work);
        enter(call, deadline);
        if (!threads.start(call)) {
            leave(call);
            throw busy();
        }
        try {
            return call.await(deadline, limits.grace());
        } catch (CutException e) {
            switch (e.cut()) {
                case STOPPING -> throw stopping();
                case NO_THREAD -> throw busy();
                default -> throw e;
            }
        }
    }

    private synchronized void enter(ProviderCall<?> call, Deadline deadline) {
        if (closing) {
            throw stopping();
        }
        if (quarantine != null) {
            throw new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, quarantine);
        }
        boolean full = deadline.isOfTransfer()
                ? transfers.size() >= limits.transfersAtOnce()
                : running.size() - transfers.size() >= limits.atOnce();
        if (full) {
            throw busy();
        }
        running.add(call);
        if (deadline.isOfTransfer()) {
            transfers.add(call);
        }
    }

    /** A call's thread came back. */
    synchronized void leave(ProviderCall<?> call) {
        running.remove(call);
        transfers.remove(call);
        if (abandoned.remove(call)) {
            forgiven = Math.min(forgiven, abandoned.size());
            LOG.info("a given-up call of {} came back after all", name);
        }
        notifyAll();
    }

    /**
     * A call's thread did not come back although its sockets were closed; it keeps its place among those at once. One that
     * waits for a slow client is not the provider's fault and does not count.
     */
    synchronized void abandon(ProviderCall<?> call) {
        if (!running.contains(call) || call.isInHost() || !abandoned.add(call)) {
            return;
        }
        threads.lose(call.threadName(), name);
        LOG.warn("a call of {} does not come back; its thread {} is given up ({} so far)",
                name, call.threadName(), abandoned.size());
        if (abandoned.size() - forgiven >= limits.quarantineAt() && quarantine == null) {
            quarantine = "The provider " + name + " is out of use until it is released or its bundle is restarted: "
                    + abandoned.size() + " calls never came back (threads " + String.join(", ", abandonedThreads()) + ").";
            LOG.error(quarantine);
        }
    }

    /** Lets calls in again; whether they were kept out. */
    synchronized boolean release() {
        boolean was = quarantine != null;
        quarantine = null;
        forgiven = abandoned.size();
        return was;
    }

    /** How many calls run, given-up ones included. */
    synchronized int calls() {
        return running.size();
    }

    /** How many of them are transfers. */
    synchronized int transfers() {
        return transfers.size();
    }

    /** The names of the threads that were given up and are not back. */
    synchronized List<String> abandonedThreads() {
        return abandoned.stream().map(ProviderCall::threadName).toList();
    }

    /** Why no call is let in for good, if it is so. */
    synchronized Optional<String> quarantine() {
        return Optional.ofNullable(quarantine);
    }

    /**
     * Lets no more calls in, gives those that run a few seconds, then closes their sockets, and forgets the provider. Takes no
     * longer than drain and grace together; idempotent.
     */
    void close() {
        synchronized (this) {
            closing = true;
        }
        if (!waitUntilEmpty(limits.drain())) {
            List<ProviderCall<?>> left;
            synchronized (this) {
                left = new ArrayList<>(running);
            }
            left.forEach(call -> call.cut(Cut.STOPPING));
            waitUntilEmpty(limits.grace());
        }
        synchronized (this) {
            provider = null;
            loader = null;
        }
    }

    /** Calls that were given up are not waited for, nor is one that runs on this very thread. */
    private synchronized boolean waitUntilEmpty(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (running.stream().anyMatch(call -> !abandoned.contains(call) && !call.isOnThisThread())) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return running.isEmpty();
    }

    private ProblemException stopping() {
        return ProblemException.retryLater(
                ProblemType.PROVIDER_STOPPING, "The provider " + name + " is being stopped or replaced.", SOON);
    }

    private ProblemException busy() {
        return ProblemException.retryLater(
                ProblemType.PROVIDER_BUSY, "The provider " + name + " has as many calls at once as it may have.", SOON);
    }
}
