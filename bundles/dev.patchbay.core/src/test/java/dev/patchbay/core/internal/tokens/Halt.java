package dev.patchbay.core.internal.tokens;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A point at which a host stands still: for a while, or for good, as one that was killed does. */
final class Halt implements Runnable {
    private final AtomicInteger before;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /**
     * @param passes how often it is passed before
     */
    Halt(int passes) {
        before = new AtomicInteger(passes);
    }

    @Override
    public void run() {
        if (before.getAndDecrement() != 0) {
            return;
        }
        reached.countDown();
        await(go);
    }

    void awaitReached() {
        await(reached);
    }

    void release() {
        go.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
