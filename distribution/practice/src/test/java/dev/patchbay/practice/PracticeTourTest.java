package dev.patchbay.practice;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.practice.SimulatedHost.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PracticeTourTest {
    private static PracticeFtpServer ftp;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path integrations = Path.of("");

    @BeforeClass
    public static void start() throws Exception {
        ftp = PracticeFtpServer.start();
    }

    @AfterClass
    public static void stop() throws Exception {
        ftp.close();
    }

    @Before
    public void putAJar() throws Exception {
        integrations = folder.newFolder("integrations").toPath();
        Files.write(integrations.resolve("dev.patchbay.app.ftp-9.8.7.jar"), new byte[] {1, 2, 3});
        Files.write(integrations.resolve("dev.example.other-1.0.jar"), new byte[] {1});
    }

    private List<String> run(Fault fault, String key) throws Exception {
        try (SimulatedHost host = new SimulatedHost(fault)) {
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            new PracticeTour(new HostApi(host.url() + "/", key), integrations, ftp, out).run();
            return host.asked();
        }
    }

    private String stopped(Fault fault) {
        return assertThrows(TourStopped.class, () -> run(fault, SimulatedHost.KEY)).getMessage();
    }

    @Test
    public void theMainJobIsShownStepByStep() throws Exception {
        run(Fault.NONE, SimulatedHost.KEY);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> line.matches("[0-9]\\. [a-z ,]+:.*")).toList();
        assertEquals(9, lines.size());
        assertTrue(lines.get(0), lines.get(0).startsWith("1. installed: dev.patchbay.app.ftp 9.8.7"));
        assertTrue(lines.get(3), lines.get(3).contains("step \"Log in\" FAILED, CREDENTIALS_REJECTED"));
        assertTrue(lines.get(5), lines.get(5).contains("PASSED"));
        assertTrue(lines.get(8), lines.get(8).contains("byte for byte the same"));
    }

    @Test
    public void thePasswordIsNeverPrinted() throws Exception {
        run(Fault.NONE, SimulatedHost.KEY);
        String text = printed.toString(StandardCharsets.UTF_8);
        assertFalse(text.contains(ftp.password()) || text.contains(SimulatedHost.KEY));
    }

    @Test
    public void aSecondTourSaysThatTheIntegrationIsThere() throws Exception {
        run(Fault.INSTALLED_BEFORE, SimulatedHost.KEY);
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("was there already"));
    }

    @Test
    public void aRefusedBundleIsExplainedWithEachReason() {
        assertTrue(stopped(Fault.REFUSES_BUNDLE).contains("[x.so: native code]"));
    }

    @Test
    public void aRefusedAddressNamesTheSetting() {
        assertTrue(stopped(Fault.EGRESS_REFUSED).contains("add 127.0.0.1 to egress.allow"));
    }

    @Test
    public void anyDeviationStopsTheTour() {
        assertTrue(stopped(Fault.SHOWS_PASSWORD).contains("showed a password"));
        assertTrue(stopped(Fault.ACCEPTS_ANY_PASSWORD).contains("A wrong password passed"));
        assertTrue(stopped(Fault.CHANGES_BYTES).contains("not those that were sent"));
    }

    @Test
    public void aWrongKeyIsSaid() {
        TourStopped stopped = assertThrows(TourStopped.class, () -> run(Fault.NONE, "pbk_other"));
        assertTrue(stopped.getMessage(), stopped.getMessage().contains("The key is unknown."));
    }

    @Test
    public void aMissingJarIsSaid() throws Exception {
        Files.delete(integrations.resolve("dev.patchbay.app.ftp-9.8.7.jar"));
        assertTrue(stopped(Fault.NONE).contains("There is no dev.patchbay.app.ftp in"));
    }
}
