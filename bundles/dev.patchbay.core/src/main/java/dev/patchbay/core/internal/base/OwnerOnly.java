package dev.patchbay.core.internal.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner reads, where the file system knows owners. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** What a new file in this folder is made with. */
    public static FileAttribute<?>[] attributes(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /** The folder for what is in the making. */
    public static Path temporary(Path data) throws IOException {
        return Files.createDirectories(data.resolve("tmp"));
    }

    /** Makes a rename in this folder durable, where the system lets a folder be opened. */
    public static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
