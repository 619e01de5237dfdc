package dev.patchbay.core.internal.tokens;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.Test;

public class BulkheadTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Bulkhead bulkhead = new Bulkhead(threads::add);
    private final List<String> done = new ArrayList<>();

    private void add(String provider, int count) {
        for (int i = 0; i < count; i++) {
            String name = provider + i;
            bulkhead.run(provider, () -> done.add(name));
        }
    }

    @Test
    public void aProviderTakesAFewThreadsAndLeavesTheOthersTheirs() {
        add("slow", 10);
        add("quick", 2);
        assertEquals(Bulkhead.AT_ONCE + 2, threads.size());
        while (!threads.isEmpty()) {
            assertTrue(threads.size() <= Bulkhead.AT_ONCE + 2);
            threads.remove().run();
        }
        assertEquals(12, done.size());
        assertTrue(done.indexOf("quick1") < done.indexOf("slow9"));
    }

    @Test
    public void aWorkThatFailsGivesItsPlaceOn() {
        bulkhead.run("p", () -> {
            throw new IllegalStateException("on purpose");
        });
        add("p", 8);
        int failed = 0;
        while (!threads.isEmpty()) {
            try {
                threads.remove().run();
            } catch (IllegalStateException e) {
                failed++;
            }
        }
        assertEquals(1, failed);
        assertEquals(8, done.size());
    }
}
