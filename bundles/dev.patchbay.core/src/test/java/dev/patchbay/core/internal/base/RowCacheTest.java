package dev.patchbay.core.internal.base;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.Together;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class RowCacheTest {
    private final AtomicInteger loads = new AtomicInteger();

    private Optional<Integer> load(String key) {
        loads.incrementAndGet();
        return key.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(key));
    }

    @Test
    public void aHitLoadsNothingAndAMissIsNotRemembered() {
        RowCache<Integer> cache = new RowCache<>(100, v -> 1);
        assertEquals(Integer.valueOf(7), cache.get("7", this::load));
        assertEquals(Integer.valueOf(7), cache.get("7", this::load));
        assertEquals(1, loads.get());
        assertNull(cache.get("", this::load));
        assertNull(cache.get("", this::load));
        assertEquals(3, loads.get());
    }

    @Test
    public void whatWasLoadedBeforeAnInvalidationIsNotKeptAfterIt() {
        RowCache<Integer> cache = new RowCache<>(100, v -> 1);
        cache.get("7", key -> {
            cache.invalidate(key);
            return Optional.of(1);
        });
        assertEquals(Integer.valueOf(2), cache.get("7", key -> Optional.of(2)));
        cache.invalidate("7");
        assertEquals(Integer.valueOf(3), cache.get("7", key -> Optional.of(3)));
    }

    @Test
    public void theWeightStaysWithinItsLimitAndWhatIsUsedStays() {
        RowCache<Integer> cache = new RowCache<>(1_000, v -> 10);
        for (int i = 0; i < 10_000; i++) {
            cache.get(String.valueOf(i), this::load);
            cache.get("0", this::load);
            assertTrue(cache.weight() <= 1_010);
        }
        assertEquals(10_000, loads.get());
        for (int i = 0; i < 10_000; i++) {
            cache.invalidate(String.valueOf(i));
        }
        assertEquals(0, cache.weight());
    }

    @Test
    public void underLoadNobodySeesAnOldRowAfterItsInvalidation() throws Exception {
        RowCache<Integer> cache = new RowCache<>(100, v -> 1);
        AtomicInteger truth = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        Together.run(4, () -> {
            for (int i = 0; i < 20_000; i++) {
                if (i % 10 == 0) {
                    int next = truth.incrementAndGet();
                    cache.invalidate("k");
                    told.accumulateAndGet(next, Math::max);
                }
                int known = told.get();
                Integer seen = cache.get("k", key -> Optional.of(truth.get()));
                assertTrue(seen + " after " + known, seen >= known);
            }
            return true;
        });
    }
}
