package dev.patchbay.installer.internal;

import dev.patchbay.host.access.AuditTrail;
import dev.patchbay.host.connections.ProviderCatalog;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The parts of a running installer, put together once. */
final class InstallerParts {
    private final Surroundings around;
    private final LiveBundles live;
    private final BundleRecords records;
    private final FeatureRecords features;
    private final ProviderWatch watch;
    private final Trust trust;
    private final Examiner examiner;
    private final RecordedBundles recorded;
    private final BundleChange change;
    private final IntegrationsFolder integrations;
    private final Sources sources;
    private final Turn turn;
    private final BundleViews views;

    /**
     * What an installer stands on.
     *
     * @param home the program's folder
     * @param data the data folder
     * @param providersWithin how long promised providers may take
     * @param patience how long a change waits for the one before it
     */
    record Surroundings(
            BundleContext framework,
            Store store,
            Vault vault,
            AuditTrail audit,
            ProviderCatalog catalog,
            ProviderUpdates updates,
            Egress egress,
            InstallSettings settings,
            Path home,
            Path data,
            Clock clock,
            Duration providersWithin,
            Duration patience) {}

    InstallerParts(Surroundings around) {
        this.around = around;
        Path program = around.home().resolve("repository");
        Path folder = around.home().resolve("integrations");
        live = new LiveBundles(around.framework());
        records = new BundleRecords(around.store(), around.vault(), around.audit(), around.clock());
        features = new FeatureRecords(around.store(), around.vault(), around.audit(), around.clock());
        watch = new ProviderWatch(around.catalog(), around.providersWithin());
        trust = new Trust(around.settings());
        examiner = new Examiner(new UploadCheck(live, temporary()), trust, records, around.clock());
        recorded = new RecordedBundles(live, records, watch, examiner, temporary());
        Resolution resolution = new Resolution(around.framework(), new Suppliers(around.framework(), List.of(folder, program)));
        change = new BundleChange(live, resolution, watch, recorded);
        integrations = new IntegrationsFolder(folder);
        sources = new Sources(integrations, new Repositories(around.settings().repositories(), around.settings().offline(),
                around.egress(), around.vault()), program, temporary());
        turn = new Turn(around.patience());
        views = new BundleViews(this);
    }

    /** Where files are on their way. */
    Path temporary() {
        return around.data().resolve("tmp");
    }

    BundleContext framework() {
        return around.framework();
    }

    LiveBundles live() {
        return live;
    }

    BundleRecords records() {
        return records;
    }

    FeatureRecords features() {
        return features;
    }

    ProviderWatch watch() {
        return watch;
    }

    Trust trust() {
        return trust;
    }

    Examiner examiner() {
        return examiner;
    }

    RecordedBundles recorded() {
        return recorded;
    }

    BundleChange change() {
        return change;
    }

    Rehearsal rehearsal() {
        return new Rehearsal(live);
    }

    IntegrationsFolder integrations() {
        return integrations;
    }

    Sources sources() {
        return sources;
    }

    Turn turn() {
        return turn;
    }

    BundleViews views() {
        return views;
    }

    /** The host's part of updates. */
    ProviderUpdates updates() {
        return around.updates();
    }

    /** Puts every record into a fresh framework, and removes what a killed process left. */
    void startRecorded(RunningFeatures runningFeatures) {
        Upload.sweep(temporary());
        runningFeatures.startRecorded();
        recorded.startAll();
    }
}
