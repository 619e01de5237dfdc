package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change of what is installed at a time. Thread-safe. */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * @param patience how long a change waits for the one before it
     */
    Turn(Duration patience) {
        this.patience = patience;
    }

    /** Something that reads files on the way. */
    @FunctionalInterface
    interface Work<T> {
        T make() throws IOException;
    }

    /** Reads what was sent; an end before its end is the sender's fault, a disk that cannot hold it the host's. */
    <T> T reading(Work<T> work) {
        try {
            return work.make();
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED, "The upload could not be read to its end.", List.of(), null, e);
        } catch (UncheckedIOException e) {
            LOG.error("the data folder cannot hold an upload", e);
            throw new ProblemException(ProblemType.NOT_READY, "The host cannot write to its data folder.", List.of(), LATER, e);
        }
    }

    /** Makes a change when the one before it is done. */
    <T> T take(Work<T> work) {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.retryLater(ProblemType.NOT_READY, "Another bundle is being installed.", LATER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The host is stopping.", LATER);
        }
        try {
            return work.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
