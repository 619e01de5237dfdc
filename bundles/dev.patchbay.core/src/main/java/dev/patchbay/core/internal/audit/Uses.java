package dev.patchbay.core.internal.audit;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.host.access.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The audit of uses: a caller's first use of a subject from an address in a minute is an entry, durable before {@link #note}
 * returns; later ones in that minute count on it, in memory until {@link #flush}. Thread-safe.
 */
public final class Uses {
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final int MOST = 50_000;
    /** Where there are too many, a quarter goes at once: a sweep looks at all of them. */
    private static final int KEPT = MOST - MOST / 4;
    private static final long NEVER = -1;

    private record Key(String caller, String address, String subject, String action) {}

    /** What one caller does with one subject. All but the fast path is done under its own lock. */
    private static final class Use {
        final LongAdder later = new LongAdder();
        volatile long minute = NEVER;
        long seq;
        long counted;
        boolean retired;

        /** What was not counted yet, by the entry it belongs to. */
        void drainTo(Map<Long, Long> bySeq) {
            long fresh = later.sum() - counted;
            if (fresh > 0) {
                counted += fresh;
                bySeq.merge(seq, fresh, Long::sum);
            }
        }
    }

    private final Database database;
    private final AuditChain chain;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Use> uses = new ConcurrentHashMap<>();
    /** Counts on their way to the database; what could not be written stays for the next time. */
    private final Map<Long, Long> unsent = new HashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    public Uses(Database database, AuditChain chain, Clock clock) {
        this.database = database;
        this.chain = chain;
        this.clock = clock;
    }

    /** Notes a use; throws, and so ends the call, where the entry cannot be made durable. */
    public void note(Caller caller, String action, String subject, @Nullable String account, Map<String, String> detail) {
        long minute = clock.millis() / MINUTE;
        Key key = new Key(caller.id(), caller.address(), subject, action);
        Use use = uses.get(key);
        if (use != null && use.minute == minute) {
            use.later.increment();
            return;
        }
        boolean counted = false;
        while (!counted) {
            counted = noteFirst(uses.computeIfAbsent(key, k -> new Use()), minute, caller, key, account, detail);
        }
        if (uses.size() > MOST && sweeping.compareAndSet(false, true)) {
            try {
                flush(KEPT);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private boolean noteFirst(
            Use use, long minute, Caller caller, Key key, @Nullable String account, Map<String, String> detail) {
        synchronized (use) {
            if (use.retired) {
                return false;
            }
            if (use.minute == minute) {
                use.later.increment();
                return true;
            }
            drain(use);
            use.seq = database.write(w -> chain.append(w, caller, key.action(), key.subject(), account, detail));
            use.minute = minute;
            return true;
        }
    }

    /** Writes the counters and forgets who was not here in this minute. */
    public void flush() {
        flush(MOST);
    }

    private void flush(int most) {
        long minute = clock.millis() / MINUTE;
        for (Map.Entry<Key, Use> each : uses.entrySet()) {
            Use use = each.getValue();
            synchronized (use) {
                drain(use);
                if (use.minute < minute - 1 || uses.size() > most) {
                    use.retired = true;
                    uses.remove(each.getKey(), use);
                }
            }
        }
        send();
    }

    private void drain(Use use) {
        synchronized (unsent) {
            use.drainTo(unsent);
        }
    }

    private synchronized void send() {
        Map<Long, Long> now;
        synchronized (unsent) {
            now = Map.copyOf(unsent);
        }
        if (now.isEmpty()) {
            return;
        }
        database.write(w -> {
            w.countAudit(now);
            return true;
        });
        synchronized (unsent) {
            now.forEach((seq, count) -> unsent.computeIfPresent(seq, (s, all) -> all.equals(count) ? null : all - count));
        }
    }
}
