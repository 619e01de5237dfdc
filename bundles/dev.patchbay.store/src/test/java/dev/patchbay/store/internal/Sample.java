package dev.patchbay.store.internal;

import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows.AuditRow;
import dev.patchbay.host.store.StoreWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows to test with. */
final class Sample {
    static final byte[] BYTES = {0, 1, -1, 127, -128};

    private Sample() {}

    static SqlStore open(Path data) throws java.io.IOException {
        return SqlStore.open(data, Clock.systemUTC(), 4);
    }

    /** A connection that tests change one thing of. */
    static final class Row {
        String id;
        String account = "north";
        String provider = "ftp";
        String label = "Main shop";
        String status = "ready";
        long version = 1;
        byte[] dataKey = {9, 8, 7};
        byte[] payload = BYTES;
        long createdAt = 1_000;
        @Nullable Long deletedAt;
        @Nullable Long purgeAt;

        Row(String id) {
            this.id = id;
        }

        Row account(String value) {
            account = value;
            return this;
        }

        Row provider(String value) {
            provider = value;
            return this;
        }

        Row label(String value) {
            label = value;
            return this;
        }

        Row status(String value) {
            status = value;
            return this;
        }

        Row version(long value) {
            version = value;
            return this;
        }

        Row dataKey(byte... value) {
            dataKey = value;
            return this;
        }

        Row payload(byte... value) {
            payload = value;
            return this;
        }

        Row createdAt(long value) {
            createdAt = value;
            return this;
        }

        Row deleted(long at, long purge) {
            deletedAt = at;
            purgeAt = purge;
            return this;
        }

        ConnectionRow row() {
            return new ConnectionRow(
                    id, account, provider, "password", label, status, null, "dev.patchbay.app.ftp", 3, version,
                    "{\"hosts\":[]}", "kek-1", dataKey, payload, new byte[] {4, 2}, createdAt, createdAt + 5, null,
                    deletedAt, purgeAt, null, null);
        }
    }

    static AuditRow audit(long seq) {
        return audit(seq, "north", "c1", "connection.use");
    }

    static AuditRow audit(long seq, @Nullable String account, String subject, String action) {
        return new AuditRow(
                seq, seq / 10, 1_000 + seq, "key-1", "Main", "127.0.0.1", action, subject, account, "{}", BYTES);
    }

    static ConnectionFilter all(int limit) {
        return ConnectionFilter.newest(null, null, null, List.of(), false, null, null, limit);
    }

    static ConnectionFilter words(String... words) {
        return ConnectionFilter.newest(null, null, null, List.of(words), false, null, null, 100);
    }

    static ConnectionFilter after(ConnectionRow last, int limit) {
        return ConnectionFilter.newest(null, null, null, List.of(), false, last.createdAt(), last.id(), limit);
    }

    /** The ids of a page in an order. */
    static List<String> ordered(SqlStore store, ConnectionOrder order, ConnectionFilter.@Nullable Place after, int limit) {
        ConnectionFilter filter = new ConnectionFilter(null, null, null, List.of(), false, order, after, limit);
        return store.read(r -> r.listConnections(filter)).stream().map(ConnectionRow::id).toList();
    }

    /** All that a row holds, to compare with. */
    static String text(Record row) {
        return Arrays.stream(row.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + value(row, component))
                .collect(Collectors.joining(" "));
    }

    private static String value(Record row, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(row);
            return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** One bit of work that gives nothing back. */
    static void write(SqlStore store, Consumer<StoreWriter> work) {
        store.write(writer -> {
            work.accept(writer);
            return null;
        });
    }
}
