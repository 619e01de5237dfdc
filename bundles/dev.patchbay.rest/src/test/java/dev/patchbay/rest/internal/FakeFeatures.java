package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.install.FeatureForecast;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstalledFeature;
import dev.patchbay.host.install.InstalledFeature.Member;
import dev.patchbay.host.install.UpdateForecast;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Installs no feature, and says from where it would. */
final class FakeFeatures implements FeatureInstaller {
    private static final InstalledFeature CRM = new InstalledFeature("g:crm", "1.0.0", "CRM", List.of(new Member("a.b", "1.0.0", false),
            new Member("a.lib", "2.0.0", true)), "sha256:00", Instant.parse("2026-01-02T03:04:05Z"));

    private final FakeHost host;

    FakeFeatures(FakeHost host) {
        this.host = host;
    }

    @Override
    public List<InstalledFeature> list(Caller caller) {
        return List.of(CRM);
    }

    @Override
    public InstalledFeature get(Caller caller, String id) {
        if (!id.equals(CRM.id())) {
            throw FakeHost.notFound();
        }
        return CRM;
    }

    @Override
    public FeatureForecast forecast(Caller caller, InstallSource source, @Nullable String sha256) {
        host.note("forecast feature " + FakeInstaller.from(source) + " " + sha256);
        UpdateForecast update = new UpdateForecast("a.b", "1.0.0", "1.1.0", List.of("a.b"), List.of(), List.of(), List.of());
        return new FeatureForecast("g:crm", "CRM", "1.0.0", "1.1.0", List.of(update), List.of(new Member("a.lib", "2.1.0", true)),
                List.of(new Member("a.lib", "2.0.0", true)), List.of("crm"), List.of("old-crm"));
    }

    @Override
    public InstalledFeature install(Caller caller, InstallSource source, @Nullable String sha256, boolean approve) {
        host.note("install feature " + FakeInstaller.from(source) + " " + sha256 + (approve ? " approved" : ""));
        return CRM;
    }

    @Override
    public void uninstall(Caller caller, String id) {
        host.note("uninstall feature " + id);
    }
}
