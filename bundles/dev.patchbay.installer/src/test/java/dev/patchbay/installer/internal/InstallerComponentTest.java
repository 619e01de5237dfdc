package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.host.install.Installer;
import dev.patchbay.testsupport.Eventually;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;

/** The component around the installer. */
public class InstallerComponentTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private InstallerFixture host;

    @Before
    public void start() throws Exception {
        host = new InstallerFixture(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    @Test
    public void serviceIsThereOnceTheRecordedBundlesRunAndGoesWithTheComponent() {
        host.installer.install(ADMIN, stream(sample("1")), null);
        BundleContext context = host.framework.getBundleContext();
        InstallerComponent component =
                new InstallerComponent(
                context, Map.of(), host.store, host.vault, host.audit, host.providers, host.updates, host.egress);
        Eventually.until("the installer is a service", () -> context.getServiceReference(Installer.class) != null);
        Installer installer = context.getService(context.getServiceReference(Installer.class));
        assertEquals("ACTIVE", installer.get(ADMIN, "acme.sample").state());
        component.stop();
        assertNull(context.getServiceReference(Installer.class));
        Eventually.until("its thread has ended", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("patchbay-installer")));
    }
}
