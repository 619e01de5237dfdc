package dev.patchbay.installer.internal;

import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderCatalog.ProviderView;
import dev.patchbay.host.connections.ProviderCatalog.Refusal;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the providers a bundle promised are there, or are known not to come. */
final class ProviderWatch {
    /** The catalogue tells nobody of changes, so it is looked at: often at first, since most providers are there at once. */
    private static final long OFTEN_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long AT_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RARE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ProviderCatalog catalog;
    private final Duration limit;

    ProviderWatch(ProviderCatalog catalog, Duration limit) {
        this.catalog = catalog;
        this.limit = limit;
    }

    /** What stands against the bundle; empty once every promised provider can be called. */
    List<FieldError> await(CheckedBundle bundle) {
        long begin = System.nanoTime();
        Deque<String> notSeen = new ArrayDeque<>(bundle.providers());
        for (long pause = OFTEN_NANOS; ; LockSupport.parkNanos(pause)) {
            /* of a thousand that are to come each look is at the next one only: to look for one that is away asks the database */
            while (!notSeen.isEmpty() && isHere(bundle, notSeen.element())) {
                notSeen.remove();
            }
            long waited = System.nanoTime() - begin;
            boolean over = waited > limit.toNanos();
            Set<String> missing = notSeen.isEmpty() || over ? missing(bundle) : Set.of(notSeen.element());
            boolean often = waited < AT_FIRST_NANOS;
            if (missing.isEmpty() || !often) { // who is refused is a question to every bundle there is
                List<FieldError> refused = refusals(bundle.symbolicName());
                if (!refused.isEmpty() || missing.isEmpty()) {
                    return refused;
                }
            }
            if (over) {
                return missing.stream().sorted().map(id -> new FieldError("Provide-Capability", "not-registered",
                        "The provider " + id + " was promised but not registered within " + limit.toSeconds() + " s.")).toList();
            }
            pause = often ? OFTEN_NANOS : Math.min(2 * pause, RARE_LOOK_NANOS);
        }
    }

    /** The reasons why providers of a bundle are refused. */
    List<FieldError> refusals(String symbolicName) {
        return refusals().getOrDefault(symbolicName, List.of());
    }

    /** The same of every bundle that has any, by symbolic name. */
    Map<String, List<FieldError>> refusals() {
        Map<String, List<FieldError>> all = new HashMap<>();
        for (Refusal refusal : catalog.refusals()) {
            List<FieldError> errors = all.computeIfAbsent(refusal.bundle(), bundle -> new ArrayList<>());
            String where = refusal.providerId() == null ? "provider" : refusal.providerId();
            refusal.reasons().forEach(reason -> errors.add(new FieldError(where, "provider-refused", Texts.sentence(reason))));
        }
        return all;
    }

    private Set<String> missing(CheckedBundle bundle) {
        Set<String> missing = new HashSet<>(bundle.providers());
        missing.removeIf(id -> isHere(bundle, id));
        return missing;
    }

    private boolean isHere(CheckedBundle bundle, String id) {
        try {
            ProviderView view = catalog.get(Callers.HOST, id);
            return view.available() && view.bundle().equals(bundle.symbolicName())
                    && view.bundleVersion().equals(bundle.version());
        } catch (ProblemException e) {
            return false; // not yet, or not any more
        }
    }
}
