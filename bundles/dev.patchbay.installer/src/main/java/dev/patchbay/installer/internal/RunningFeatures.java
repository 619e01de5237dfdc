package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.install.FeatureForecast;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstalledFeature;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs, replaces and uninstalls features, all of their bundles or none; see {@link BundleChange}. */
final class RunningFeatures implements FeatureInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFeatures.class);

    private final InstallerParts parts;
    private final FeatureRecords records;
    private final FeatureConfigurations configurations;
    private final Forecasts forecasts;

    RunningFeatures(InstallerParts parts) {
        this.parts = parts;
        this.records = parts.features();
        this.configurations = new FeatureConfigurations(parts.framework());
        this.forecasts = new Forecasts(parts);
    }

    /** Puts libraries and configurations into a fresh framework, before the bundles that want them. */
    void startRecorded() {
        for (FeatureRow row : records.load()) {
            if (records.isOurs(row)) {
                configurations.put(FeatureFile.read(row.content()), integrations(Member.listOf(row)));
            } else {
                LOG.warn("the record of the feature {} was changed outside of the host: its configuration is not used", row.id());
            }
        }
        parts.recorded().placeLibraries(records.libraries());
    }

    @Override
    public List<InstalledFeature> list(Caller caller) {
        Callers.requireInstall(caller);
        return records.list().stream().map(RunningFeatures::view).sorted(Comparator.comparing(InstalledFeature::id)).toList();
    }

    @Override
    public InstalledFeature get(Caller caller, String id) {
        Callers.requireInstall(caller);
        return view(row(id));
    }

    @Override
    public FeatureForecast forecast(Caller caller, InstallSource source, @Nullable String sha256) {
        return with(caller, source, sha256, (content, bundles) -> forecast(content.file(), bundles));
    }

    @Override
    public InstalledFeature install(Caller caller, InstallSource source, @Nullable String sha256, boolean approve) {
        return with(caller, source, sha256, (content, bundles) -> install(caller, content, bundles, approve));
    }

    /** What is done with a feature that arrived. */
    @FunctionalInterface
    private interface Use<T> {
        T with(FeatureContent content, FeatureBundles bundles) throws IOException;
    }

    private <T> T with(Caller caller, InstallSource source, @Nullable String sha256, Use<T> use) {
        Callers.requireInstall(caller);
        return parts.turn().reading(() -> {
            try (Arrival arrival = parts.sources().feature(source, sha256);
                    FeatureContent content = FeatureContent.read(arrival.upload().file(), parts.temporary());
                    FeatureBundles bundles = FeatureBundles.collect(content, arrival.shipped(), parts)) {
                return parts.turn().take(() -> use.with(content, bundles));
            }
        });
    }

    private FeatureForecast forecast(FeatureFile file, FeatureBundles bundles) throws IOException {
        List<Candidate> all = bundles.examine(file);
        FeatureRow former = records.find(file.id()).orElse(null);
        List<Candidate> put = bundles.changed(all);
        List<Member> gone = former == null ? List.of() : unused(former, bundles.members(all));
        parts.change().requireResolution(put.stream().map(Candidate::bundle).toList());
        List<UpdateForecast> updated = new ArrayList<>();
        List<Member> added = new ArrayList<>();
        Set<String> addedProviders = new TreeSet<>();
        parts.change().beside(put.stream().filter(candidate -> candidate.bundle().library()).toList(), () -> {
            for (Candidate candidate : put) {
                CheckedBundle bundle = candidate.bundle();
                Optional<BundleRow> present = bundle.library() ? Optional.empty() : parts.records().findWhole(bundle.symbolicName());
                if (present.isPresent()) {
                    updated.add(forecasts.update(present.get(), candidate));
                    continue;
                }
                added.add(Member.of(bundle));
                if (!bundle.library()) {
                    forecasts.definitions(candidate).forEach(definition -> addedProviders.add(definition.id()));
                }
            }
        });
        Set<String> removedProviders = new TreeSet<>();
        integrationRows(gone).forEach(row -> removedProviders.addAll(BundleViews.providers(row)));
        return new FeatureForecast(file.id(), file.name(), former == null ? null : former.version(), file.version(), updated,
                views(added), views(gone), List.copyOf(addedProviders), List.copyOf(removedProviders));
    }

    private InstalledFeature install(Caller caller, FeatureContent content, FeatureBundles bundles, boolean approve) throws IOException {
        List<Candidate> all = bundles.examine(content.file());
        FeatureRow former = records.find(content.file().id()).orElse(null);
        List<Candidate> put = bundles.changed(all);
        List<Member> members = bundles.members(all);
        if (former != null && put.isEmpty() && former.digest().equals(Upload.digest(content.text()))) {
            return view(former);
        }
        List<BundleRow> replaced = new ArrayList<>();
        put.stream().filter(c -> !c.bundle().library())
                .forEach(c -> parts.records().findWhole(c.bundle().symbolicName()).ifPresent(replaced::add));
        List<Member> gone = former == null ? List.of() : unused(former, members);
        List<BundleRow> removed = integrationRows(gone);
        FeatureFile before = former == null ? null : FeatureFile.read(former.content());
        BundleChange.orBack(() -> {
            configurations.put(content.file(), integrations(members));
            parts.change().make(new BundleChange.Plan(put, replaced, removed), () -> {
                RecordChange change = parts.records().change();
                put.forEach(candidate -> record(change, caller, candidate, replaced));
                forget(change, caller, gone, removed);
                records.put(change, caller, content.file(), content.text(), Upload.digest(content.text()), members);
                change.commit();
            });
        }, () -> putBack(content.file(), former, before));
        removeLibraries(gone);
        if (before != null) {
            configurations.remove(before, content.file().configurations().keySet());
        }
        if (approve) {
            /* of what stays as it is, nobody was shown what it waits for */
            put.stream().flatMap(candidate -> candidate.bundle().providers().stream())
                    .forEach(id -> parts.updates().approveGrants(caller, id));
        }
        return view(row(content.file().id()));
    }

    private void putBack(FeatureFile failed, @Nullable FeatureRow former, @Nullable FeatureFile before) {
        configurations.remove(failed, before == null ? Set.of() : before.configurations().keySet());
        if (former != null && before != null) {
            configurations.put(before, integrations(Member.listOf(former)));
        }
    }

    private void record(RecordChange change, Caller caller, Candidate candidate, List<BundleRow> replaced) {
        String name = candidate.bundle().symbolicName();
        if (candidate.bundle().library()) {
            records.putLibrary(change, parts.records().row(caller, candidate));
        } else {
            BundleRow former = replaced.stream().filter(row -> row.symbolicName().equals(name)).findFirst().orElse(null);
            parts.records().put(change, caller, candidate, former);
        }
    }

    private void forget(RecordChange change, Caller caller, List<Member> gone, List<BundleRow> removed) {
        removed.forEach(row -> parts.records().delete(change, caller, row));
        gone.stream().filter(Member::library).forEach(library -> records.deleteLibrary(change, library));
    }

    @Override
    public void uninstall(Caller caller, String id) {
        Callers.requireInstall(caller);
        parts.turn().take(() -> {
            FeatureRow row = row(id);
            List<Member> gone = unused(row, List.of());
            List<BundleRow> removed = integrationRows(gone);
            parts.change().make(new BundleChange.Plan(List.of(), List.of(), removed), () -> {
                RecordChange change = parts.records().change();
                forget(change, caller, gone, removed);
                records.delete(change, caller, row);
                change.commit();
            });
            removeLibraries(gone);
            configurations.remove(FeatureFile.read(row.content()), Set.of());
            return row;
        });
    }

    /** What of a feature nobody has when these take its place. */
    private List<Member> unused(FeatureRow row, List<Member> next) {
        Set<String> names = new HashSet<>(integrations(next));
        return Member.listOf(row).stream()
                .filter(member -> member.library() ? !next.contains(member) && records.featuresOf(member).equals(List.of(row.id()))
                        : !names.contains(member.symbolicName())
                                && records.featuresOf(member.symbolicName()).equals(List.of(row.id())))
                .toList();
    }

    private List<BundleRow> integrationRows(List<Member> members) {
        return members.stream().filter(member -> !member.library())
                .flatMap(member -> parts.records().findWhole(member.symbolicName()).stream()).toList();
    }

    private void removeLibraries(List<Member> members) {
        members.stream().filter(Member::library)
                .forEach(library -> parts.live().removeLibrary(library.symbolicName(), library.version()));
    }

    private static List<String> integrations(List<Member> members) {
        return members.stream().filter(member -> !member.library()).map(Member::symbolicName).toList();
    }

    private FeatureRow row(String id) {
        return records.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such feature."));
    }

    private static InstalledFeature view(FeatureRow row) {
        return new InstalledFeature(row.id(), row.version(), FeatureFile.read(row.content()).name(), views(Member.listOf(row)),
                "sha256:" + row.digest(), Instant.ofEpochMilli(row.installedAt()));
    }

    private static List<InstalledFeature.Member> views(List<Member> members) {
        return members.stream().map(m -> new InstalledFeature.Member(m.symbolicName(), m.version(), m.library())).toList();
    }
}
