package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.tck.FakeRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** What servers do that no good server does. */
public class FtpQuirksTest {
    private static FileSession open(ScriptedFtpServer server, Object... pairs) throws Exception {
        return new FtpConnectionProvider().open(FtpRuns.with(server.port(), pairs));
    }

    private static Failure failure(ScriptedFtpServer server, Object... pairs) throws IOException {
        return FtpRuns.with(server.port(), pairs).test(new FtpConnectionProvider()).failure();
    }

    @Test
    public void theAddressInAPassiveReplyIsIgnored() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8()) {
            server.reply("PASV", server.pasv("198,51,100,7")).serve("data".getBytes(StandardCharsets.UTF_8)).start();
            try (FileSession session = open(server)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                session.read("/a", 0, out);
                assertEquals("data", out.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    public void aPasswordIsSentByteForByte() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().start()) {
            open(server, "password", Secret.of("  ends in a blank ")).close();
            assertTrue(server.heard().toString(), server.heard().contains("PASS   ends in a blank "));
        }
    }

    @Test
    public void aReplyThatRepeatsThePasswordIsNotShown() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("PASS", "530 no such login: canary-42").start()) {
            Failure failure = failure(server, "password", Secret.of("canary-42"));
            assertEquals(CREDENTIALS_REJECTED, failure.reason());
            assertFalse(failure.message(), failure.message().contains("canary"));
        }
    }

    @Test
    public void aServerThatIsFullSaysSo() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("greeting", "421 too many").start()) {
            Failure failure = failure(server);
            assertEquals(REMOTE_ERROR, failure.reason());
            assertTrue(failure.message(), failure.message().contains("421"));
        }
    }

    @Test
    public void aServerOfAnotherProtocolIsToldApart() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("greeting", "SSH-2.0-OpenSSH_9.6").start()) {
            Failure failure = failure(server);
            assertEquals(REMOTE_ERROR, failure.reason());
            assertTrue(failure.message(), failure.message().contains("does not speak FTP"));
        }
    }

    @Test
    public void aServerThatDemandsTlsIsToldApartBeforeThePasswordIsSent() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("USER", "530 Use TLS first").start()) {
            Failure failure = failure(server);
            assertEquals(INVALID_INPUT, failure.reason());
            assertTrue(failure.message(), failure.message().contains("choose explicit TLS"));
            assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("PASS")));
        }
    }

    @Test
    public void anEndlessReplyIsCut() throws Exception {
        String endless = "x".repeat(5 << 20);
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("greeting", "220 " + endless).start()) {
            Failure failure = failure(server);
            assertEquals(REMOTE_ERROR, failure.reason());
            assertTrue(failure.message(), failure.message().contains("too much"));
        }
    }

    @Test
    public void aDataPortThatIsClosedIsUnreachable() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("PASV", "227 here (127,0,0,1,0,1)").start()) {
            FakeRun run = FtpRuns.with(server.port()).test(new FtpConnectionProvider());
            assertEquals("List the base folder FAILED", run.steps().get(3));
            assertEquals(UNREACHABLE, run.failure().reason());
            assertTrue(run.failure().message(), run.failure().message().contains("passive ports"));
        }
    }

    @Test
    public void aRelativeBaseFolderIsAskedForBelowTheHomeFolder() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().serve(new byte[] {1}).start();
                FileSession session = open(server, "baseFolder", "exports/")) {
            session.read("/a", 0, new ByteArrayOutputStream());
            assertTrue(server.heard().toString(), server.heard().contains("RETR /home/anna/exports/a"));
        }
    }

    @Test
    public void withoutResumingTheBeginningIsDropped() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("REST", "502 no")
                        .serve("0123456789".getBytes(StandardCharsets.UTF_8)).start()) {
            try (FileSession session = open(server)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                session.read("/a", 4, out);
                assertTrue(server.heard().toString(), server.heard().contains("REST 4"));
                assertEquals("456789", out.toString(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    public void aTransferTheServerBreaksOffIsNoSuccess() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("end", "426 broken off").start();
                FileSession session = open(server)) {
            ConnectionFailure failure = assertThrows(ConnectionFailure.class,
                    () -> session.write("/a", new ByteArrayInputStream(new byte[10])));
            assertEquals(REMOTE_ERROR, failure.reason());
            assertArrayEquals(new byte[10], server.stored());
        }
    }

    @Test
    public void aServerThatHangsUpDuringAnUploadIsHeard() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().hangUp().reply("end", "426 a virus was found").start();
                FileSession session = open(server)) {
            ConnectionFailure failure = assertThrows(ConnectionFailure.class,
                    () -> session.write("/a", new ByteArrayInputStream(new byte[64 << 20])));
            assertTrue(failure.getMessage(), failure.getMessage().contains("426 a virus was found"));
        }
    }

    @Test
    public void aFullServerIsNotTakenForAMissingPermission() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("STOR", "552 quota exceeded").start();
                FileSession session = open(server)) {
            ConnectionFailure failure = assertThrows(ConnectionFailure.class,
                    () -> session.write("/a", new ByteArrayInputStream(new byte[10])));
            assertEquals(REMOTE_ERROR, failure.reason());
            assertTrue(failure.getMessage().contains("no room"));
        }
    }

    @Test
    public void aFileThatIsThereButRefusedIsDenied() throws Exception {
        try (RealFtpServer server = RealFtpServer.plainAnswering(550, "No.", "RETR", "RNFR")) {
            Files.writeString(server.home().resolve("a"), "a");
            try (FileSession session = new FtpConnectionProvider().open(FtpRuns.with(server.port()))) {
                assertThrows(AccessDeniedException.class, () -> session.read("/a", 0, OutputStream.nullOutputStream()));
                assertThrows(NoSuchFileException.class, () -> session.read("/b", 0, OutputStream.nullOutputStream()));
                assertThrows(AccessDeniedException.class, () -> session.rename("/a", "/c"));
            }
        }
    }

    @Test
    public void namesInLatin1AreReadAndWrittenSo() throws Exception {
        try (ScriptedFtpServer server = new ScriptedFtpServer(StandardCharsets.ISO_8859_1)
                        .serve("-rw-r--r-- 1 a a 12 Mar 04 2024 Größe.txt\r\n".getBytes(StandardCharsets.ISO_8859_1))
                        .start();
                FileSession session = open(server, "encoding", "ISO-8859-1")) {
            assertEquals("Größe.txt", session.list("/").get(0).name());
            session.read("/Größe.txt", 0, new ByteArrayOutputStream());
            assertTrue(server.heard().toString(), server.heard().contains("RETR /Größe.txt"));
            ConnectionFailure failure = assertThrows(ConnectionFailure.class,
                    () -> session.write("/☃.txt", new ByteArrayInputStream(new byte[1])));
            assertEquals(INVALID_INPUT, failure.reason());
            assertFalse(server.heard().toString().contains("?"));
        }
    }

    @Test
    public void localTimesAreReadInTheServersZone() throws Exception {
        String listing = """
                total 2\r
                -rw-r--r-- 1 anna users 12 Mar 04 2024 old.txt\r
                drwxr-xr-x 2 anna users 4096 Mar 04 2024 folder\r
                lrwxrwxrwx 1 anna users 7 Mar 04 2024 link -> old.txt\r
                """;
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().serve(listing.getBytes(StandardCharsets.UTF_8)).start();
                FileSession session = open(server, "timeZone", "Asia/Tokyo")) {
            List<FileEntry> entries = session.list("/");
            assertEquals(List.of("old.txt", "folder", "link"), entries.stream().map(FileEntry::name).toList());
            assertEquals(List.of(FileEntry.Kind.FILE, FileEntry.Kind.FOLDER, FileEntry.Kind.LINK),
                    entries.stream().map(FileEntry::kind).toList());
            assertEquals(Instant.parse("2024-03-03T15:00:00Z"), entries.get(0).modifiedAt());
        }
    }

    @Test
    public void aWindowsListingIsReadToo() throws Exception {
        String listing = "03-04-24  05:06PM       <DIR>          folder\r\n03-04-24  05:06PM                   12 two words.txt\r\n";
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().serve(listing.getBytes(StandardCharsets.UTF_8)).start();
                FileSession session = open(server)) {
            List<FileEntry> entries = session.list("/");
            assertEquals(List.of("folder", "two words.txt"), entries.stream().map(FileEntry::name).toList());
            assertEquals(12, entries.get(1).size());
            assertEquals(Instant.parse("2024-03-04T17:06:00Z"), entries.get(1).modifiedAt());
        }
    }

    @Test
    public void aListingNobodyReadsIsAnErrorAndNoEmptyFolder() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().serve("???\r\n".getBytes(StandardCharsets.UTF_8)).start();
                FileSession session = open(server)) {
            assertEquals(REMOTE_ERROR, assertThrows(ConnectionFailure.class, () -> session.list("/")).reason());
        }
    }

    @Test
    public void theSystemNameOfAServerIsNeverAskedFor() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().reply("SYST", "215 java.lang.Runtime").start();
                FileSession session = open(server)) {
            assertEquals(List.of(), session.list("/"));
            assertFalse(server.heard().contains("SYST"));
        }
    }

    @Test
    public void aServerThatHangsUpBeforeTheFarewellChangesNothing() throws Exception {
        try (ScriptedFtpServer server = ScriptedFtpServer.utf8().serve(new byte[] {7}).start()) {
            FileSession session = open(server);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            session.read("/a", 0, out);
            server.reply("QUIT", "421 gone");
            session.close();
            assertArrayEquals(new byte[] {7}, out.toByteArray());
        }
    }
}
