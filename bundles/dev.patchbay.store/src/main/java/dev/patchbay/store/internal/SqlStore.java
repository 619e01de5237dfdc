package dev.patchbay.store.internal;

import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The store on one database file: one writer thread, several readers. Thread-safe.
 *
 * <p>A write that returned is on the disk (write-ahead log, {@code synchronous=FULL}). Shredded keys are overwritten in the
 * database and leave the write-ahead log within seconds, as soon as no reader needs it; blocks that a file system or a disk
 * keeps elsewhere, and copies made before, are out of its reach.
 */
public final class SqlStore implements Store, AutoCloseable {
    private final DatabaseFile file;
    private final ReaderPool readers;
    private final GroupCommit writes;
    private final int schemaVersion;

    private SqlStore(DatabaseFile file, int schemaVersion, int readers) {
        this.file = file;
        this.schemaVersion = schemaVersion;
        this.readers = new ReaderPool(file::reader, readers);
        this.writes = new GroupCommit(file.writer(), file::writer);
    }

    /**
     * Opens the database {@code patchbay.db} of a data folder, making it or bringing it to this program's schema.
     *
     * @param readers connections that read, at the most
     * @throws dev.patchbay.host.store.StoreException if it cannot be used; nothing is changed then
     */
    public static SqlStore open(Path data, Clock clock, int readers) throws IOException {
        return open(data, new Migrations(SchemaStep.shipped(), clock), clock, readers);
    }

    /** The same with other schema steps. */
    static SqlStore open(Path data, Migrations migrations, Clock clock, int readers) throws IOException {
        DatabaseFile file = new DatabaseFile(data, migrations, clock);
        file.prepare();
        return new SqlStore(file, migrations.latest(), readers);
    }

    @Override
    public <T> T read(ReadWork<T> work) {
        SqlWriter inWork = writes.current();
        return inWork != null ? work.run(inWork) : readers.read(work);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The wait cannot be interrupted, so that the caller always learns whether it was written; the interrupt flag stays
     * set. A write inside a write is refused with {@link IllegalStateException}.
     */
    @Override
    public <T> T write(WriteWork<T> work) {
        return writes.write(work);
    }

    @Override
    public void snapshot(Path target) throws IOException {
        file.copyTo(target);
    }

    @Override
    public String check(Path copy) {
        return file.check(copy);
    }

    @Override
    public void adopt(Path copy) throws IOException {
        if (!read(reader -> reader.keys().isEmpty())) {
            throw DatabaseFile.holdsKeys();
        }
        file.check(copy);
        Path staged = file.stage(copy);
        try {
            writes.pause(() -> readers.pause(() -> replaceWith(staged)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            DatabaseFile.deleteWithLog(staged);
        }
    }

    private void replaceWith(Path staged) {
        try {
            file.replaceWith(staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StoreSize size() throws IOException {
        long free = read(r -> ((SqlReader) r).session.number(Sqlite.FREE_BYTES));
        return new StoreSize(Sqlite.KIND, file.bytes(), free);
    }

    @Override
    public int schemaVersion() {
        return schemaVersion;
    }

    /** Does the writes that wait, then closes every connection. */
    @Override
    public void close() {
        writes.close();
        readers.close();
    }
}
