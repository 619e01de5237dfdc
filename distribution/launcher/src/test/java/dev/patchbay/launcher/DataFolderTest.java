package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DataFolderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void folderIsMadeForItsOwnerOnly() throws Exception {
        Path wanted = folder.getRoot().toPath().resolve("some/data");
        Assume.assumeTrue(Files.getFileStore(folder.getRoot().toPath()).supportsFileAttributeView("posix"));

        DataFolder.open(wanted).close();

        for (Path made : new Path[] {wanted, wanted.resolve("tmp"), wanted.resolve("logs")}) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        }
    }

    @Test
    public void nothingIsLeftOfTheWriteCheck() throws Exception {
        Path data = folder.getRoot().toPath();

        DataFolder.open(data).close();

        try (var entries = Files.list(data)) {
            assertEquals("[logs, tmp]", entries.map(entry -> entry.getFileName().toString()).sorted().toList().toString());
        }
    }

    @Test
    public void folderThatIsAFileIsNotWritable() throws Exception {
        Path file = folder.newFile().toPath();

        StartFailure failure = assertThrows(StartFailure.class, () -> DataFolder.open(file));

        assertEquals(ExitCodes.NOT_WRITABLE, failure.exitCode());
        assertTrue(failure.getMessage(), failure.getMessage().contains(file.toString()) && failure.getMessage().contains("data.dir"));
    }

    @Test
    public void secondOwnerIsRefusedAndToldOfTheFirst() {
        Path data = folder.getRoot().toPath();
        try (DataFolder first = DataFolder.open(data); DataFolder second = DataFolder.open(data)) {
            first.lock();

            StartFailure failure = assertThrows(StartFailure.class, second::lock);

            assertEquals(ExitCodes.DATA_IN_USE, failure.exitCode());
            assertTrue(failure.getMessage(), failure.getMessage().contains("process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    public void folderThatWasGivenUpCanBeOwned() throws Exception {
        Path data = folder.getRoot().toPath();
        Files.writeString(data.resolve("lock"), "123456789 left by a process that was killed\n");
        try (DataFolder first = DataFolder.open(data)) {
            first.lock();
        }
        try (DataFolder second = DataFolder.open(data)) {
            second.lock();

            assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(data.resolve("lock")));
        }
    }

    @Test
    public void onlyWhatKilledCommandsLeftIsRemoved() throws Exception {
        Path tmp = DataFolder.open(folder.getRoot().toPath()).tmp();
        Path abandoned = Files.createDirectories(tmp.resolve("command-999999999/cache/bundle1"));
        Files.createFile(abandoned.resolve("jar"));
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path running = Files.createDirectory(tmp.resolve("command-" + parent));
        Path other = Files.createFile(tmp.resolve("upload"));

        CommandFolder.deleteAbandoned(tmp);

        assertTrue(Files.notExists(tmp.resolve("command-999999999")));
        assertTrue(Files.exists(running) && Files.exists(other));
    }
}
