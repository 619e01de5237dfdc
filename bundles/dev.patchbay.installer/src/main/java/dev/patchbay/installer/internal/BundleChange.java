package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which what runs is changed: resolve beside the framework, put, start, wait for the promised providers, and only
 * then the record. Until the record is durable a crash leaves nothing; after it, everything. Where a step fails, what was there
 * is put back. Used under the installer's lock.
 */
final class BundleChange {
    private static final Logger LOG = LoggerFactory.getLogger(BundleChange.class);

    private final LiveBundles live;
    private final Resolution resolution;
    private final ProviderWatch watch;
    private final RecordedBundles recorded;

    BundleChange(LiveBundles live, Resolution resolution, ProviderWatch watch, RecordedBundles recorded) {
        this.live = live;
        this.resolution = resolution;
        this.watch = watch;
        this.recorded = recorded;
    }

    /**
     * What is to happen.
     *
     * @param put what comes, or comes in place of one of the same name
     * @param replaced the records of those that are replaced, with their jars
     * @param removed the records of those that go, with their jars
     */
    record Plan(List<Candidate> put, Collection<BundleRow> replaced, Collection<BundleRow> removed) {
        Plan {
            put = List.copyOf(put);
            replaced = List.copyOf(replaced);
            removed = List.copyOf(removed);
        }
    }

    /** Throws with every reason why these do not resolve beside what runs. */
    void requireResolution(Collection<CheckedBundle> bundles) {
        refuse(resolution.reasons(bundles));
    }

    /** What is asked while something is there only for it. */
    @FunctionalInterface
    interface Question {
        void ask() throws IOException;
    }

    /** Asks while these libraries, which nobody has yet, are there; afterwards they are gone without a trace. */
    void beside(List<Candidate> libraries, Question question) throws IOException {
        List<CheckedBundle> placed = new ArrayList<>();
        try {
            for (Candidate library : libraries) {
                placed.add(library.bundle());
                refuse(live.place(library.bundle(), library.upload().bytes()));
            }
            question.ask();
        } finally {
            placed.forEach(library -> live.removeLibrary(library.symbolicName(), library.version()));
        }
    }

    /**
     * Makes the change.
     *
     * @param record writes down what was done
     */
    void make(Plan plan, Runnable record) {
        requireResolution(plan.put().stream().map(Candidate::bundle).toList());
        List<Candidate> placed = new ArrayList<>();
        orBack(() -> {
            for (Candidate candidate : plan.put()) {
                placed.add(candidate);
                refuse(live.place(candidate.bundle(), candidate.upload().bytes()));
            }
            plan.removed().forEach(row -> live.remove(row.symbolicName()));
            placed.forEach(candidate -> refuse(live.start(candidate.bundle())));
            placed.stream().filter(candidate -> !candidate.bundle().library())
                    .forEach(candidate -> refuse(watch.await(candidate.bundle())));
            record.run();
        }, () -> putBack(placed, plan));
        plan.put().forEach(candidate -> recorded.clear(candidate.bundle().symbolicName()));
        plan.removed().forEach(row -> recorded.clear(row.symbolicName()));
    }

    private void putBack(List<Candidate> placed, Plan plan) {
        Map<String, BundleRow> former = new HashMap<>();
        plan.replaced().forEach(row -> former.put(row.symbolicName(), row));
        for (int i = placed.size() - 1; i >= 0; i--) {
            CheckedBundle bundle = placed.get(i).bundle();
            BundleRow row = former.get(bundle.symbolicName());
            if (bundle.library()) {
                live.removeLibrary(bundle.symbolicName(), bundle.version());
            } else if (row == null) {
                live.remove(bundle.symbolicName());
            } else {
                recorded.putBack(row);
            }
        }
        plan.removed().forEach(recorded::putBack);
    }

    /** Makes a change; where it fails, everything is put back as it was before the failure is passed on. */
    static void orBack(Runnable change, Runnable back) {
        try {
            change.run();
        } catch (RuntimeException e) {
            try {
                back.run();
            } catch (RuntimeException again) {
                LOG.error("what was there before a failed change could not be put back; a restart does", again);
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    static void refuse(List<FieldError> reasons) {
        if (!reasons.isEmpty()) {
            throw Faults.refusal(reasons);
        }
    }
}
