package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything to be kept, made with access for its owner only, and its lock: one running host owns
 * the folder until {@link #close()} or the end of the process. Used by one thread.
 */
final class DataFolder implements AutoCloseable {
    /** Beyond any content, so that the process number stays readable where locks are mandatory. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    private final Path folder;
    private @Nullable FileChannel channel;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder, made if it is not there, with {@code tmp} and {@code logs} in it.
     *
     * @throws StartFailure {@link ExitCodes#NOT_WRITABLE}
     */
    static DataFolder open(Path folder) {
        try {
            if (folder.getParent() != null) {
                Files.createDirectories(folder.getParent());
            }
            for (Path wanted : new Path[] {folder, folder.resolve("tmp"), folder.resolve("logs")}) {
                if (!Files.isDirectory(wanted)) {
                    Files.createDirectory(wanted, ownerOnly());
                }
            }
            Files.delete(Files.createTempFile(folder, ".writable", ""));
            Files.delete(Files.createTempFile(folder.resolve("tmp"), ".writable", ""));
            return new DataFolder(folder);
        } catch (IOException e) {
            throw new StartFailure(ExitCodes.NOT_WRITABLE, "The data folder " + folder + " cannot be written ("
                    + e.getClass().getSimpleName() + "). Let the user " + System.getProperty("user.name")
                    + " write there, or set data.dir to another folder.");
        }
    }

    Path path() {
        return folder;
    }

    Path tmp() {
        return folder.resolve("tmp");
    }

    /**
     * Owns the folder from here on.
     *
     * @throws StartFailure {@link ExitCodes#DATA_IN_USE} naming the process that owns it
     */
    void lock() {
        Path file = folder.resolve("lock");
        try {
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(opened);
            if (lock == null) {
                String owner = StandardCharsets.US_ASCII.decode(read(opened)).toString().strip();
                opened.close();
                throw new StartFailure(ExitCodes.DATA_IN_USE, "The data folder " + folder + " is in use by a running host (process "
                        + owner + "). Stop that one first, or set data.dir to another folder.");
            }
            opened.truncate(0).write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel = opened;
        } catch (IOException e) {
            throw new StartFailure(ExitCodes.NOT_WRITABLE, "The file " + file + " cannot be locked (" + e.getClass().getSimpleName()
                    + "); data.dir must be on a disk that supports locks.");
        }
    }

    /** Gives the folder up. */
    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("The lock of " + folder + " cannot be released.", e);
            }
            channel = null;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCK_POSITION, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static ByteBuffer read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        return content.flip();
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
