package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderCatalog.ProviderView;
import dev.patchbay.host.connections.ProviderCatalog.Refusal;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the providers a bundle promised are there, or are known not to come. */
final class ProviderWatch {
    /** The installer itself, looking at its own work. */
    static final Caller HOST = new Caller(Caller.Kind.HOST, "host", "host", Set.of(Scope.values()), null, "");

    /** The catalogue tells nobody of changes, so it is looked at: soon, since most providers are there at once, then less often. */
    private static final long FIRST_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long RARE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ProviderCatalog catalog;
    private final Duration limit;

    ProviderWatch(ProviderCatalog catalog, Duration limit) {
        this.catalog = catalog;
        this.limit = limit;
    }

    /** What stands against the bundle; empty once every promised provider can be called. */
    List<FieldError> await(CheckedBundle bundle) {
        long end = System.nanoTime() + limit.toNanos();
        for (long pause = FIRST_LOOK_NANOS; ; pause = Math.min(2 * pause, RARE_LOOK_NANOS)) {
            List<FieldError> refused = refusals(bundle.symbolicName());
            Set<String> missing = missing(bundle);
            if (!refused.isEmpty() || missing.isEmpty()) {
                return refused;
            }
            if (System.nanoTime() - end > 0) {
                return missing.stream().sorted().map(id -> new FieldError("Provide-Capability", "not-registered",
                        "The provider " + id + " was promised but not registered within " + limit.toSeconds() + " s.")).toList();
            }
            LockSupport.parkNanos(pause);
        }
    }

    /** The reasons why providers of a bundle are refused. */
    List<FieldError> refusals(String symbolicName) {
        List<FieldError> errors = new ArrayList<>();
        for (Refusal refusal : catalog.refusals()) {
            if (refusal.bundle().equals(symbolicName)) {
                String where = refusal.providerId() == null ? "provider" : refusal.providerId();
                refusal.reasons().forEach(reason -> errors.add(new FieldError(where, "provider-refused", Texts.sentence(reason))));
            }
        }
        return errors;
    }

    private Set<String> missing(CheckedBundle bundle) {
        Set<String> missing = new HashSet<>(bundle.providers());
        missing.removeIf(id -> isHere(bundle, id));
        return missing;
    }

    private boolean isHere(CheckedBundle bundle, String id) {
        try {
            ProviderView view = catalog.get(HOST, id);
            return view.available() && view.bundle().equals(bundle.symbolicName())
                    && view.bundleVersion().equals(bundle.version());
        } catch (ProblemException e) {
            return false; // not yet, or not any more
        }
    }
}
