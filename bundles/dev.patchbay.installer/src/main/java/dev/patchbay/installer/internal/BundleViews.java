package dev.patchbay.installer.internal;

import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.InstalledBundle.Rollback;
import dev.patchbay.host.install.InstalledBundle.WiderGrant;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.Rows.BundleRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** What is shown of bundles, installed ones and those that could be. Thread-safe. */
final class BundleViews {
    private final InstallerParts parts;

    BundleViews(InstallerParts parts) {
        this.parts = parts;
    }

    /** The ids in a record. */
    static Set<String> providers(BundleRow row) {
        return row.providers().isEmpty() ? Set.of() : Set.of(row.providers().split(" "));
    }

    List<InstalledBundle> list() {
        Map<String, List<FieldError>> refusals = parts.watch().refusals();
        List<InstalledBundle> all = new ArrayList<>();
        parts.live().startSetWithProviders().forEach(bundle -> all.add(ofStartSet(bundle, refusals)));
        parts.records().list().forEach(row -> all.add(installed(row, refusals, List.of())));
        all.sort(Comparator.comparing(InstalledBundle::symbolicName));
        return all;
    }

    /** One bundle, with what of it waits for an approval. */
    Optional<InstalledBundle> find(String symbolicName) {
        return parts.records().find(symbolicName).map(row -> installed(row, parts.watch().refusals(), waiting(row)))
                .or(() -> parts.live().findInStartSet(symbolicName)
                        .map(bundle -> ofStartSet(bundle, parts.watch().refusals())));
    }

    private InstalledBundle installed(BundleRow row, Map<String, List<FieldError>> refusals, List<WiderGrant> waiting) {
        String state = parts.live().find(row.symbolicName()).map(LiveBundles::state).orElse("MISSING");
        List<String> providers = row.providers().isEmpty() ? List.of() : List.of(row.providers().split(" "));
        Rollback rollback = parts.records().findFormer(row.symbolicName())
                .map(kept -> new Rollback(kept.bundle().version(), Instant.ofEpochMilli(kept.keptUntil()))).orElse(null);
        return new InstalledBundle(row.symbolicName(), row.version(), state, providers, "sha256:" + row.digest(), row.trust(),
                row.signer().isEmpty() ? null : "sha256:" + row.signer(), "installed",
                parts.recorded().problem(row.symbolicName(), refusals).orElse(null),
                parts.features().featuresOf(row.symbolicName()), rollback, waiting);
    }

    private InstalledBundle ofStartSet(Bundle bundle, Map<String, List<FieldError>> refusals) {
        List<FieldError> refused = refusals.getOrDefault(bundle.getSymbolicName(), List.of());
        return new InstalledBundle(bundle.getSymbolicName(), bundle.getVersion().toString(), LiveBundles.state(bundle),
                LiveBundles.promised(bundle), "", "built-in", null, "start-set",
                refused.isEmpty() ? null : RecordedBundles.sentence(refused), List.of(), null, List.of());
    }

    private List<WiderGrant> waiting(BundleRow row) {
        List<WiderGrant> waiting = new ArrayList<>();
        for (String id : providers(row)) {
            parts.updates().findApproval(id).ifPresent(wider -> waiting.add(new WiderGrant(
                    id, wider.addedHosts(), wider.addedEndpoints(), wider.addedScopes())));
        }
        waiting.sort(Comparator.comparing(WiderGrant::provider));
        return waiting;
    }

    /** Apps whose bundle lies in the program's folder and is not installed, by label. */
    List<AvailableApp> available(@Nullable String words, @Nullable String category) {
        Set<String> installed = new HashSet<>();
        parts.records().list().forEach(row -> installed.add(row.symbolicName()));
        List<String> wanted = words == null ? List.of() : List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        return parts.integrations().list().stream()
                .filter(entry -> !installed.contains(entry.symbolicName()))
                .flatMap(entry -> entry.apps().stream())
                .filter(app -> category == null || app.category().equals(category))
                .filter(app -> wanted.stream().allMatch(word -> hasWord(app, word)))
                .sorted(Comparator.comparing(AvailableApp::label, String.CASE_INSENSITIVE_ORDER).thenComparing(AvailableApp::id))
                .toList();
    }

    private static boolean hasWord(AvailableApp app, String prefix) {
        String text = String.join(" ", app.id(), app.label(), app.description()).toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(app.id()), Stream.of(text.split("[^\\p{L}\\p{N}]+"))).anyMatch(word -> word.startsWith(prefix));
    }
}
