package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.core.internal.FakeProviders;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.MemoryFiles;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileTransfersTest {
    private static final byte[] BYTES = "hello, file".getBytes(StandardCharsets.UTF_8);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private MemoryFiles server;
    private ConnectionFiles files;
    private String id;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        server = ((FakeProviders.FakeLive) host.providers.find("ftp").orElseThrow()).files;
        files = host.parts.files;
        id = host.create("shop", "x").id();
    }

    @After
    public void close() {
        host.close();
    }

    private FileEntry upload(String path, boolean overwrite) {
        return files.upload(ADMIN, id, path, new ByteArrayInputStream(BYTES), overwrite);
    }

    private Map<String, String> detail(String action) {
        return host.parts.audit.list(ADMIN, new AuditLog.Query(null, id, action, 1, null)).items().get(0).detail();
    }

    @Test
    public void aFileGoesUpUnderAnotherNameAndComesDownAsItWas() {
        assertEquals(new FileEntry("a.txt", FileEntry.Kind.FILE, BYTES.length, null), upload("/in/a.txt", true));
        assertTrue(server.written.toString(), server.written.get(0).matches("/in/\\.patchbay-[0-9a-f]{16}\\.part"));
        assertEquals(Set.of("/in/a.txt"), server.files.keySet());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.download(ADMIN, id, "/in/a.txt", 0, entry -> out);
        assertArrayEquals(BYTES, out.toByteArray());
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        files.download(ADMIN, id, "/in/a.txt", 7, entry -> rest);
        assertEquals("file", rest.toString(StandardCharsets.UTF_8));
        assertEquals(Map.of("path", "/in/a.txt", "bytes", "11"), detail("connection.file.upload"));
        assertEquals(Map.of("path", "/in/a.txt", "bytes", "4", "end", "whole"), detail("connection.file.download"));
        assertTrue(host.actions().contains("connection.files"));
    }

    @Test
    public void overwritingCanBeRefused() {
        upload("/a", false);
        problem(ProblemType.PRECONDITION_FAILED, () -> upload("/a", false));
        upload("/a", true);
        assertEquals(Set.of("/a"), server.files.keySet());
    }

    @Test
    public void aServerThatReplacesNothingStillGetsTheNewFile() {
        server.files.put("/a", new byte[] {1});
        server.strictRename = true;
        upload("/a", true);
        assertArrayEquals(BYTES, server.files.get("/a"));
        assertEquals(Set.of("/a"), server.files.keySet());
    }

    @Test
    public void aBrokenUploadLeavesTheFormerFileAndNothingElse() {
        server.files.put("/a", new byte[] {1});
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client is gone");
            }
        };
        problem(ProblemType.APP_FAILED, () -> files.upload(ADMIN, id, "/a", broken, true));
        assertEquals(Set.of("/a"), server.files.keySet());
        assertArrayEquals(new byte[] {1}, server.files.get("/a"));
        assertFalse(host.actions().contains("connection.file.upload"));
    }

    @Test
    public void aDownloadThatIsCutIsRecordedToo() {
        upload("/a", true);
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the client is gone");
            }
        };
        problem(ProblemType.APP_FAILED, () -> files.download(ADMIN, id, "/a", 0, entry -> gone));
        assertEquals(Map.of("path", "/a", "bytes", "0", "end", "cut"), detail("connection.file.download"));
    }

    @Test
    public void aServerThatGoesAfterTheLastByteHasSentTheFileAndBeforeItHasNot() {
        upload("/a", true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.goesAfter = BYTES.length - 7;
        files.download(ADMIN, id, "/a", 7, entry -> out);
        assertEquals("file", out.toString(StandardCharsets.UTF_8));
        assertEquals("whole", detail("connection.file.download").get("end"));
        server.goesAfter = BYTES.length - 1;
        problem(ProblemType.APP_FAILED, () -> files.download(ADMIN, id, "/a", 0, entry -> new ByteArrayOutputStream()));
        assertEquals("cut", detail("connection.file.download").get("end"));
    }

    @Test
    public void entriesAreListedByName() {
        upload("/b", true);
        upload("/a", true);
        upload("/c/d", true);
        assertEquals(List.of("a", "b"), files.list(ADMIN, id, "/").stream().map(FileEntry::name).toList());
        assertEquals(List.of("d"), files.list(ADMIN, id, "/c/").stream().map(FileEntry::name).toList());
        assertEquals("a", files.get(ADMIN, id, "/a").name());
    }

    @Test
    public void whatIsMissingAndWhatIsThereAlreadyIsSaid() {
        upload("/a", true);
        upload("/b", true);
        problem(ProblemType.NOT_FOUND, () -> files.get(ADMIN, id, "/none"));
        problem(ProblemType.NOT_FOUND, () -> files.download(ADMIN, id, "/none", 0, e -> new ByteArrayOutputStream()));
        problem(ProblemType.NOT_FOUND, () -> files.delete(ADMIN, id, "/none"));
        problem(ProblemType.CONFLICT, () -> files.rename(ADMIN, id, "/a", "/b"));
        problem(ProblemType.NOT_FOUND, () -> files.rename(ADMIN, id, "/none", "/c"));
        assertEquals("c", files.rename(ADMIN, id, "/a", "/c").name());
        files.makeFolder(ADMIN, id, "/new.folder");
        problem(ProblemType.CONFLICT, () -> files.makeFolder(ADMIN, id, "/new.folder"));
        problem(ProblemType.CONFLICT, () -> files.download(ADMIN, id, "/new.folder", 0, e -> new ByteArrayOutputStream()));
        files.delete(ADMIN, id, "/c");
        assertEquals(Map.of("path", "/c"), detail("connection.file.delete"));
        assertEquals(Map.of("path", "/a", "to", "/c"), detail("connection.file.rename"));
    }

    @Test
    public void badPathsAreRefusedBeforeAnythingIsCalled() {
        for (String bad : List.of("", "a", "../a", "/..", "/a/../b", "/./a", "/a//b", "//", "/a\r\nDELE b", "/a\nb", "/a\u0000b",
                "/a\\b", "/\u0007", "/\uD800", "/" + "x".repeat(4_096))) {
            assertEquals(bad, Set.of("path path"),
                    faults(problem(ProblemType.MALFORMED, () -> files.list(ADMIN, id, bad))));
            problem(ProblemType.MALFORMED, () -> upload(bad, true));
            assertEquals(Set.of("rename-to rename-to"),
                    faults(problem(ProblemType.MALFORMED, () -> files.rename(ADMIN, id, "/a", bad))));
        }
        problem(ProblemType.MALFORMED, () -> files.delete(ADMIN, id, "/"));
        assertEquals("/a b/\u00e9..x/...", FilePaths.checked("path", "/a b/\u00e9..x/..."));
        assertEquals("/" + "x".repeat(4_095), FilePaths.checked("path", "/" + "x".repeat(4_095)));
        assertFalse(host.actions().contains("connection.files"));
    }
}
