package dev.patchbay.app.ftp.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileEntry.Kind;
import dev.patchbay.api.files.FileSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** The same facts on every kind of server: plain, with TLS, and one that knows no machine listings. */
@RunWith(Parameterized.class)
public class FtpSessionTest {
    private static RealFtpServer server;

    private final String kind;
    private final FileSession session;

    @Parameterized.Parameters(name = "{0}")
    public static List<String> kinds() {
        return List.of("plain", "explicit", "implicit", "old");
    }

    @Parameterized.BeforeParam
    public static void start(String kind) throws Exception {
        server = switch (kind) {
            case "plain" -> RealFtpServer.plain();
            case "old" -> RealFtpServer.withoutMachineListings();
            default -> RealFtpServer.tls(new TestTls(TestKeys.SERVER, "TLSv1.2"), kind.equals("implicit"));
        };
    }

    @Parameterized.AfterParam
    public static void stop() throws Exception {
        server.close();
    }

    public FtpSessionTest(String kind) throws Exception {
        this.kind = kind;
        this.session = open();
    }

    private FileSession open(Object... pairs) throws Exception {
        Object[] all = Arrays.copyOf(pairs, pairs.length + 6);
        all[pairs.length] = "encryption";
        all[pairs.length + 1] = kind.equals("explicit") || kind.equals("implicit") ? kind : "none";
        all[pairs.length + 2] = "trust";
        all[pairs.length + 3] = "ca";
        all[pairs.length + 4] = "caCertificate";
        all[pairs.length + 5] = TestKeys.authorityPem();
        return new FtpConnectionProvider().open(FtpRuns.with(server.port(), all));
    }

    @After
    public void clear() throws Exception {
        session.close();
        server.empty();
    }

    private Path there(String name) {
        return server.home().resolve(name);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void aFolderIsListedWithKindsAndSizes() throws Exception {
        Files.createDirectory(there("folder"));
        Files.writeString(there("two words.txt"), "12345");
        List<FileEntry> entries = session.list("/").stream().sorted(Comparator.comparing(FileEntry::name)).toList();
        assertEquals(List.of("folder", "two words.txt"), entries.stream().map(FileEntry::name).toList());
        assertEquals(List.of(Kind.FOLDER, Kind.FILE), entries.stream().map(FileEntry::kind).toList());
        assertEquals(List.of(-1L, 5L), entries.stream().map(FileEntry::size).toList());
    }

    @Test
    public void anEmptyFolderIsAnEmptyList() throws Exception {
        assertEquals(List.of(), session.list("/"));
    }

    @Test
    public void aMissingFolderIsMissing() {
        assertThrows(NoSuchFileException.class, () -> session.list("/nowhere"));
    }

    @Test
    public void aFileIsNoFolderToList() throws Exception {
        Files.writeString(there("a.txt"), "a");
        assertThrows(NoSuchFileException.class, () -> session.list("/a.txt"));
    }

    @Test
    public void anEntryIsFoundByItsPath() throws Exception {
        Files.createDirectories(there("in/deep"));
        Files.writeString(there("in/deep/a.txt"), "abc");
        assertEquals(3, session.find("/in/deep/a.txt").orElseThrow().size());
        assertEquals("a.txt", session.find("/in/deep/a.txt").orElseThrow().name());
        assertEquals(Kind.FOLDER, session.find("/in/deep").orElseThrow().kind());
        assertEquals(Kind.FOLDER, session.find("/").orElseThrow().kind());
        assertTrue(session.find("/in/nothing").isEmpty());
        assertTrue(session.find("/nowhere/nothing").isEmpty());
    }

    @Test
    public void timesAreInstants() throws Exception {
        Files.writeString(there("a.txt"), "a");
        Instant written = Instant.parse("2024-03-04T05:06:07Z");
        Files.setLastModifiedTime(there("a.txt"), FileTime.from(written));
        try (FileSession zoned = open("timeZone", ZoneId.systemDefault().getId())) {
            Instant shown = zoned.find("/a.txt").orElseThrow().modifiedAt();
            /* the old listing gives no more than the day of what is older than half a year */
            Instant expected = kind.equals("old")
                    ? written.atZone(ZoneId.systemDefault()).truncatedTo(ChronoUnit.DAYS).toInstant()
                    : written;
            assertEquals(expected, shown);
        }
    }

    @Test
    public void whatIsWrittenIsReadByteForByte() throws Exception {
        byte[] bytes = new byte[300_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        session.write("/a.bin", new ByteArrayInputStream(bytes));
        assertArrayEquals(bytes, Files.readAllBytes(there("a.bin")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        session.read("/a.bin", 0, out);
        assertArrayEquals(bytes, out.toByteArray());
    }

    @Test
    public void readingStartsAtTheOffset() throws Exception {
        Files.writeString(there("a.txt"), "0123456789");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        session.read("/a.txt", 7, out);
        session.read("/a.txt", 0, out);
        assertEquals("7890123456789", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    public void writingReplacesWhatWasThere() throws Exception {
        Files.writeString(there("a.txt"), "longer than before");
        session.write("/a.txt", text("new"));
        assertEquals("new", Files.readString(there("a.txt")));
    }

    @Test
    public void aMissingFileIsMissing() {
        assertThrows(NoSuchFileException.class, () -> session.read("/none", 0, OutputStream.nullOutputStream()));
        assertThrows(NoSuchFileException.class, () -> session.delete("/none"));
        assertThrows(NoSuchFileException.class, () -> session.rename("/none", "/other"));
    }

    @Test
    public void aMissingFolderAboveIsMissing() {
        assertThrows(NoSuchFileException.class, () -> session.write("/none/a.txt", text("a")));
        assertThrows(NoSuchFileException.class, () -> session.makeFolder("/none/deeper"));
    }

    @Test
    public void whatMayNotBeDoneIsDenied() throws Exception {
        Files.writeString(there("a.txt"), "a");
        try (FileSession reader = open("username", RealFtpServer.READER)) {
            assertThrows(AccessDeniedException.class, () -> reader.write("/b.txt", text("b")));
            assertThrows(AccessDeniedException.class, () -> reader.makeFolder("/folder"));
            assertThrows(AccessDeniedException.class, () -> reader.delete("/a.txt"));
            assertThrows(AccessDeniedException.class, () -> reader.rename("/a.txt", "/b.txt"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            reader.read("/a.txt", 0, out);
            assertEquals("a", out.toString(StandardCharsets.UTF_8));
        }
        assertEquals("a", Files.readString(there("a.txt")));
    }

    @Test
    public void foldersAreMadeAndDeletedWhenEmpty() throws Exception {
        session.makeFolder("/made");
        assertTrue(Files.isDirectory(there("made")));
        assertThrows(FileAlreadyExistsException.class, () -> session.makeFolder("/made"));
        Files.writeString(there("made/a.txt"), "a");
        assertThrows(DirectoryNotEmptyException.class, () -> session.delete("/made"));
        session.delete("/made/a.txt");
        session.delete("/made");
        assertFalse(Files.exists(there("made")));
    }

    @Test
    public void aFileIsMoved() throws Exception {
        Files.createDirectory(there("to"));
        Files.writeString(there("a.txt"), "a");
        session.rename("/a.txt", "/to/b.txt");
        assertEquals("a", Files.readString(there("to/b.txt")));
        assertFalse(Files.exists(there("a.txt")));
    }

    @Test
    public void whatIsThereAlreadyIsNamedWhenTheServerDoesNotReplaceIt() throws Exception {
        Files.writeString(there("a.txt"), "a");
        Files.writeString(there("b.txt"), "b");
        assertThrows(FileAlreadyExistsException.class, () -> session.rename("/a.txt", "/b.txt"));
        assertThrows(NoSuchFileException.class, () -> session.rename("/a.txt", "/none/b.txt"));
        assertEquals("b", Files.readString(there("b.txt")));
    }

    @Test
    public void theBaseFolderIsNeverLeft() throws Exception {
        Files.createDirectory(there("base"));
        Files.writeString(there("outside.txt"), "outside");
        try (FileSession below = open("baseFolder", "/base")) {
            below.write("/in.txt", text("in"));
            assertEquals("in", Files.readString(there("base/in.txt")));
            assertEquals(List.of("in.txt"), below.list("/").stream().map(FileEntry::name).toList());
            assertTrue(below.find("/outside.txt").isEmpty());
            for (String path : List.of("/../outside.txt", "/./in.txt", "outside.txt", "/a\r\nDELE /outside.txt", "/a\0b")) {
                ConnectionFailure failure = assertThrows(ConnectionFailure.class,
                        () -> below.read(path, 0, OutputStream.nullOutputStream()));
                assertEquals(Reason.INVALID_INPUT, failure.reason());
            }
            assertThrows(AccessDeniedException.class, () -> below.delete("/"));
        }
        assertEquals("outside", Files.readString(there("outside.txt")));
    }

    @Test
    public void namesInUtf8AreKept() throws Exception {
        session.write("/Größe ☃ 価格.txt", text("x"));
        assertEquals("x", Files.readString(there("Größe ☃ 価格.txt")));
        assertEquals("Größe ☃ 価格.txt", session.list("/").get(0).name());
        assertTrue(session.find("/Größe ☃ 価格.txt").isPresent());
    }

    @Test
    public void manyOperationsShareOneSession() throws Exception {
        for (int i = 0; i < 20; i++) {
            session.write("/" + i, text("content " + i));
        }
        assertEquals(20, session.list("/").size());
        for (int i = 0; i < 20; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            session.read("/" + i, 0, out);
            assertEquals("content " + i, out.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    public void theReasonOfABrokenSourceIsKept() {
        IOException broken = new IOException("client gone");
        IOException thrown = assertThrows(IOException.class, () -> session.write("/a.txt", new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        }));
        assertTrue(thrown == broken);
    }
}
