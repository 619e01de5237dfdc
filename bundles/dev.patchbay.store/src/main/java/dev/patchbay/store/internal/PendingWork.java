package dev.patchbay.store.internal;

import dev.patchbay.host.store.Store.WriteWork;
import dev.patchbay.host.store.StoreException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A work on its way through the writer thread, and its caller, who waits. */
final class PendingWork<T> {
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Function<@Nullable SqlWriter, T> work;
    private final boolean alone;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private PendingWork(Function<@Nullable SqlWriter, T> work, boolean alone) {
        this.work = work;
        this.alone = alone;
    }

    /** A work that shares a transaction with others. */
    static <T> PendingWork<T> shared(WriteWork<T> work) {
        return new PendingWork<>(writer -> work.run(Objects.requireNonNull(writer)), false);
    }

    /** An action that runs between transactions, without a writer. */
    static PendingWork<Boolean> alone(Runnable action) {
        return new PendingWork<>(
                none -> {
                    action.run();
                    return true;
                },
                true);
    }

    boolean isAlone() {
        return alone;
    }

    /**
     * Runs the work; on the writer thread.
     *
     * @return whether it went through
     */
    boolean run(@Nullable SqlWriter writer) {
        try {
            result = work.apply(writer);
            return true;
        } catch (Throwable e) {
            // whatever it is, it belongs to the caller, not to the writer thread
            failure = e;
            return false;
        }
    }

    /** The work's own failure, if it failed. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** The transaction failed; a failure of the work itself stays. */
    void undone(StoreException.Reason reason, String message, Throwable cause) {
        if (failure == null) {
            failure = new StoreException(reason, message, cause);
        }
    }

    /** The outcome stands; the caller goes on. */
    void settle() {
        settled.countDown();
    }

    /** Waits for the outcome, also when interrupted: the caller always learns whether it was written. */
    T await() {
        boolean interrupted = false;
        while (true) {
            try {
                settled.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    private T outcome() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException("a work threw a checked exception", failure);
        }
        return result;
    }
}
