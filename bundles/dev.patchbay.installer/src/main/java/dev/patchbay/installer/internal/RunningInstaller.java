package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.RecordedBundles.sentence;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, updates and uninstalls, one change at a time: check, put into the framework, wait for the promised providers, and
 * only then the record. Until the record is durable a crash leaves nothing; after it, everything.
 */
final class RunningInstaller implements Installer {
    private static final Logger LOG = LoggerFactory.getLogger(RunningInstaller.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final LiveBundles live;
    private final BundleRecords records;
    private final ProviderWatch watch;
    private final UploadCheck check;
    private final RecordedBundles recorded;
    private final Path temporary;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * @param temporary the folder for uploads on their way
     * @param patience how long a change waits for the one before it
     */
    RunningInstaller(LiveBundles live, BundleRecords records, ProviderWatch watch, Path temporary, Duration patience) {
        this.live = live;
        this.records = records;
        this.watch = watch;
        this.temporary = temporary;
        this.patience = patience;
        this.check = new UploadCheck(live, temporary);
        this.recorded = new RecordedBundles(live, records, watch, check, temporary);
    }

    /** Puts every recorded bundle into a fresh framework, and removes what a killed process left. */
    void startRecorded() {
        Upload.sweep(temporary);
        recorded.startAll();
    }

    @Override
    public List<InstalledBundle> list(Caller caller) {
        require(caller);
        List<InstalledBundle> all = new ArrayList<>();
        live.startSetWithProviders().forEach(bundle -> all.add(ofStartSet(bundle)));
        records.list().forEach(row -> all.add(installed(row)));
        all.sort(Comparator.comparing(InstalledBundle::symbolicName));
        return all;
    }

    @Override
    public InstalledBundle get(Caller caller, String symbolicName) {
        require(caller);
        return records.find(symbolicName).map(this::installed)
                .or(() -> live.findInStartSet(symbolicName).map(this::ofStartSet))
                .orElseThrow(RunningInstaller::unknown);
    }

    @Override
    public InstalledBundle install(Caller caller, InputStream jar, @Nullable String sha256) {
        require(caller);
        return withUpload(jar, sha256, upload -> {
            CheckedBundle bundle = check.check(upload.file(), records.owners(), null);
            String name = bundle.symbolicName();
            if (records.find(name).isPresent()) {
                throw new ProblemException(ProblemType.CONFLICT, "The bundle " + name
                        + " is installed already. Update it with PUT, or uninstall it first.");
            }
            orBack(() -> run(caller, bundle, upload, null), () -> live.remove(name));
            return shown(name);
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>An older version is accepted, and so is one that gives up a provider, as uninstalling is: its connections stay,
     * unavailable. The audit names both.
     */
    @Override
    public InstalledBundle update(Caller caller, String symbolicName, InputStream jar, @Nullable String sha256) {
        require(caller);
        if (records.find(symbolicName).isEmpty()) {
            throw notInstalled(symbolicName);
        }
        return withUpload(jar, sha256, upload -> {
            BundleRow former = installedRow(symbolicName);
            CheckedBundle bundle = check.check(upload.file(), records.owners(), symbolicName);
            boolean runs = live.isRunning(symbolicName) && recorded.problem(symbolicName).isEmpty();
            if (runs && former.digest().equals(upload.digest())) {
                return installed(former);
            }
            refuse(live.rehearse(bundle));
            orBack(() -> run(caller, bundle, upload, former), () -> recorded.putBack(former));
            return shown(symbolicName);
        });
    }

    private void run(Caller caller, CheckedBundle bundle, Upload upload, @Nullable BundleRow former) {
        byte[] content = upload.bytes();
        refuse(live.put(bundle, content));
        refuse(watch.await(bundle));
        records.put(caller, bundle, upload.digest(), content, former);
    }

    @Override
    public void uninstall(Caller caller, String symbolicName) {
        require(caller);
        inTurn(() -> {
            BundleRow row = installedRow(symbolicName);
            orBack(() -> {
                live.remove(symbolicName);
                records.delete(caller, row);
            }, () -> recorded.putBack(row));
            recorded.clear(symbolicName);
            return row;
        });
    }

    /** Makes a change; where it fails, everything is put back as it was before the failure is passed on. */
    private static void orBack(Runnable change, Runnable back) {
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

    private static void refuse(List<FieldError> reasons) {
        if (!reasons.isEmpty()) {
            throw Faults.refusal(reasons);
        }
    }

    private InstalledBundle shown(String symbolicName) {
        recorded.clear(symbolicName);
        return installed(records.find(symbolicName).orElseThrow(RunningInstaller::unknown));
    }

    private BundleRow installedRow(String symbolicName) {
        return records.findWhole(symbolicName).orElseThrow(() -> notInstalled(symbolicName));
    }

    private ProblemException notInstalled(String symbolicName) {
        return live.findInStartSet(symbolicName).isPresent()
                ? new ProblemException(ProblemType.CONFLICT, "This bundle is part of the host itself; upgrade the host instead.")
                : unknown();
    }

    private InstalledBundle installed(BundleRow row) {
        String state = live.find(row.symbolicName()).map(LiveBundles::state).orElse("MISSING");
        List<String> providers = row.providers().isEmpty() ? List.of() : List.of(row.providers().split(" "));
        return new InstalledBundle(row.symbolicName(), row.version(), state, providers, "sha256:" + row.digest(), "open",
                "installed", recorded.problem(row.symbolicName()).orElse(null));
    }

    private InstalledBundle ofStartSet(Bundle bundle) {
        List<FieldError> refused = watch.refusals(bundle.getSymbolicName());
        return new InstalledBundle(bundle.getSymbolicName(), bundle.getVersion().toString(), LiveBundles.state(bundle),
                LiveBundles.promised(bundle), "", "built-in", "start-set", refused.isEmpty() ? null : sentence(refused));
    }

    private static void require(Caller caller) {
        if (!caller.has(Scope.BUNDLES_INSTALL) || caller.account() != null) {
            throw new ProblemException(ProblemType.FORBIDDEN,
                    "This needs a key with the scope bundles:install that is not bound to one account.");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such bundle.");
    }

    /** A change of the installed bundles. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    /** A change that an upload brings. */
    @FunctionalInterface
    private interface UploadChange {
        InstalledBundle make(Upload upload) throws IOException;
    }

    private InstalledBundle withUpload(InputStream jar, @Nullable String sha256, UploadChange change) {
        try (Upload upload = Upload.receive(jar, temporary, sha256)) {
            return inTurn(() -> change.make(upload));
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED, "The upload could not be read to its end.", List.of(), null, e);
        } catch (UncheckedIOException e) {
            LOG.error("the data folder cannot hold an upload", e);
            throw new ProblemException(ProblemType.NOT_READY, "The host cannot write to its data folder.", List.of(), LATER, e);
        }
    }

    private <T> T inTurn(Change<T> change) {
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.retryLater(ProblemType.NOT_READY, "Another bundle is being installed.", LATER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The host is stopping.", LATER);
        }
        try {
            return change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }
}
