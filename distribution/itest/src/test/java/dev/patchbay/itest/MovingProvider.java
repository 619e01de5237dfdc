package dev.patchbay.itest;

import static dev.patchbay.api.provider.Field.option;

import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A provider whose bundle says in an entry which version its schema has. Each version renames a field and turns a choice
 * further, so that values which were migrated twice, or not at all, differ. Listing files makes one HTTP call.
 */
public final class MovingProvider implements ConnectionProvider, FileTransfer {
    static final String SCHEMA = "schema.txt";
    static final String TURNS = "abcd";
    static final Field<String> HOST = Field.host("host", "Host");
    static final Field<Integer> PORT = Field.integer("port", "Port").range(1, 65_535).endpoint();
    static final Field<Secret> SECRET = Field.secret("secret", "Secret");
    static final Field<String> TURN = Field.choice("turn", "Turn", option("a", "A"), option("b", "B"), option("c", "C"), option("d", "D"));

    /** For declarative services. */
    public MovingProvider() {}

    @Override
    public ConnectionDefinition definition() {
        int version = schema();
        Migration[] way = IntStream.range(1, version).mapToObj(from -> Migration.from(from)
                .rename("name" + from, "name" + (from + 1))
                .replace("turn", Map.of("a", "b", "b", "c", "c", "d", "d", "a"))).toArray(Migration[]::new);
        return ConnectionDefinition.of("moving", "Moving").version(version, way).allowedHosts("{host}")
                .methods(ConnectionMethod.of("only", "Only").fields(HOST, PORT, SECRET, TURN, Field.text("name" + version, "Name")));
    }

    private static int schema() {
        try (InputStream in = MovingProvider.class.getResourceAsStream("/" + SCHEMA)) {
            return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileSession open(ConnectionContext context) {
        return new Session(context);
    }

    /** Its one folder holds what the HTTP server answered. */
    static final class Session implements FileSession {
        private final ConnectionContext context;

        Session(ConnectionContext context) {
            this.context = context;
        }

        @Override
        public List<FileEntry> list(String path) throws IOException {
            var values = context.values();
            var reply = context.http().send(HttpCall.get(URI.create("http://" + values.get(HOST) + ":" + values.get(PORT) + "/")));
            return List.of(new FileEntry("v" + schema() + "-" + values.get(TURN) + "-" + reply.status(), FileEntry.Kind.FILE, -1, null));
        }

        @Override
        public Optional<FileEntry> find(String path) {
            return Optional.empty();
        }

        @Override
        public void read(String path, long offset, OutputStream out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(String path, InputStream in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void makeFolder(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(String from, String to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            /* sockets belong to the call */
        }
    }
}
