package dev.patchbay.itest;

import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider with everything mixed in, one part of which misbehaves as {@link HostileProvider} does. */
public final class HostileHooks
        implements ConnectionProvider, ConnectionProvider.Refreshable, ConnectionProvider.Revocable, RequestSigning, FileTransfer {
    private static final long HOUR = 3_600;

    /** For declarative services. */
    public HostileHooks() {}

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of(HostileProvider.entry("id.txt"), "Hostile").allowedHosts("api.example.com")
                .methods(ConnectionMethod.of("only", "Only").fields(Field.text("value", "Value").optional()));
    }

    @Override
    public void test(TestRun run) {
        HostileProvider.misbehave("test");
    }

    @Override
    public Renewed refresh(ConnectionContext context) {
        HostileProvider.misbehave("refresh");
        return new Renewed(Secret.of("token"), null, Instant.now().plusSeconds(HOUR), Values.empty());
    }

    @Override
    public void revoke(ConnectionContext context) {
        HostileProvider.misbehave("revoke");
    }

    @Override
    public Map<String, String> sign(ConnectionContext context, Request request) {
        HostileProvider.misbehave("sign");
        return Map.of("X-Signed", "yes");
    }

    @Override
    public FileSession open(ConnectionContext context) {
        HostileProvider.misbehave("files");
        return new Session();
    }

    /** Its folder can be without end. */
    static final class Session implements FileSession {
        @Override
        public List<FileEntry> list(String path) {
            return HostileProvider.entry(HostileProvider.ENTRY).equals("list-endless") ? new Endless() : List.of();
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

    /** As many entries as a list can have, and more. */
    static final class Endless extends AbstractList<FileEntry> {
        @Override
        public FileEntry get(int index) {
            return new FileEntry("entry-" + index, FileEntry.Kind.FILE, 1, null);
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }
}
