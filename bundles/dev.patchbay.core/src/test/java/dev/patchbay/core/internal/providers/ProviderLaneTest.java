package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.providers.CallLimits.Deadline;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** How many calls a lane lets in. */
public final class ProviderLaneTest {
    private static final CallLimits LIMITS = Lanes.limits(Lanes.LONG, Lanes.LONG);

    @Test(timeout = 60_000)
    public void transfersAreCountedApartFromOtherCalls() throws Exception {
        int most = LIMITS.transfersAtOnce();
        CountDownLatch inside = new CountDownLatch(most);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(most);
        try (HostThreads threads = new HostThreads(2 * most)) {
            ProviderLane lane = new ProviderLane("fake", null, LIMITS, threads);
            List<Future<String>> transfers = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                transfers.add(callers.submit(() -> call(lane, LIMITS.forTransfer(), inside, go)));
            }
            assertTrue(inside.await(30, TimeUnit.SECONDS));
            ProblemException busy = assertThrows(
                    ProblemException.class, () -> call(lane, LIMITS.forTransfer(), inside, go));
            assertEquals(ProblemType.PROVIDER_BUSY, busy.type());
            assertEquals("a test runs beside them", "done", call(lane, LIMITS.forTest(), inside, new CountDownLatch(0)));
            go.countDown();
            for (Future<String> transfer : transfers) {
                assertEquals("done", transfer.get(30, TimeUnit.SECONDS));
            }
            assertEquals("their places are free again", "done", call(lane, LIMITS.forTransfer(), inside, go));
        } finally {
            callers.shutdown();
        }
    }

    private static String call(ProviderLane lane, Deadline deadline, CountDownLatch inside, CountDownLatch go) {
        return lane.call(ProviderCall.Means.NONE, deadline, () -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "done";
        });
    }
}
