package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import dev.patchbay.tck.FakeRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;

public class FtpConnectionTest {
    private static final List<String> ALL_PASSED = List.of("Reach the server PASSED", "Log in PASSED",
            "Open the base folder PASSED", "List the base folder PASSED");

    private RealFtpServer server;

    @Before
    public void start() throws Exception {
        server = RealFtpServer.plain();
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void theRightLoginPassesEveryStep() throws Exception {
        assertEquals(ALL_PASSED, FtpRuns.with(server.port()).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void activeModeListsAsWell() throws Exception {
        assertEquals(ALL_PASSED, FtpRuns.with(server.port(), "mode", "active").test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void anAnonymousLoginNeedsNoPassword() throws Exception {
        assertEquals(ALL_PASSED, FtpRuns.with(server.port(), "username", null, "password", null).test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void wrongPasswordIsReportedNotThrown() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "password", Secret.of("canary-9f2")).test(new FtpConnectionProvider());
        assertEquals(List.of("Reach the server PASSED", "Log in FAILED", "Open the base folder SKIPPED",
                "List the base folder SKIPPED"), run.steps());
        assertEquals(CREDENTIALS_REJECTED, run.failure().reason());
        assertFalse(run.failure().message().contains("canary"));
    }

    @Test
    public void aMissingPasswordIsNamed() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "password", null).test(new FtpConnectionProvider());
        assertEquals(CREDENTIALS_REJECTED, run.failure().reason());
        assertTrue(run.failure().message().contains("none is stored"));
    }

    @Test
    public void aBaseFolderThatIsNotThereIsItsOwnStep() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "baseFolder", "/nowhere").test(new FtpConnectionProvider());
        assertEquals("Open the base folder FAILED", run.steps().get(2));
        assertEquals(PERMISSION_MISSING, run.failure().reason());
        assertTrue(run.failure().message().contains("/nowhere"));
    }

    @Test
    public void aRelativeBaseFolderCountsFromTheHomeFolder() throws Exception {
        Files.createDirectories(server.home().resolve("exports/daily"));
        assertEquals(ALL_PASSED, FtpRuns.with(server.port(), "baseFolder", "exports/daily").test(new FtpConnectionProvider()).steps());
    }

    @Test
    public void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FakeRun run = FtpRuns.with(port).test(new FtpConnectionProvider());
        assertEquals("Reach the server FAILED", run.steps().get(0));
        assertEquals(UNREACHABLE, run.failure().reason());
    }

    @Test
    public void aServerWithoutTlsIsToldApart() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "encryption", "explicit").test(new FtpConnectionProvider());
        assertEquals(List.of("Reach the server PASSED", "Secure the line FAILED", "Log in SKIPPED",
                "Open the base folder SKIPPED", "List the base folder SKIPPED"), run.steps());
        assertEquals(INVALID_INPUT, run.failure().reason());
        assertTrue(run.failure().message().contains("offers no TLS; choose none to send in clear"));
    }

    @Test
    public void implicitTlsAtAPlainPortIsToldApart() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "encryption", "implicit").test(new FtpConnectionProvider());
        assertEquals("Secure the line FAILED", run.steps().get(1));
        assertEquals(INVALID_INPUT, run.failure().reason());
        assertTrue(run.failure().message().contains("choose explicit TLS"));
    }

    @Test
    public void anIpv6AddressWorks() throws Exception {
        RealFtpServer ipv6 = startedOnIpv6();
        try (ipv6) {
            assertEquals(ALL_PASSED, FtpRuns.with(ipv6.port(), "host", "::1").test(new FtpConnectionProvider()).steps());
            assertEquals(ALL_PASSED, FtpRuns.with(ipv6.port(), "host", "::1", "mode", "active").test(new FtpConnectionProvider()).steps());
        }
    }

    private static RealFtpServer startedOnIpv6() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            Assume.assumeTrue(probe.isBound());
        } catch (java.io.IOException noIpv6) {
            Assume.assumeNoException(noIpv6);
        }
        return RealFtpServer.onIpv6();
    }

    @Test
    public void anUnknownEncodingIsASettingToCorrect() throws Exception {
        FakeRun run = FtpRuns.with(server.port(), "encoding", "UTF-99").test(new FtpConnectionProvider());
        assertEquals(List.of("Read the settings FAILED"), run.steps());
        assertEquals(INVALID_INPUT, run.failure().reason());
    }

    @Test
    public void aLineBreakNeverReachesTheServer() throws Exception {
        for (String field : List.of("username", "baseFolder")) {
            FakeRun run = FtpRuns.with(server.port(), field, "/a\r\nDELE /b").test(new FtpConnectionProvider());
            assertEquals(List.of("Read the settings FAILED"), run.steps());
        }
        FakeRun run = FtpRuns.with(server.port(), "password", Secret.of("a\nDELE /b")).test(new FtpConnectionProvider());
        assertEquals(List.of("Read the settings FAILED"), run.steps());
    }

    @Test
    public void everyTestEndsItsConnections() throws Exception {
        assertEquals(List.of(2, 0), FtpRuns.madeAndLeft(FtpRuns.with(server.port()).test(new FtpConnectionProvider())));
        FakeRun wrong = FtpRuns.with(server.port(), "password", Secret.of("wrong"));
        assertEquals(List.of(1, 0), FtpRuns.madeAndLeft(wrong.test(new FtpConnectionProvider())));
    }

    @Test
    public void aLoginThatFailsLeavesNoConnection() {
        FakeRun wrong = FtpRuns.with(server.port(), "password", Secret.of("wrong"));
        assertThrows(ConnectionFailure.class, () -> new FtpConnectionProvider().open(wrong));
        assertEquals(List.of(1, 0), FtpRuns.madeAndLeft(wrong));
    }

    @Test
    public void noToStringShowsThePassword() {
        FakeRun run = FtpRuns.with(1, "password", Secret.of("canary-77"));
        FtpSettings settings = FtpSettings.of(run.values());
        assertFalse((settings + " " + run.values()).contains("canary"));
    }
}
