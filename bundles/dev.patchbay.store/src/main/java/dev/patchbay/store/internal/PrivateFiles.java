package dev.patchbay.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files for the owner alone: 0600, folders 0700, where the file system knows POSIX permissions. */
final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Makes a folder and those above it, unless they are there. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                createFolder(parent);
            }
            Files.createDirectory(folder, attributes(folder, FOLDER));
        }
    }

    /**
     * Makes an empty file.
     *
     * @throws FileAlreadyExistsException if there is one
     */
    static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file, FILE));
    }

    /**
     * Makes an empty file, or takes other people's permissions away from the one that is there.
     *
     * @throws FileAlreadyExistsException if what is there is no file
     */
    static void createOrRestrict(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
            if (isPosix(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    /** Returns once a file's content is on the disk, and its name too where folders can be flushed. */
    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        flushFolderOf(file);
    }

    /** Returns once the names in a file's folder are on the disk, where folders can be flushed (POSIX). */
    static void flushFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        return parent != null && isPosix(parent)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path existing) throws IOException {
        FileStore store = Files.getFileStore(existing);
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
