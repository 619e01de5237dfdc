package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts recorded bundles into the framework: all at a start, one when a change of it failed. A record is believed only with its
 * code and its digest, and checked as if it had just been uploaded. Used under the installer's lock, but for {@link #problem}.
 */
final class RecordedBundles {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedBundles.class);

    private final LiveBundles live;
    private final BundleRecords records;
    private final ProviderWatch watch;
    private final Examiner examiner;
    private final Path temporary;
    /** Why a recorded bundle does not run, by symbolic name. */
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    RecordedBundles(LiveBundles live, BundleRecords records, ProviderWatch watch, Examiner examiner, Path temporary) {
        this.live = live;
        this.records = records;
        this.watch = watch;
        this.examiner = examiner;
        this.temporary = temporary;
    }

    /** Puts every record into a fresh framework. One that cannot run is kept from it, with its reason. */
    void startAll() {
        List<CheckedBundle> started = new ArrayList<>();
        records.load().forEach(row -> start(row).ifPresent(started::add));
        started.forEach(this::settle);
    }

    /** Makes the framework hold what the record says, whatever it holds now. */
    void putBack(BundleRow row) {
        start(row).ifPresent(this::settle);
    }

    /** Why a recorded bundle does not run; empty if it does. */
    Optional<String> problem(String symbolicName) {
        return problem(symbolicName, watch.refusals());
    }

    /**
     * The same where many are asked for.
     *
     * @param refusals of all bundles
     */
    Optional<String> problem(String symbolicName, Map<String, List<FieldError>> refusals) {
        return Optional.ofNullable(problems.get(symbolicName))
                .or(() -> Optional.ofNullable(refusals.get(symbolicName)).map(RecordedBundles::sentence).filter(text -> !text.isEmpty()));
    }

    /** Forgets what was wrong with a bundle that was replaced or removed. */
    void clear(String symbolicName) {
        problems.remove(symbolicName);
    }

    private Optional<CheckedBundle> start(BundleRow row) {
        try {
            String distrust = records.whyNotTrusted(row);
            if (!distrust.isEmpty()) {
                return failed(row, distrust);
            }
            CheckedBundle bundle = checked(row, false);
            List<FieldError> reasons = live.put(bundle, row.content());
            if (!reasons.isEmpty()) {
                return failed(row, sentence(reasons));
            }
            problems.remove(row.symbolicName());
            return Optional.of(bundle);
        } catch (ProblemException e) {
            return failed(row, why(e));
        } catch (IOException | RuntimeException e) {
            LOG.error("the installed bundle {} could not be started", row.symbolicName(), e);
            return failed(row, "It could not be started; the log says why.");
        }
    }

    private static String why(ProblemException e) {
        return e.errors().isEmpty() ? e.detail() : sentence(e.errors());
    }

    /** Puts the recorded libraries into a fresh framework; one that cannot be believed is left out, and its users say what they miss. */
    void placeLibraries(List<BundleRow> libraries) {
        List<CheckedBundle> placed = new ArrayList<>();
        for (BundleRow row : libraries) {
            try {
                String distrust = records.whyNotTrusted(row);
                CheckedBundle library = distrust.isEmpty() ? checked(row, true) : null;
                List<FieldError> reasons = library == null ? List.of() : live.place(library, row.content());
                if (library == null || !reasons.isEmpty()) {
                    LOG.warn("the library {} {} is not here: {}", row.symbolicName(), row.version(),
                            library == null ? distrust : sentence(reasons));
                } else {
                    placed.add(library);
                }
            } catch (ProblemException e) {
                LOG.warn("the library {} {} is not here: {}", row.symbolicName(), row.version(), why(e));
            } catch (IOException e) {
                LOG.error("the library {} {} could not be read", row.symbolicName(), row.version(), e);
            }
        }
        for (CheckedBundle library : placed) {
            List<FieldError> reasons = live.start(library);
            if (!reasons.isEmpty()) {
                LOG.warn("the library {} {} does not run: {}", library.symbolicName(), library.version(), sentence(reasons));
            }
        }
    }

    private CheckedBundle checked(BundleRow row, boolean library) throws IOException {
        try (Upload upload = Upload.receive(new ByteArrayInputStream(row.content()), temporary, row.digest())) {
            Instant accepted = Instant.ofEpochMilli(row.installedAt());
            return examiner.examineAgain(upload, row.symbolicName(), library, row.trust(), accepted).bundle();
        }
    }

    private Optional<CheckedBundle> failed(BundleRow row, String why) {
        LOG.warn("the installed bundle {} {} does not run: {}", row.symbolicName(), row.version(), why);
        problems.put(row.symbolicName(), why);
        live.remove(row.symbolicName());
        return Optional.empty();
    }

    private void settle(CheckedBundle bundle) {
        List<FieldError> reasons = watch.await(bundle);
        if (!reasons.isEmpty()) {
            LOG.warn("the installed bundle {} gives no provider: {}", bundle.symbolicName(), sentence(reasons));
            problems.put(bundle.symbolicName(), sentence(reasons));
        }
    }

    static String sentence(List<FieldError> reasons) {
        return String.join(" ", reasons.stream().map(e -> e.field() + ": " + e.message()).toList());
    }
}
