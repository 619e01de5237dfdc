package dev.patchbay.core.internal.base;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class HostThreadsTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private static HostThreads.Work work(Runnable run, Runnable refused) {
        return new HostThreads.Work() {
            @Override
            public void run() {
                run.run();
            }

            @Override
            public void refused() {
                refused.run();
            }
        };
    }

    @Test
    public void aThreadTakesNothingFromWhoAsksForIt() throws Exception {
        AtomicReference<String> inherited = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>(HostThreadsTest.class.getClassLoader());
        CountDownLatch done = new CountDownLatch(1);
        try (HostThreads threads = new HostThreads(1)) {
            INHERITED.set("of the caller");
            assertTrue(threads.start(work(() -> {
                inherited.set(INHERITED.get());
                loader.set(Thread.currentThread().getContextClassLoader());
                done.countDown();
            }, () -> { })));
            assertTrue(done.await(30, TimeUnit.SECONDS));
        } finally {
            INHERITED.remove();
        }
        assertNull(inherited.get());
        assertNull(loader.get());
    }

    @Test
    public void thereAreNoMoreThanAllowed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(2);
        try (HostThreads threads = new HostThreads(2)) {
            for (int i = 0; i < 2; i++) {
                assertTrue(threads.start(work(() -> {
                    began.countDown();
                    await(go);
                }, () -> { })));
            }
            assertTrue(began.await(30, TimeUnit.SECONDS));
            assertFalse(threads.start(work(() -> { }, () -> { })));
            assertEquals(2, threads.inUse());
            go.countDown();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (threads.inUse() > 0 && System.nanoTime() < until) {
                Thread.sleep(1);
            }
            assertEquals(0, threads.inUse());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void aClosedSpawnerMakesNone() {
        HostThreads threads = new HostThreads(2);
        threads.close();
        assertFalse(threads.start(work(() -> { }, () -> { })));
    }
}
