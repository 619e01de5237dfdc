package dev.patchbay.tck;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileEntry.Kind;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.internal.CallThread;
import dev.patchbay.tck.internal.EndlessFile;
import dev.patchbay.tck.internal.OwnConnections;
import dev.patchbay.tck.internal.Relay;
import dev.patchbay.tck.internal.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/**
 * Rules 6xx: what a provider that moves files must keep to. The app is a real file server of the author's whose login may write
 * into {@link #folder()}; it is started anew for each rule.
 */
public abstract class FileTransferContract extends ProviderContract {
    private static final int AT_ONCE = 8;
    private static final int LONGEST_SECONDS = 60;
    private static final List<String> NAMES =
            List.of("a b.txt", " leading.txt", "semi;colon.txt", "quote'\".txt", "%41.txt", "zäöü.txt", "-rf", "a&b=c?d#e.txt");

    /** A folder that the login may write into, absolute, with a slash at its end. */
    protected String folder() {
        return "/";
    }

    /** Work with an open session. */
    interface Work {
        void with(FileSession session) throws Exception;
    }

    private FileTransfer transfer() {
        ConnectionProvider provider = provider();
        assertTrue("the provider does not implement FileTransfer", provider instanceof FileTransfer);
        return (FileTransfer) provider;
    }

    private void inSession(Work work) throws Exception {
        try (TestApp app = app()) {
            inSession(connection(app.port()), work);
        }
    }

    private void inSession(SampleConnection connection, Work work) throws Exception {
        try (FakeContext context = new FakeContext(definition(), connection); FileSession session = context.open(transfer())) {
            work.with(session);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    private static void put(FileSession session, String path, byte[] bytes) throws IOException {
        session.write(path, new ByteArrayInputStream(bytes));
    }

    private static byte[] got(FileSession session, String path, long offset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        session.read(path, offset, out);
        return out.toByteArray();
    }

    @Test
    public void required_601_whatIsWrittenIsReadBack() throws Exception {
        inSession(session -> {
            for (int size : new int[] {0, 1, 255, 300_000}) {
                put(session, folder() + "data.bin", bytes(size));
                assertArrayEquals("a file of " + size + " bytes came back changed", bytes(size), got(session, folder() + "data.bin", 0));
            }
        });
    }

    @Test
    public void required_602_readingBeginsAtTheOffset() throws Exception {
        inSession(session -> {
            put(session, folder() + "data.bin", bytes(5_000));
            byte[] rest = new byte[1_000];
            System.arraycopy(bytes(5_000), 4_000, rest, 0, 1_000);
            assertArrayEquals("read from offset 4000", rest, got(session, folder() + "data.bin", 4_000));
            assertEquals("read from the file's end", 0, got(session, folder() + "data.bin", 5_000).length);
        });
    }

    @Test
    public void required_603_aFolderListsWhatIsThere() throws Exception {
        inSession(session -> {
            session.makeFolder(folder() + "inner");
            put(session, folder() + "inner/data.bin", bytes(123));
            session.makeFolder(folder() + "inner/deeper");
            List<FileEntry> entries = session.list(folder() + "inner");
            List<String> names = entries.stream().map(FileEntry::name).sorted().toList();
            assertEquals("names of the entries, without . and ..", List.of("data.bin", "deeper"), names);
            for (FileEntry entry : entries) {
                boolean file = entry.name().equals("data.bin");
                assertEquals("the kind of " + entry.name(), file ? Kind.FILE : Kind.FOLDER, entry.kind());
                assertTrue("the size of a file of 123 bytes: " + entry.size(), !file || entry.size() == 123 || entry.size() == -1);
            }
        });
    }

    @Test
    public void required_604_whatIsThereIsFoundAndNothingElse() throws Exception {
        inSession(session -> {
            put(session, folder() + "data.bin", bytes(7));
            assertEquals("find() of a file", Kind.FILE, session.find(folder() + "data.bin").map(FileEntry::kind).orElse(null));
            assertEquals("find() names the last part of the path", "data.bin",
                    session.find(folder() + "data.bin").map(FileEntry::name).orElse(null));
            assertTrue("find() of what is missing", session.find(folder() + "missing.bin").isEmpty());
        });
    }

    @Test
    public void required_605_whatIsMissingIsSaidToBeMissing() throws Exception {
        inSession(session -> {
            String path = folder() + "missing.bin";
            assertThrows("read()", NoSuchFileException.class, () -> got(session, path, 0));
            assertThrows("delete()", NoSuchFileException.class, () -> session.delete(path));
            assertThrows("list()", NoSuchFileException.class, () -> session.list(folder() + "missing"));
            assertThrows("rename()", NoSuchFileException.class, () -> session.rename(path, folder() + "other.bin"));
        });
    }

    @Test
    public void required_606_aFolderIsMadeOnce() throws Exception {
        inSession(session -> {
            session.makeFolder(folder() + "inner");
            assertThrows("makeFolder() of what is there", FileAlreadyExistsException.class, () -> session.makeFolder(folder() + "inner"));
        });
    }

    @Test
    public void required_607_aFolderIsDeletedWhenItIsEmpty() throws Exception {
        inSession(session -> {
            session.makeFolder(folder() + "inner");
            put(session, folder() + "inner/data.bin", bytes(3));
            assertThrows("delete() of a folder with a file", DirectoryNotEmptyException.class, () -> session.delete(folder() + "inner"));
            assertTrue("the file is gone", session.find(folder() + "inner/data.bin").isPresent());
            session.delete(folder() + "inner/data.bin");
            session.delete(folder() + "inner");
            assertTrue("the folder is still there", session.find(folder() + "inner").isEmpty());
        });
    }

    @Test
    public void required_608_renamingMoves() throws Exception {
        inSession(session -> {
            session.makeFolder(folder() + "inner");
            put(session, folder() + "data.bin", bytes(99));
            session.rename(folder() + "data.bin", folder() + "inner/moved.bin");
            assertTrue("the old name is still there", session.find(folder() + "data.bin").isEmpty());
            assertArrayEquals("the moved file", bytes(99), got(session, folder() + "inner/moved.bin", 0));
        });
    }

    @Test
    public void required_609_namesAreTakenLiterally() throws Exception {
        inSession(session -> {
            session.makeFolder(folder() + "names");
            for (String name : NAMES) {
                put(session, folder() + "names/" + name, bytes(11));
                assertArrayEquals("the file \"" + name + "\"", bytes(11), got(session, folder() + "names/" + name, 0));
            }
            assertEquals("the names in the list", NAMES.stream().sorted().toList(),
                    session.list(folder() + "names").stream().map(FileEntry::name).sorted().toList());
        });
    }

    @Test
    public void required_610_streamsStayOpen() throws Exception {
        try (TestApp app = app(); FakeContext context = new FakeContext(definition(), connection(app.port()));
                FileSession session = transfer().open(context)) {
            EndlessFile.Closing closed = new EndlessFile.Closing();
            session.write(folder() + "data.bin", closed.source(bytes(10)));
            session.read(folder() + "data.bin", 0, closed.sink());
            assertFalse("a stream of the caller was closed", closed.isClosed());
        }
    }

    @Test
    public void required_611_aSourceThatFailsIsNoSuccess() throws Exception {
        /* not as a host uses it, which notices by itself that its stream failed */
        try (TestApp app = app(); FakeContext context = new FakeContext(definition(), connection(app.port()));
                FileSession session = transfer().open(context)) {
            assertThrows("write() from a source that broke off", Exception.class,
                    () -> session.write(folder() + "broken.bin", EndlessFile.breakingOff(100_000)));
        }
    }

    @Test
    public void required_612_aTransferEndsWhenTheHostClosesTheSockets() throws Exception {
        try (TestApp app = app()) {
            EndlessFile endless = new EndlessFile();
            FakeContext context = new FakeContext(definition(), connection(app.port()));
            CallThread<Boolean> call = CallThread.start(provider().getClass(), () -> {
                try (FileSession session = context.open(transfer())) {
                    session.write(folder() + "endless.bin", endless);
                    return true;
                }
            });
            assertTrue("the transfer does not begin: " + call.thrown(), endless.isUnderWay(Duration.ofSeconds(60)));
            context.cut();
            call.interrupt();
            boolean ended = call.endsWithin(Duration.ofSeconds(5));
            endless.end();
            assertTrue("the transfer went on after the host had closed its sockets, at " + call.where(), ended);
            assertNotNull("a transfer that was cut off is no success", call.thrown());
            context.close();
        }
    }

    @Test
    public void required_613_aWrongLoginIsRejected() throws Exception {
        try (TestApp app = app()) {
            assertEquals("open() with a wrong login", Reason.CREDENTIALS_REJECTED, refusal(wrongLogin(app.port())).reason());
        }
        assertEquals("open() with nobody listening", Reason.UNREACHABLE, refusal(connection(ScriptedServer.nobody())).reason());
    }

    private Failure refusal(SampleConnection connection) {
        try (FakeContext context = new FakeContext(definition(), connection)) {
            Exception thrown = assertThrows("open() gave a session", Exception.class, () -> transfer().open(context).close());
            return context.failure(thrown);
        }
    }

    @Test
    public void required_614_nothingIsLeftOfASession() throws Exception {
        try (TestApp app = app(); Relay relay = new Relay(app.port(), 1); OwnConnections own = new OwnConnections()) {
            SampleConnection connection = connection(relay.port());
            CallThread<Boolean> call = CallThread.start(provider().getClass(), () -> {
                inSession(connection, session -> {
                    put(session, folder() + "data.bin", bytes(100));
                    got(session, folder() + "data.bin", 0);
                });
                return true;
            });
            assertTrue("the session does not end", call.endsWithin(Duration.ofSeconds(60)));
            assertTrue("the session failed: " + call.thrown(), call.thrown() == null);
            assertEquals("connections outlived the session", 0, relay.heldAfter(Duration.ofSeconds(5)));
            assertTrue("threads outlived the session: " + call.leftThreads(), call.leftThreads().isEmpty());
            assertNone("connections that the host does not see", own.seen());
        }
    }

    @Test
    public void required_615_sessionsAtOnceDoNotMeet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (TestApp app = app()) {
            FileTransfer one = transfer();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String path = folder() + "file-" + i;
                byte[] bytes = bytes(20_000 + i);
                SampleConnection connection = connection(app.port());
                calls.add(() -> {
                    try (FakeContext context = new FakeContext(definition(), connection); FileSession session = context.open(one)) {
                        put(session, path, bytes);
                        return Arrays.equals(bytes, got(session, path, 0));
                    }
                });
            }
            for (Future<Boolean> each : threads.invokeAll(calls, LONGEST_SECONDS, TimeUnit.SECONDS)) {
                assertFalse("sessions at once do not end", each.isCancelled());
                assertTrue("a file came back changed", ended(each));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean ended(Future<Boolean> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a session failed beside others: " + e.getCause().getClass().getName(), e.getCause());
        }
    }
}
