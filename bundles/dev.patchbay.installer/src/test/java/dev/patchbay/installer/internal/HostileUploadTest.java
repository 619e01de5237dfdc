package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.installer.fixture.HookingProvider;
import dev.patchbay.installer.fixture.SampleProvider;
import dev.patchbay.installer.internal.HostileUploads.Hostile;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each hostile or broken upload, against a host in which {@code acme.sample} runs. */
@RunWith(Parameterized.class)
public class HostileUploadTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static InstallerFixture host;

    @Parameter
    public String name;

    @Parameter(1)
    public Hostile hostile;

    @Parameters(name = "{0}")
    public static List<Object[]> uploads() {
        return HostileUploads.all().stream().map(upload -> new Object[] {upload.name(), upload}).toList();
    }

    @BeforeClass
    public static void start() throws Exception {
        host = new InstallerFixture(FOLDER.getRoot().toPath());
        host.installer.install(ADMIN, stream(sample("1.0.0")), null);
    }

    @AfterClass
    public static void stop() throws Exception {
        host.close();
    }

    /** One that was let in must not spoil the tests after it. */
    @After
    public void uninstall() {
        if (host.installer.list(ADMIN).stream().anyMatch(bundle -> bundle.symbolicName().equals("acme.hostile"))) {
            host.installer.uninstall(ADMIN, "acme.hostile");
        }
    }

    @Test
    public void isRefusedForItsReasonAndLeavesEverythingAsItWas() throws Exception {
        List<String> before = host.state();
        int made = Integer.getInteger(SampleProvider.MADE, 0);

        ProblemException refused = problem(hostile.type(), () -> host.installer.install(ADMIN, stream(hostile.upload()), null));

        assertEquals(List.of(hostile.field() + " " + hostile.code()), reasons(refused));
        assertTrue(refused.errors().get(0).message(), refused.errors().get(0).message().endsWith("."));
        assertEquals(before, host.state());
        assertEquals("its code did not run in the name of another", made, (int) Integer.getInteger(SampleProvider.MADE, 0));
        assertNull("and none on a thread of the framework", System.getProperty(HookingProvider.MADE));
    }
}
