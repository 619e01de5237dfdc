package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.installer.internal.HostileFeatures.Hostile;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each hostile or broken feature, against a host in which {@code acme.sample} runs. */
@RunWith(Parameterized.class)
public class HostileFeatureTest {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static InstallerFixture host;

    @Parameter
    public String name;

    @Parameter(1)
    public Hostile hostile;

    @Parameters(name = "{0}")
    public static List<Object[]> features() {
        return HostileFeatures.all().stream().map(feature -> new Object[] {feature.name(), feature}).toList();
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

    @Test
    public void isRefusedForItsReasonAndLeavesEverythingAsItWas() throws Exception {
        List<String> before = host.state();

        ProblemException refused = problem(hostile.type(), () -> host.features.install(ADMIN, stream(hostile.content()), null, false));

        assertTrue(refused.errors().toString(), refused.errors().stream().allMatch(error -> error.message().endsWith(".")));
        assertTrue(refused.errors().toString(), refused.errors().stream().anyMatch(error -> error.code().equals(hostile.code())));
        assertEquals(before, host.state());
    }
}
