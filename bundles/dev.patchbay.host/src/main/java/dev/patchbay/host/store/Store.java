package dev.patchbay.host.store;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one door to the database. The service is registered once the database is open and its schema is current. Thread-safe.
 * Everything throws {@link StoreException} where the database cannot be used.
 */
@ProviderType
public interface Store {
    /** Something to be read. */
    @FunctionalInterface
    interface ReadWork<T> {
        /** Does it; an exception passes through. */
        T run(StoreReader reader);
    }

    /** Something to be written. */
    @FunctionalInterface
    interface WriteWork<T> {
        /** Does it; an exception undoes this work, alone, and passes through. */
        T run(StoreWriter writer);
    }

    /** Reads a consistent view. */
    <T> T read(ReadWork<T> work);

    /**
     * Writes, and returns once it is durable. Works of several threads share one commit; each is undone by itself if it
     * fails. The work runs on another thread, one work at a time: it must be short and must not wait for anything.
     */
    <T> T write(WriteWork<T> work);

    /** A consistent copy of the whole database as one file, while it is in use. */
    void snapshot(Path file) throws IOException;

    /**
     * Checks a copy made by {@link #snapshot}: that it is whole and not newer than this program.
     *
     * @return one sentence about it: schema version and how many connections it holds
     * @throws StoreException saying what is wrong
     */
    String check(Path copy);

    /**
     * Puts a checked copy in place of this database, which must hold no keys yet (nothing was ever sealed in it). Later reads
     * and writes go to the copy's content.
     */
    void adopt(Path copy) throws IOException;

    /** How large the database is. */
    StoreSize size() throws IOException;

    /** The version of the schema. */
    int schemaVersion();
}
