package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.Installer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Installs nothing, and says how many bytes it got. */
final class FakeInstaller implements Installer {
    private static final InstalledBundle FTP = new InstalledBundle(
            "dev.patchbay.app.ftp", "0.1.0", "ACTIVE", List.of("ftp"), "sha256:00", "open", "installed", null);

    private final FakeHost host;

    FakeInstaller(FakeHost host) {
        this.host = host;
    }

    private static long drain(InputStream in) {
        try {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public InstalledBundle install(Caller caller, InputStream jar, String sha256) {
        host.note("install " + drain(jar) + " bytes " + sha256);
        return FTP;
    }

    @Override
    public InstalledBundle update(Caller caller, String symbolicName, InputStream jar, String sha256) {
        host.note("update " + symbolicName + " " + drain(jar) + " bytes");
        return FTP;
    }

    @Override
    public void uninstall(Caller caller, String symbolicName) {
        host.note("uninstall " + symbolicName);
    }
}
