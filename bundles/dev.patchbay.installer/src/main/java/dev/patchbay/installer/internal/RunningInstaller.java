package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration TURN = Duration.ofSeconds(30);

    private final LiveBundles live;
    private final BundleRecords records;
    private final ProviderWatch watch;
    private final UploadCheck check;
    private final Path temporary;
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Why a recorded bundle does not run, by symbolic name. */
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    RunningInstaller(LiveBundles live, BundleRecords records, ProviderWatch watch, Path temporary) {
        this.live = live;
        this.records = records;
        this.watch = watch;
        this.check = new UploadCheck(live);
        this.temporary = temporary;
    }

    /** Puts every recorded bundle back into a fresh framework. One that cannot run is listed with its reason. */
    void startRecorded() {
        List<CheckedBundle> started = new ArrayList<>();
        for (BundleRow row : records.list()) {
            String problem = startRecorded(row, started);
            if (!problem.isEmpty()) {
                problems.put(row.symbolicName(), problem);
                LOG.warn("the installed bundle {} {} is not started: {}", row.symbolicName(), row.version(), problem);
            }
        }
        for (CheckedBundle bundle : started) {
            List<FieldError> reasons = watch.await(bundle);
            if (!reasons.isEmpty()) {
                problems.put(bundle.symbolicName(), sentence(reasons));
                LOG.warn("the installed bundle {} gives no provider: {}", bundle.symbolicName(), sentence(reasons));
            }
        }
    }

    private String startRecorded(BundleRow row, List<CheckedBundle> started) {
        String distrust = records.whyNotTrusted(row);
        if (!distrust.isEmpty()) {
            return distrust;
        }
        try (Upload upload = Upload.receive(new ByteArrayInputStream(row.content()), temporary, row.digest())) {
            CheckedBundle bundle = check.check(upload.file(), records.owners(), row.symbolicName());
            List<FieldError> reasons = live.install(row.symbolicName(), row.content());
            if (reasons.isEmpty()) {
                started.add(bundle);
            }
            return sentence(reasons);
        } catch (ProblemException e) {
            return sentence(e.errors());
        } catch (IOException e) {
            return "Its bytes cannot be written to the data folder.";
        }
    }

    private static String sentence(List<FieldError> reasons) {
        return String.join(" ", reasons.stream().map(e -> e.field() + ": " + e.message()).toList());
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
        try (Upload upload = Upload.receive(jar, temporary, sha256)) {
            return inTurn(() -> {
                CheckedBundle bundle = check.check(upload.file(), records.owners(), null);
                if (records.find(bundle.symbolicName()).isPresent()) {
                    throw new ProblemException(ProblemType.CONFLICT, "The bundle " + bundle.symbolicName()
                            + " is installed already. Update it with PUT, or uninstall it first.");
                }
                byte[] content = upload.bytes();
                refuse(live.install(bundle.symbolicName(), content));
                settleOr(bundle, () -> live.remove(bundle.symbolicName()));
                committedOr(() -> records.put(caller, "bundle.install", bundle, upload.digest(), content),
                        () -> live.remove(bundle.symbolicName()));
                return shown(bundle.symbolicName());
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public InstalledBundle update(Caller caller, String symbolicName, InputStream jar, @Nullable String sha256) {
        require(caller);
        try (Upload upload = Upload.receive(jar, temporary, sha256)) {
            return inTurn(() -> {
                BundleRow former = installedRow(symbolicName);
                CheckedBundle bundle = check.check(upload.file(), records.owners(), symbolicName);
                if (former.digest().equals(upload.digest()) && !problems.containsKey(symbolicName)) {
                    return shown(symbolicName);
                }
                byte[] content = upload.bytes();
                Runnable back = () -> putBack(former);
                List<FieldError> reasons = live.find(symbolicName).isPresent()
                        ? live.replace(symbolicName, content) : live.install(symbolicName, content);
                if (!reasons.isEmpty()) {
                    back.run();
                }
                refuse(reasons);
                settleOr(bundle, back);
                committedOr(() -> records.put(caller, "bundle.update", bundle, upload.digest(), content), back);
                return shown(symbolicName);
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void uninstall(Caller caller, String symbolicName) {
        require(caller);
        inTurn(() -> {
            BundleRow row = installedRow(symbolicName);
            records.delete(caller, row);
            problems.remove(symbolicName);
            live.remove(symbolicName);
            return row;
        });
    }

    /** The former bundle runs again; whether it does is then its own story, told by {@link #list}. */
    private void putBack(BundleRow former) {
        boolean there = live.find(former.symbolicName()).isPresent();
        List<FieldError> reasons = there
                ? live.replace(former.symbolicName(), former.content()) : live.install(former.symbolicName(), former.content());
        if (!reasons.isEmpty()) {
            problems.put(former.symbolicName(), sentence(reasons));
            LOG.warn("the former {} does not run again: {}", former.symbolicName(), sentence(reasons));
        }
    }

    private void settleOr(CheckedBundle bundle, Runnable takeBack) {
        List<FieldError> reasons = watch.await(bundle);
        if (!reasons.isEmpty()) {
            takeBack.run();
        }
        refuse(reasons);
    }

    private static void committedOr(Runnable commit, Runnable takeBack) {
        try {
            commit.run();
        } catch (RuntimeException e) {
            takeBack.run();
            throw e;
        }
    }

    private static void refuse(List<FieldError> reasons) {
        if (!reasons.isEmpty()) {
            throw Faults.refusal(reasons);
        }
    }

    private InstalledBundle shown(String symbolicName) {
        problems.remove(symbolicName);
        return installed(records.find(symbolicName).orElseThrow(RunningInstaller::unknown));
    }

    private BundleRow installedRow(String symbolicName) {
        Optional<BundleRow> row = records.find(symbolicName);
        if (row.isEmpty() && live.findInStartSet(symbolicName).isPresent()) {
            throw new ProblemException(ProblemType.CONFLICT, "This bundle is part of the host itself; upgrade the host instead.");
        }
        return row.orElseThrow(RunningInstaller::unknown);
    }

    private InstalledBundle installed(BundleRow row) {
        String state = live.find(row.symbolicName()).map(LiveBundles::state).orElse("MISSING");
        List<FieldError> refused = watch.refusals(row.symbolicName());
        String problem = problems.getOrDefault(row.symbolicName(), refused.isEmpty() ? "" : sentence(refused));
        List<String> providers = row.providers().isEmpty() ? List.of() : List.of(row.providers().split(" "));
        return new InstalledBundle(row.symbolicName(), row.version(), state, providers, "sha256:" + row.digest(), "open",
                "installed", problem.isEmpty() ? null : problem);
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

    private static ProblemException unreadable(IOException e) {
        return new ProblemException(ProblemType.MALFORMED, "The upload could not be read to its end.", List.of(), null, e);
    }

    /** A change of the installed bundles. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    private <T> T inTurn(Change<T> change) throws ProblemException {
        try {
            if (!turn.tryLock(TURN.toSeconds(), TimeUnit.SECONDS)) {
                throw ProblemException.retryLater(ProblemType.NOT_READY, "Another bundle is being installed.", TURN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The host is stopping.", TURN);
        }
        try {
            return change.make();
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            turn.unlock();
        }
    }
}
