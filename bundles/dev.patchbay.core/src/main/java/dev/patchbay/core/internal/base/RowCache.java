package dev.patchbay.core.internal.base;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key, within a limit of weight. A hit touches no lock. A row that was read before an invalidation is never kept after
 * it: loading notes the key's stamp, and what was loaded is kept only where the stamp is still the same. Over the limit, rows
 * not used since the last sweep go first. Thread-safe.
 */
public final class RowCache<V> {
    private static final int STAMPS = 1_024;

    private static final class Entry<V> {
        final V value;
        final int weight;
        volatile boolean used;

        Entry(V value, int weight) {
            this.value = value;
            this.weight = weight;
        }
    }

    private final ConcurrentHashMap<String, Entry<V>> map = new ConcurrentHashMap<>();
    private final AtomicLongArray stamps = new AtomicLongArray(STAMPS);
    private final AtomicLong weight = new AtomicLong();
    private final ReentrantLock sweeping = new ReentrantLock();
    private final long limit;
    private final ToIntFunction<V> weigher;

    public RowCache(long limit, ToIntFunction<V> weigher) {
        this.limit = limit;
        this.weigher = weigher;
    }

    /** The row, loaded where it is not here; what the loader does not find is not remembered. */
    public @Nullable V get(String key, Function<String, Optional<V>> loader) {
        Entry<V> entry = map.get(key);
        if (entry != null) {
            if (!entry.used) {
                entry.used = true;
            }
            return entry.value;
        }
        long stamp = stamps.get(slot(key));
        V loaded = loader.apply(key).orElse(null);
        if (loaded != null) {
            keep(key, loaded, stamp);
        }
        return loaded;
    }

    private void keep(String key, V value, long stamp) {
        Entry<V> entry = new Entry<>(value, weigher.applyAsInt(value));
        map.compute(key, (k, former) -> {
            if (former != null || stamps.get(slot(k)) != stamp) {
                return former;
            }
            weight.addAndGet(entry.weight);
            return entry;
        });
        if (weight.get() > limit && sweeping.tryLock()) {
            try {
                sweep();
            } finally {
                sweeping.unlock();
            }
        }
    }

    /** Forgets a row, also one that is being loaded at this moment. */
    public void invalidate(String key) {
        map.compute(key, (k, former) -> {
            stamps.incrementAndGet(slot(k));
            if (former != null) {
                weight.addAndGet(-former.weight);
            }
            return null;
        });
    }

    /** Two rounds at most: the first spares what was used since the last one. */
    private void sweep() {
        long goal = limit - limit / 4;
        for (int round = 0; round < 2 && weight.get() > goal; round++) {
            Iterator<Map.Entry<String, Entry<V>>> all = map.entrySet().iterator();
            while (all.hasNext() && weight.get() > goal) {
                Map.Entry<String, Entry<V>> each = all.next();
                Entry<V> entry = each.getValue();
                if (entry.used) {
                    entry.used = false;
                } else if (map.remove(each.getKey(), entry)) {
                    weight.addAndGet(-entry.weight);
                }
            }
        }
    }

    /** The weight of what is kept. */
    long weight() {
        return weight.get();
    }

    private static int slot(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & STAMPS - 1;
    }
}
