package dev.patchbay.api.files;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a folder. Immutable.
 *
 * @param name the last part of its path
 * @param kind what it is
 * @param size bytes; -1 where the server does not say
 * @param modifiedAt when it was last written, where the server says so
 */
public record FileEntry(String name, Kind kind, long size, @Nullable Instant modifiedAt) {

    /** What an entry is. */
    public enum Kind {
        /** A file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A symbolic link. */
        LINK,
        /** Something else, a device for example. */
        OTHER
    }
}
