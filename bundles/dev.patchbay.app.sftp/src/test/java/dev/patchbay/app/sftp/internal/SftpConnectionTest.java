package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;
import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.tck.FakeRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.Security;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.server.ServerBuilder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SftpConnectionTest {
    private static final List<String> ALL_PASSED = List.of("Reach the server PASSED", "Check the host key PASSED",
            "Log in PASSED", "Open the base folder PASSED", "List the base folder PASSED");
    private static final List<String> STOPPED_AT_HOST_KEY = List.of("Reach the server PASSED", "Check the host key FAILED",
            "Log in SKIPPED", "Open the base folder SKIPPED", "List the base folder SKIPPED");

    private RealSshServer server;

    @Before
    public void start() throws Exception {
        server = RealSshServer.with(TestKeys.HOST);
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void theRightPasswordPassesEveryStep() throws Exception {
        assertEquals(ALL_PASSED, SftpRuns.withPassword(server.port()).test(new SftpConnectionProvider()).steps());
        assertEquals(List.of(1, 0), server.attempts());
    }

    @Test
    public void theRightKeyPassesEveryStepAndSendsNoPassword() throws Exception {
        assertEquals(ALL_PASSED, SftpRuns.withKey(server.port()).test(new SftpConnectionProvider()).steps());
        assertEquals(0, (int) server.attempts().get(0));
    }

    @Test
    public void aKeyIsOpenedByItsPassphrase() throws Exception {
        Secret file = TestKeys.file(TestKeys.USER, "open sesame");
        assertEquals(ALL_PASSED, SftpRuns.withKey(server.port(), "privateKey", file, "passphrase", Secret.of("open sesame"))
                .test(new SftpConnectionProvider()).steps());
        assertSettingRefused("does not open", SftpRuns.withKey(server.port(), "privateKey", file, "passphrase", Secret.of("no")));
        assertSettingRefused("has a passphrase", SftpRuns.withKey(server.port(), "privateKey", file));
    }

    @Test
    public void whatIsNoPrivateKeyIsNamed() throws Exception {
        assertSettingRefused("public key", SftpRuns.withKey(1, "privateKey", Secret.of("ssh-ed25519 AAAAC3Nz me")));
        assertSettingRefused("PuTTY", SftpRuns.withKey(1, "privateKey", Secret.of("PuTTY-User-Key-File-3: ssh-ed25519")));
        String file = TestKeys.file(TestKeys.USER, null).reveal();
        assertSettingRefused("cannot be read", SftpRuns.withKey(1, "privateKey", Secret.of(file.substring(0, 120))));
        assertSettingRefused("cannot be read", SftpRuns.withKey(1, "privateKey", Secret.of("anything")));
    }

    private static void assertSettingRefused(String sentence, FakeRun run) throws Exception {
        assertEquals(List.of("Read the settings FAILED"), run.test(new SftpConnectionProvider()).steps());
        assertEquals(INVALID_INPUT, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains(sentence));
    }

    @Test
    public void aServerMayWantKeyAndPassword() throws Exception {
        try (RealSshServer both = RealSshServer.lettingInBy("publickey,password")) {
            assertEquals(ALL_PASSED, SftpRuns.withBoth(both.port()).test(new SftpConnectionProvider()).steps());
            FakeRun keyOnly = SftpRuns.withKey(both.port()).test(new SftpConnectionProvider());
            assertEquals(CREDENTIALS_REJECTED, keyOnly.failure().reason());
            assertTrue(keyOnly.failure().message(), keyOnly.failure().message().contains("asks for more; it goes on with: password"));
            FakeRun wrong = SftpRuns.withBoth(both.port(), "password", Secret.of("canary-9f2")).test(new SftpConnectionProvider());
            assertTrue(wrong.failure().message(), wrong.failure().message().contains("refused the password"));
        }
    }

    @Test
    public void aPasswordIsGivenToAServerThatAsksInteractively() throws Exception {
        try (RealSshServer interactive = RealSshServer.lettingInBy("keyboard-interactive")) {
            assertEquals(ALL_PASSED, SftpRuns.withPassword(interactive.port()).test(new SftpConnectionProvider()).steps());
            FakeRun wrong = SftpRuns.withPassword(interactive.port(), "password", Secret.of("canary-9f2")).test(new SftpConnectionProvider());
            assertEquals(CREDENTIALS_REJECTED, wrong.failure().reason());
        }
    }

    @Test
    public void wrongPasswordIsReportedNotThrownAndSentOnce() throws Exception {
        FakeRun run = SftpRuns.withPassword(server.port(), "password", Secret.of("canary-9f2")).test(new SftpConnectionProvider());
        assertEquals(List.of("Reach the server PASSED", "Check the host key PASSED", "Log in FAILED",
                "Open the base folder SKIPPED", "List the base folder SKIPPED"), run.steps());
        assertEquals(CREDENTIALS_REJECTED, run.failure().reason());
        assertFalse(run.failure().message().contains("canary"));
        assertEquals(List.of(1, 0), server.attempts());
    }

    @Test
    public void aStrangersKeyIsRefused() throws Exception {
        FakeRun run = SftpRuns.withKey(server.port(), "privateKey", TestKeys.file(TestKeys.STRANGER, null)).test(new SftpConnectionProvider());
        assertEquals("Log in FAILED", run.steps().get(2));
        assertEquals(CREDENTIALS_REJECTED, run.failure().reason());
    }

    @Test
    public void anUnconfirmedHostKeyIsShownAndNothingIsSent() throws Exception {
        FakeRun run = SftpRuns.withBoth(server.port(), "hostKeyFingerprint", null).test(new SftpConnectionProvider());
        assertEquals(STOPPED_AT_HOST_KEY, run.steps());
        assertEquals(CERTIFICATE, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains("not confirmed yet: ssh-ed25519, "
                + TestKeys.fingerprint(TestKeys.HOST) + "."));
        assertEquals(List.of(0, 0), server.attempts());
    }

    @Test
    public void aChangedHostKeyIsRefusedBeforeAnythingIsSent() throws Exception {
        try (RealSshServer changed = RealSshServer.with(TestKeys.OTHER_HOST)) {
            FakeRun run = SftpRuns.withBoth(changed.port()).test(new SftpConnectionProvider());
            assertEquals(STOPPED_AT_HOST_KEY, run.steps());
            assertEquals(CERTIFICATE, run.failure().reason());
            assertTrue(run.failure().message(), run.failure().message().contains("another host key"));
            assertTrue(run.failure().message().contains(TestKeys.fingerprint(TestKeys.OTHER_HOST)));
            assertEquals(List.of(0, 0), changed.attempts());
        }
    }

    @Test
    public void severalHostKeysMayBeConfirmed() throws Exception {
        String two = TestKeys.fingerprint(TestKeys.OTHER_HOST) + " " + TestKeys.fingerprint(TestKeys.HOST) + "=";
        assertTrue(SftpFields.FINGERPRINT.pattern().orElseThrow().matcher(two).matches());
        assertEquals(ALL_PASSED, SftpRuns.withPassword(server.port(), "hostKeyFingerprint", two).test(new SftpConnectionProvider()).steps());
    }

    @Test
    public void anRsaHostKeyIsProvenWithSha2() throws Exception {
        try (RealSshServer rsa = RealSshServer.with(TestKeys.RSA_HOST)) {
            assertEquals(ALL_PASSED, SftpRuns.withPassword(rsa.port(), "hostKeyFingerprint",
                    TestKeys.fingerprint(TestKeys.RSA_HOST)).test(new SftpConnectionProvider()).steps());
        }
    }

    @Test
    public void aServerWithOldAlgorithmsOnlyIsRefused() throws Exception {
        try (RealSshServer old = RealSshServer.with(s -> s.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                true, List.of(BuiltinDHFactories.fromFactoryName("diffie-hellman-group14-sha1")), ServerBuilder.DH2KEX)))) {
            FakeRun run = SftpRuns.withPassword(old.port()).test(new SftpConnectionProvider());
            assertEquals(STOPPED_AT_HOST_KEY, run.steps());
            assertTrue(run.failure().message(), run.failure().message().contains("no common algorithm"));
        }
    }

    @Test
    public void aServerOfAnotherProtocolIsToldApart() throws Exception {
        try (ServerSocket ftp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeting = new Thread(() -> {
                try (Socket socket = ftp.accept()) {
                    socket.getOutputStream().write("220 Welcome\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().read(new byte[64]);
                } catch (java.io.IOException gone) {
                    Thread.currentThread().interrupt();
                }
            });
            greeting.start();
            FakeRun run = SftpRuns.withPassword(ftp.getLocalPort()).test(new SftpConnectionProvider());
            assertEquals(STOPPED_AT_HOST_KEY, run.steps());
            assertTrue(run.failure().message(), run.failure().message().contains("does not speak SSH"));
            greeting.join(10_000);
        }
    }

    @Test
    public void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FakeRun run = SftpRuns.withPassword(port).test(new SftpConnectionProvider());
        assertEquals("Reach the server FAILED", run.steps().get(0));
        assertEquals(UNREACHABLE, run.failure().reason());
    }

    @Test
    public void aBaseFolderThatIsNotThereIsItsOwnStep() throws Exception {
        FakeRun run = SftpRuns.withPassword(server.port(), "baseFolder", "/nowhere").test(new SftpConnectionProvider());
        assertEquals("Open the base folder FAILED", run.steps().get(3));
        assertEquals(PERMISSION_MISSING, run.failure().reason());
        assertTrue(run.failure().message().contains("/nowhere"));
    }

    @Test
    public void aRelativeBaseFolderCountsFromTheHomeFolder() throws Exception {
        Files.createDirectories(server.home().resolve("exports/daily"));
        assertEquals(ALL_PASSED, SftpRuns.withPassword(server.port(), "baseFolder", "exports/daily").test(new SftpConnectionProvider()).steps());
    }

    @Test
    public void aServerWithoutSftpIsToldApart() throws Exception {
        try (RealSshServer shell = RealSshServer.with(s -> s.setSubsystemFactories(List.of()))) {
            FakeRun run = SftpRuns.withPassword(shell.port()).test(new SftpConnectionProvider());
            assertEquals("Open the base folder FAILED", run.steps().get(3));
            assertTrue(run.failure().message(), run.failure().message().contains("does not start SFTP"));
        }
    }

    @Test
    public void oneSocketOfTheCallIsUsedAndClosedAndNoThreadIsLeft() throws Exception {
        for (FakeRun run : List.of(SftpRuns.withPassword(server.port()), SftpRuns.withKey(server.port()),
                SftpRuns.withPassword(server.port(), "hostKeyFingerprint", null),
                SftpRuns.withPassword(server.port(), "password", Secret.of("wrong")))) {
            List<Long> before = threadIds();
            run.test(new SftpConnectionProvider());
            assertEquals(List.of(1, 0), SftpRuns.madeAndLeft(run));
            assertEquals(List.of(), clientThreads(before));
        }
    }

    private static List<Long> threadIds() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toList());
    }

    /** The server's own threads are named for it. */
    private static List<String> clientThreads(List<Long> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread.getId()))
                .map(Thread::getName)
                .filter(name -> Stream.of("sshd-SshServer", "sshd-SftpSubsystem", "sftp-subsystem").noneMatch(name::startsWith))
                .collect(Collectors.toList());
    }

    @Test
    public void theProvidersOfTheJvmStayAsTheyWere() throws Exception {
        SftpRuns.withKey(server.port()).test(new SftpConnectionProvider());
        assertNull(Security.getProvider("EdDSA"));
    }
}
