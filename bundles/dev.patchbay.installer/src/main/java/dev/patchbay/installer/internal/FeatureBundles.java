package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.Rows.BundleRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The bundles that a feature names, brought here and examined, with every reason against any of them at once. Used by one thread. */
final class FeatureBundles implements AutoCloseable {
    private final Map<String, Arrival> arrivals;
    private final List<Arrival> ours;
    private final InstallerParts parts;

    private FeatureBundles(Map<String, Arrival> arrivals, List<Arrival> ours, InstallerParts parts) {
        this.arrivals = arrivals;
        this.ours = ours;
        this.parts = parts;
    }

    /**
     * Brings each: out of the archive, from the program's folders, or from a repository.
     *
     * @param shipped whether the archive comes from the program's own folder
     */
    static FeatureBundles collect(FeatureContent content, boolean shipped, InstallerParts parts) throws IOException {
        Map<String, Arrival> arrivals = new LinkedHashMap<>();
        List<Arrival> ours = new ArrayList<>();
        Faults faults = new Faults();
        try {
            for (FeatureFile.BundleEntry entry : content.file().bundles()) {
                String name = entry.coordinates().toString();
                try {
                    arrivals.put(name, arrival(name, entry, content, shipped, ours, parts));
                } catch (ProblemException e) {
                    e.errors().forEach(error -> faults.add(error.field(), error.code(), error.message()));
                    if (e.errors().isEmpty()) {
                        throw e;
                    }
                }
            }
            faults.refuseIfAny();
            return new FeatureBundles(arrivals, ours, parts);
        } catch (IOException | RuntimeException e) {
            ours.forEach(Arrival::close);
            throw e;
        }
    }

    private static Arrival arrival(String name, FeatureFile.BundleEntry entry, FeatureContent content, boolean shipped,
            List<Arrival> ours, InstallerParts parts) throws IOException {
        Optional<Upload> along = content.find(entry);
        if (along.isPresent()) {
            requireDigest(name, along.get(), entry);
            return new Arrival(along.get(), shipped, name);
        }
        Arrival arrival = parts.sources().ofFeature(entry.coordinates(), entry.sha256());
        ours.add(arrival);
        return arrival;
    }

    private static void requireDigest(String name, Upload jar, FeatureFile.BundleEntry entry) {
        if (entry.sha256() != null && !entry.sha256().equalsIgnoreCase(jar.digest())) {
            throw Faults.refusal(name, "digest", "The jar in the archive has the SHA-256 " + jar.digest() + ", not the one given for it.");
        }
    }

    /** Every bundle but those that the host itself has in the very version. */
    List<Candidate> examine(FeatureFile file) throws IOException {
        Faults faults = new Faults();
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, Arrival> arrival : arrivals.entrySet()) {
            try {
                candidates.add(parts.examiner().examine(arrival.getValue(), null, true));
            } catch (ProblemException e) {
                e.errors().forEach(error -> faults.add(arrival.getKey() + ": " + error.field(), error.code(), error.message()));
                if (e.errors().isEmpty()) {
                    throw e;
                }
            }
        }
        faults.refuseIfAny();
        candidates.removeIf(c -> c.bundle().library()
                && parts.live().isInStartSet(c.bundle().symbolicName(), c.bundle().version()));
        together(file, candidates, faults);
        faults.refuseIfAny();
        return candidates;
    }

    private void together(FeatureFile file, List<Candidate> candidates, Faults faults) {
        Set<String> names = new HashSet<>();
        Set<String> integrations = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Candidate candidate : candidates) {
            CheckedBundle bundle = candidate.bundle();
            if (!names.add(bundle.symbolicName())) {
                faults.add(bundle.symbolicName(), "feature-bundle", "Two bundles of the feature have this symbolic name.");
            }
            bundle.providers().stream().filter(id -> !ids.add(id)).forEach(id ->
                    faults.add(id, "feature-bundle", "Two bundles of the feature promise this provider."));
            if (!bundle.library()) {
                integrations.add(bundle.symbolicName());
            } else if (library(bundle).filter(row -> !row.digest().equals(candidate.upload().digest())).isPresent()) {
                faults.add(bundle.symbolicName(), "feature-bundle", "Another feature has this library in the version " + bundle.version()
                        + " with other bytes: give it another version.");
            }
        }
        if (integrations.isEmpty()) {
            faults.add("#/bundles", "feature-bundle", "None of the bundles promises a provider: a feature has at least one integration.");
        }
        file.configurations().keySet().stream().filter(pid -> FeatureConfigurations.owner(pid, integrations).isEmpty()).forEach(pid ->
                faults.add("#/configurations/" + pid, "feature-configuration", "A feature configures its own integrations only:"
                        + " the PID begins with the symbolic name of one of them."));
    }

    private Optional<BundleRow> library(CheckedBundle bundle) {
        return parts.features().libraries().stream().filter(row ->
                row.symbolicName().equals(bundle.symbolicName()) && row.version().equals(bundle.version())).findFirst();
    }

    /** Those that are not here already, as they are. */
    List<Candidate> changed(List<Candidate> candidates) {
        return candidates.stream().filter(candidate -> {
            CheckedBundle bundle = candidate.bundle();
            if (bundle.library()) {
                return library(bundle).isEmpty();
            }
            String name = bundle.symbolicName();
            boolean same = parts.records().find(name).filter(r -> r.digest().equals(candidate.upload().digest())).isPresent();
            return !same || !parts.live().isRunning(name) || parts.recorded().problem(name).isPresent();
        }).toList();
    }

    List<Member> members(List<Candidate> candidates) {
        return candidates.stream().map(candidate -> Member.of(candidate.bundle())).toList();
    }

    @Override
    public void close() {
        ours.forEach(Arrival::close);
    }
}
