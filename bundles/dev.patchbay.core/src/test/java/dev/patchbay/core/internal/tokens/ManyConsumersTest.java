package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connections.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** 64 consumers of 8 connections whose tokens last three seconds, at a server that forgives nothing. Time is the test's own. */
public class ManyConsumersTest {
    private static final int CONNECTIONS = 8;
    private static final int CONSUMERS = 64;
    private static final int EXPIRIES = 320;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(90);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void noTokenIsStaleAndNoneIsLost() throws Exception {
        try (TokenHost app = new TokenHost(folder.getRoot().toPath())) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                ids.add(app.connect(Duration.ofSeconds(3)));
            }
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong given = new AtomicLong();
            ExecutorService pool = Executors.newFixedThreadPool(CONSUMERS);
            List<Future<?>> consumers = new ArrayList<>();
            for (int i = 0; i < CONSUMERS; i++) {
                String id = ids.get(i % CONNECTIONS);
                consumers.add(pool.submit(() -> consume(app, id, wrong, given, over)));
            }
            long end = System.nanoTime() + LONGEST;
            while (app.server.renewals() < EXPIRIES && System.nanoTime() < end && wrong.isEmpty()) {
                app.pass(50, TimeUnit.MILLISECONDS);
                TimeUnit.MILLISECONDS.sleep(2); // how fast the test's time goes, not what is waited for
            }
            over.set(true);
            for (Future<?> consumer : consumers) {
                consumer.get(60, TimeUnit.SECONDS);
            }
            pool.shutdownNow();
            assertEquals(List.of(), List.copyOf(wrong));
            assertTrue("renewals: " + app.server.renewals(), app.server.renewals() >= EXPIRIES);
            assertEquals(0, app.server.invalidGrants());
            assertEquals("each request was granted", app.server.requests(), app.server.renewals());
            assertTrue("given: " + given, given.get() > EXPIRIES);
            ids.forEach(id -> assertEquals(Status.READY, app.view(id).status()));
        }
    }

    private static void consume(
            TokenHost app, String id, Queue<String> wrong, AtomicLong given, AtomicBoolean over) {
        while (!over.get()) {
            long asked = app.host.clock.millis();
            try {
                String token = app.token(id);
                given.incrementAndGet();
                if (!app.server.isGood(token, asked)) {
                    wrong.add(token + " is stale");
                }
            } catch (RuntimeException e) {
                wrong.add(String.valueOf(e));
            }
            if (wrong.size() > 9) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
