package dev.patchbay.api.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A logged-in session on a file server, used by one thread. Paths are absolute below the connection's base folder, start
 * with {@code /} and are already free of {@code ..}, CR, LF and NUL. A call <em>is</em> the transfer: it returns when the
 * last byte is through. What is missing is thrown as {@link java.nio.file.NoSuchFileException}, what is there already as
 * {@link java.nio.file.FileAlreadyExistsException}, what may not be done as {@link java.nio.file.AccessDeniedException}.
 */
@ConsumerType
public interface FileSession extends AutoCloseable {

    /** The entries of a folder, without {@code .} and {@code ..}, in the server's order. */
    List<FileEntry> list(String path) throws IOException;

    /** The entry at this path, if there is one. */
    Optional<FileEntry> find(String path) throws IOException;

    /** Copies a file's bytes from {@code offset} to its end into {@code out}, which stays open. */
    void read(String path, long offset, OutputStream out) throws IOException;

    /** Writes a file, replacing one that is there; the stream stays open. */
    void write(String path, InputStream in) throws IOException;

    /** Makes one folder; its parent must be there. */
    void makeFolder(String path) throws IOException;

    /** Renames or moves; replaces a file that is there where the server allows it. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file, or a folder that is empty; another one is a {@link java.nio.file.DirectoryNotEmptyException}. */
    void delete(String path) throws IOException;

    /** Logs out. */
    @Override
    void close() throws IOException;
}
