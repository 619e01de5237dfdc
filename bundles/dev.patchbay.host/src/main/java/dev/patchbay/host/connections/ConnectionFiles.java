package dev.patchbay.host.connections;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.access.Caller;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files through connections whose provider moves them. Paths start with {@code /}; {@code ..}, CR, LF and NUL are refused as
 * {@code MALFORMED}; a path that is not there is {@code NOT_FOUND}, another failure of the app {@code APP_FAILED} with its
 * reason as the error code. A call is the transfer. Thread-safe.
 */
@ProviderType
public interface ConnectionFiles {

    /** A transfer in progress. */
    @FunctionalInterface
    interface Download {
        /** Called once the file was found and before its first byte; returns where the bytes go. */
        OutputStream begin(FileEntry entry) throws java.io.IOException;
    }

    /** The entries of a folder, in the order of their names. */
    List<FileEntry> list(Caller caller, String id, String path);

    /** The entry at a path. */
    FileEntry get(Caller caller, String id, String path);

    /** Sends a file's bytes from an offset to its end. */
    void download(Caller caller, String id, String path, long offset, Download download);

    /**
     * Writes a file under a temporary name, then renames it: it is whole or absent.
     *
     * @param overwrite whether a file that is there is replaced; otherwise it is a {@code PRECONDITION_FAILED}
     */
    FileEntry upload(Caller caller, String id, String path, InputStream in, boolean overwrite);

    /** Makes a folder. */
    FileEntry makeFolder(Caller caller, String id, String path);

    /** Renames or moves; what is there already at the new path is a {@code CONFLICT}. */
    FileEntry rename(Caller caller, String id, String from, String to);

    /** Deletes a file or an empty folder. */
    void delete(Caller caller, String id, String path);
}
