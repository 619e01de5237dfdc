package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What one run of a command needs for itself, apart from a host that runs beside it; named for the process. */
final class CommandFolder implements AutoCloseable {
    private static final String PREFIX = "command-";

    private final Path folder;

    private CommandFolder(Path folder) {
        this.folder = folder;
    }

    /** A new one for this process. */
    static CommandFolder make(Path tmp) {
        try {
            deleteAbandoned(tmp);
            return new CommandFolder(Files.createDirectories(tmp.resolve(PREFIX + ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw unwritable(tmp, e);
        }
    }

    /** Removes what processes left that were killed. */
    static void deleteAbandoned(Path tmp) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(tmp, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!isOfRunningProcess(folder.getFileName().toString())) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw unwritable(tmp, e);
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static boolean isOfRunningProcess(String name) {
        String pid = name.substring(PREFIX.length());
        return pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent()
                && Long.parseLong(pid) != ProcessHandle.current().pid();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    private static StartFailure unwritable(Path tmp, IOException e) {
        return new StartFailure(ExitCodes.NOT_WRITABLE, "The folder " + tmp + " cannot be written (" + e.getClass().getSimpleName() + ").");
    }
}
