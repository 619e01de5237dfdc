package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading and making small files that hold a passphrase or a key. Stateless. */
final class KeyFiles {
    /** More than any passphrase; a larger file is a mistake. */
    static final int LIMIT = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private KeyFiles() {}

    /**
     * The content.
     *
     * @throws VaultException {@code KEY_MISSING} when the file is not there or cannot be read, {@code KEY_WRONG} when it is too
     *     large to be meant
     */
    static byte[] read(Path file, String what, String remedy) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMIT + 1);
            if (content.length > LIMIT) {
                throw new VaultException(VaultException.Reason.KEY_WRONG,
                        "The file " + file + " is larger than " + LIMIT + " bytes and so no " + what + ". " + remedy, null);
            }
            return content;
        } catch (IOException e) {
            throw new VaultException(VaultException.Reason.KEY_MISSING,
                    "There is no " + what + ": the file " + file + " " + problem(e) + ". " + remedy, null);
        }
    }

    private static String problem(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "does not exist";
        }
        return e instanceof AccessDeniedException ? "may not be read by this user" : "cannot be read";
    }

    /** Whether others than the owner have any right on it; false where the file system knows no such rights. */
    static boolean isOpenToOthers(Path file) {
        try {
            return !OWNER.containsAll(Files.getPosixFilePermissions(file));
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("The permissions of {} cannot be read", file, e);
            return false;
        }
    }

    /**
     * Makes a file of the owner alone that is there whole or not at all, also after a power cut, and never replaces one.
     *
     * @return whether it was made; false when there was one
     */
    static boolean createIfAbsent(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        // what a start that was killed left behind; a passphrase that no key was ever sealed with
        Files.deleteIfExists(part);
        try {
            write(part, content);
            return link(part, file, content);
        } finally {
            Files.deleteIfExists(part);
            forceFolder(file);
        }
    }

    private static boolean link(Path part, Path file, byte[] content) throws IOException {
        try {
            Files.createLink(file, part);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // a file system without hard links: still never over a file, but not atomic
            LOG.debug("{} cannot be linked", file, e);
        }
        try {
            write(file, content);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /* where there are no POSIX rights, the file has those of the data folder, which is its owner's */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }

    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder, and makes their entries durable by itself
            LOG.debug("The folder {} cannot be forced to disk", folder, e);
        }
    }
}
