package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ProviderUpdates.Example;
import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import dev.patchbay.host.connections.ProviderUpdates.Unfit;
import dev.patchbay.host.install.AvailableApp;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.host.install.InstallSource;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.InstalledBundle.Rollback;
import dev.patchbay.host.install.InstalledBundle.WiderGrant;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Installs nothing, and says how many bytes it got, or from where. */
final class FakeInstaller implements Installer {
    private static final InstalledBundle FTP = new InstalledBundle("dev.patchbay.app.ftp", "0.1.0", "ACTIVE", List.of("ftp"),
            "sha256:00", "open", null, "installed", null, List.of(), null, List.of());
    private static final InstalledBundle UPDATED = new InstalledBundle("dev.patchbay.app.ftp", "0.2.0", "ACTIVE", List.of("ftp"),
            "sha256:01", "signed", "sha256:02", "installed", null, List.of("g:a"),
            new Rollback("0.1.0", Instant.parse("2030-01-31T00:00:00Z")),
            List.of(new WiderGrant("ftp", List.of("b.example"), List.of(), List.of("write"))));

    private final FakeHost host;

    FakeInstaller(FakeHost host) {
        this.host = host;
    }

    static String drain(InputStream in) {
        try {
            return in.transferTo(OutputStream.nullOutputStream()) + " bytes";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String from(InstallSource source) {
        return source instanceof Content content ? drain(content.bytes()) : source.toString();
    }

    @Override
    public List<InstalledBundle> list(Caller caller) {
        return List.of(FTP);
    }

    @Override
    public InstalledBundle get(Caller caller, String symbolicName) {
        if (!symbolicName.equals(FTP.symbolicName())) {
            throw FakeHost.notFound();
        }
        return FTP;
    }

    @Override
    public InstalledBundle install(Caller caller, InstallSource source, @Nullable String sha256) {
        host.note("install " + from(source) + " " + sha256);
        return FTP;
    }

    @Override
    public UpdateForecast forecast(Caller caller, String symbolicName, InstallSource source, @Nullable String sha256) {
        host.note("forecast " + symbolicName + " " + from(source));
        return new UpdateForecast(symbolicName, "0.1.0", "0.2.0", List.of(symbolicName), List.of("sftp"), List.of(), List.of(
                new Forecast("ftp", 1, 2, 3, List.of("user"), 1, List.of(new Unfit("con_1", "acme", "One", List.of(
                        new FieldError("values.user", "required", "Enter it.")))), new Example("con_2", "Two", Map.of("a", "x"),
                        Map.of("b", "x")), List.of("b.example"), List.of(), List.of(), List.of())));
    }

    @Override
    public InstalledBundle update(
            Caller caller, String symbolicName, InstallSource source, @Nullable String sha256, boolean approve) {
        host.note("update " + symbolicName + " " + from(source) + " " + approve);
        return UPDATED;
    }

    @Override
    public InstalledBundle rollback(Caller caller, String symbolicName) {
        host.note("rollback " + symbolicName);
        return FTP;
    }

    @Override
    public InstalledBundle closeRollback(Caller caller, String symbolicName) {
        host.note("close rollback " + symbolicName);
        return FTP;
    }

    @Override
    public void uninstall(Caller caller, String symbolicName) {
        host.note("uninstall " + symbolicName);
    }

    @Override
    public List<AvailableApp> available(Caller caller, @Nullable String words, @Nullable String category) {
        host.note("available " + words + " " + category);
        return List.of(new AvailableApp("ftp", "FTP", "Files", "files", "dev.patchbay.app.ftp", "0.1.0"));
    }

    @Override
    public InstallPolicy policy() {
        return new InstallPolicy("open", true, "Anything.");
    }
}
