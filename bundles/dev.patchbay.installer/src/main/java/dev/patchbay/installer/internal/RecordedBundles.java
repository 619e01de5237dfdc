package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
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
    private final UploadCheck check;
    private final Path temporary;
    /** Why a recorded bundle does not run, by symbolic name. */
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    RecordedBundles(LiveBundles live, BundleRecords records, ProviderWatch watch, UploadCheck check, Path temporary) {
        this.live = live;
        this.records = records;
        this.watch = watch;
        this.check = check;
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
        return Optional.ofNullable(problems.get(symbolicName))
                .or(() -> Optional.of(sentence(watch.refusals(symbolicName))).filter(text -> !text.isEmpty()));
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
            CheckedBundle bundle = checked(row);
            List<FieldError> reasons = live.put(bundle, row.content());
            if (!reasons.isEmpty()) {
                return failed(row, sentence(reasons));
            }
            problems.remove(row.symbolicName());
            return Optional.of(bundle);
        } catch (ProblemException e) {
            return failed(row, e.errors().isEmpty() ? e.detail() : sentence(e.errors()));
        } catch (IOException | RuntimeException e) {
            LOG.error("the installed bundle {} could not be started", row.symbolicName(), e);
            return failed(row, "It could not be started; the log says why.");
        }
    }

    private CheckedBundle checked(BundleRow row) throws IOException {
        try (Upload upload = Upload.receive(new ByteArrayInputStream(row.content()), temporary, row.digest())) {
            return check.check(upload.file(), records.owners(), row.symbolicName());
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
