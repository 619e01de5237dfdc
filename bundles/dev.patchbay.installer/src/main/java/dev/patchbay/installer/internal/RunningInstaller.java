package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Installs, updates, rolls back and uninstalls bundles, one change at a time; see {@link BundleChange}. */
final class RunningInstaller implements Installer {
    private final InstallerParts parts;
    private final BundleRecords records;
    private final BundleViews views;

    RunningInstaller(InstallerParts parts) {
        this.parts = parts;
        this.records = parts.records();
        this.views = parts.views();
    }

    @Override
    public List<InstalledBundle> list(Caller caller) {
        Callers.requireInstall(caller);
        return views.list();
    }

    @Override
    public InstalledBundle get(Caller caller, String symbolicName) {
        Callers.requireInstall(caller);
        return views.find(symbolicName).orElseThrow(RunningInstaller::unknown);
    }

    @Override
    public InstalledBundle install(Caller caller, InstallSource source, @Nullable String sha256) {
        return with(caller, source, sha256, arrival -> {
            Candidate candidate = parts.examiner().examine(arrival, null, false);
            String name = candidate.bundle().symbolicName();
            if (records.find(name).isPresent()) {
                throw new ProblemException(ProblemType.CONFLICT, "The bundle " + name
                        + " is installed already. Update it with PUT, or uninstall it first.");
            }
            put(caller, candidate, null);
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
    public InstalledBundle update(
            Caller caller, String symbolicName, InstallSource source, @Nullable String sha256, boolean approve) {
        return withUpdate(caller, symbolicName, source, sha256, (former, candidate) -> {
            boolean runs = parts.live().isRunning(symbolicName) && parts.recorded().problem(symbolicName).isEmpty();
            if (!runs || !former.digest().equals(candidate.upload().digest())) {
                put(caller, candidate, former);
            }
            if (approve) {
                candidate.bundle().providers().forEach(id -> updates().approveGrants(caller, id));
            }
            return shown(symbolicName);
        });
    }

    @Override
    public UpdateForecast forecast(Caller caller, String symbolicName, InstallSource source, @Nullable String sha256) {
        return withUpdate(caller, symbolicName, source, sha256, (former, candidate) -> {
            parts.change().requireResolution(List.of(candidate.bundle()));
            return new Forecasts(parts).update(former, candidate);
        });
    }

    private void put(Caller caller, Candidate candidate, @Nullable BundleRow former) {
        List<BundleRow> replaced = former == null ? List.of() : List.of(former);
        parts.change().make(new BundleChange.Plan(List.of(candidate), replaced, List.of()), () -> {
            RecordChange change = records.change();
            records.put(change, caller, candidate, former);
            change.commit();
        });
    }

    @Override
    public InstalledBundle rollback(Caller caller, String symbolicName) {
        Callers.requireInstall(caller);
        return parts.turn().take(() -> {
            BundleRow present = installedRow(symbolicName);
            FormerBundleRow kept = kept(symbolicName);
            BundleRow row = kept.bundle();
            try (Upload upload = Upload.receive(new ByteArrayInputStream(row.content()), parts.temporary(), row.digest())) {
                Candidate candidate = parts.examiner().examineAgain(
                        upload, symbolicName, false, row.trust(), Instant.ofEpochMilli(row.installedAt()));
                parts.change().make(new BundleChange.Plan(List.of(candidate), List.of(present), List.of()), () -> {
                    candidate.bundle().providers().forEach(id -> updates().restoreFormer(caller, id));
                    RecordChange change = records.change();
                    records.rollBack(change, caller, candidate, present);
                    change.commit();
                });
            }
            return shown(symbolicName);
        });
    }

    private FormerBundleRow kept(String symbolicName) {
        FormerBundleRow kept = records.findWholeFormer(symbolicName).orElseThrow(() -> new ProblemException(
                ProblemType.CONFLICT, "No former version of this bundle is kept: its rollback was closed, or it was never updated."));
        if (!records.isOurs(kept)) {
            throw new ProblemException(ProblemType.INTEGRITY,
                    "The former version in the database was changed outside of the host: update to it by an upload instead.");
        }
        return kept;
    }

    @Override
    public InstalledBundle closeRollback(Caller caller, String symbolicName) {
        Callers.requireInstall(caller);
        return parts.turn().take(() -> {
            BundleRow present = installedRow(symbolicName);
            records.findFormer(symbolicName).ifPresent(kept -> close(caller, kept, present));
            return shown(symbolicName);
        });
    }

    private void close(Caller caller, FormerBundleRow kept, BundleRow present) {
        Set<String> providers = new TreeSet<>(BundleViews.providers(present));
        providers.addAll(BundleViews.providers(kept.bundle()));
        providers.forEach(id -> updates().closeRollback(caller, id));
        RecordChange change = records.change();
        records.closeRollback(change, caller, kept);
        change.commit();
    }

    /** Closes the rollbacks whose time is over. */
    void closeExpired() {
        for (FormerBundleRow kept : records.expired()) {
            parts.turn().take(() -> {
                close(Callers.HOST, kept, kept.bundle());
                return kept;
            });
        }
    }

    @Override
    public void uninstall(Caller caller, String symbolicName) {
        Callers.requireInstall(caller);
        parts.turn().take(() -> {
            BundleRow row = installedRow(symbolicName);
            List<String> features = parts.features().featuresOf(symbolicName);
            if (!features.isEmpty()) {
                throw new ProblemException(ProblemType.CONFLICT,
                        "The bundle came with the feature " + String.join(", ", features) + ": uninstall that.");
            }
            parts.change().make(new BundleChange.Plan(List.of(), List.of(), List.of(row)), () -> {
                RecordChange change = records.change();
                records.delete(change, caller, row);
                change.commit();
            });
            return row;
        });
    }

    @Override
    public List<AvailableApp> available(Caller caller, @Nullable String words, @Nullable String category) {
        Callers.requireInstall(caller);
        return views.available(words, category);
    }

    @Override
    public InstallPolicy policy() {
        return parts.trust().policy();
    }

    private InstalledBundle shown(String symbolicName) {
        return views.find(symbolicName).orElseThrow(RunningInstaller::unknown);
    }

    private BundleRow installedRow(String symbolicName) {
        return records.findWhole(symbolicName).orElseThrow(() -> notInstalled(symbolicName));
    }

    private ProblemException notInstalled(String symbolicName) {
        return parts.live().findInStartSet(symbolicName).isPresent()
                ? new ProblemException(ProblemType.CONFLICT, "This bundle is part of the host itself; upgrade the host instead.")
                : unknown();
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such bundle.");
    }

    private ProviderUpdates updates() {
        return parts.updates();
    }

    /** What is done with a bundle that arrived. */
    @FunctionalInterface
    private interface Use<T> {
        T with(Arrival arrival) throws IOException;
    }

    /** What is done with another version of an installed bundle. */
    @FunctionalInterface
    private interface UpdateUse<T> {
        T with(BundleRow former, Candidate candidate) throws IOException;
    }

    private <T> T with(Caller caller, InstallSource source, @Nullable String sha256, Use<T> use) {
        Callers.requireInstall(caller);
        return parts.turn().reading(() -> {
            try (Arrival arrival = parts.sources().bundle(source, sha256)) {
                return parts.turn().take(() -> use.with(arrival));
            }
        });
    }

    private <T> T withUpdate(
            Caller caller, String symbolicName, InstallSource source, @Nullable String sha256, UpdateUse<T> use) {
        Callers.requireInstall(caller);
        if (records.find(symbolicName).isEmpty()) {
            throw notInstalled(symbolicName);
        }
        return with(caller, source, sha256, arrival -> {
            BundleRow former = installedRow(symbolicName);
            return use.with(former, parts.examiner().examine(arrival, symbolicName, false));
        });
    }
}
