package dev.patchbay.core.internal.connections;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.audit.Uses;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves files through connections. That a caller begins is an audit entry before the provider is called; what was moved or
 * changed is one of its own, with path and bytes. Thread-safe.
 */
public final class FileTransfers implements ConnectionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FileTransfers.class);
    private static final String PATH = "path";

    private final UsableConnections usable;
    private final AccessTokens tokens;
    private final Uses uses;
    private final Database database;
    private final AuditChain audit;
    private final Uploads uploads;

    public FileTransfers(
            UsableConnections usable,
            AccessTokens tokens,
            Uses uses,
            Database database,
            AuditChain audit,
            Uploads uploads) {
        this.usable = usable;
        this.tokens = tokens;
        this.uses = uses;
        this.database = database;
        this.audit = audit;
        this.uploads = uploads;
    }

    @Override
    public List<FileEntry> list(Caller caller, String id, String path) {
        String plain = FilePaths.checked(PATH, path);
        return run(caller, id, (row, session) ->
                session.list(plain).stream().sorted(Comparator.comparing(FileEntry::name)).toList());
    }

    @Override
    public FileEntry get(Caller caller, String id, String path) {
        String plain = FilePaths.checked(PATH, path);
        return run(caller, id, (row, session) -> present(session, plain));
    }

    @Override
    public void download(Caller caller, String id, String path, long offset, Download download) {
        String plain = FilePaths.checkedEntry(PATH, path);
        run(caller, id, (row, session) -> {
            FileEntry entry = present(session, plain);
            if (entry.kind() == FileEntry.Kind.FOLDER) {
                throw new ProblemException(ProblemType.CONFLICT, "This is a folder, not a file.");
            }
            OutputStream out = download.begin(entry);
            CountingOutput counted = new CountingOutput(out);
            String end = "cut";
            try {
                readWhole(session, plain, offset, entry.size(), counted);
                out.flush();
                end = "whole";
            } finally {
                entry(caller, row, "connection.file.download",
                        Map.of(PATH, plain, "bytes", String.valueOf(counted.count()), "end", end));
            }
            return entry;
        });
    }

    /** A server that goes once the last byte is through, before it says so, takes nothing back. */
    private static void readWhole(FileSession session, String path, long offset, long size, CountingOutput out) throws IOException {
        try {
            session.read(path, offset, out);
        } catch (IOException | RuntimeException e) {
            if (size < 0 || offset + out.count() != size) {
                throw e;
            }
            LOG.debug("the app failed after the last byte of a download: {}", e.getMessage());
        }
    }

    @Override
    public FileEntry upload(Caller caller, String id, String path, InputStream in, boolean overwrite) {
        String plain = FilePaths.checkedEntry(PATH, path);
        return run(caller, id, (row, session) -> {
            CountingInput counted = new CountingInput(in);
            FileEntry entry = uploads.upload(session, plain, counted, overwrite);
            entry(caller, row, "connection.file.upload", Map.of(PATH, plain, "bytes", String.valueOf(counted.count())));
            return entry;
        });
    }

    @Override
    public FileEntry makeFolder(Caller caller, String id, String path) {
        String plain = FilePaths.checkedEntry(PATH, path);
        return run(caller, id, (row, session) -> {
            session.makeFolder(plain);
            entry(caller, row, "connection.file.make-folder", Map.of(PATH, plain));
            return present(session, plain);
        });
    }

    @Override
    public FileEntry rename(Caller caller, String id, String from, String to) {
        String plain = FilePaths.checkedEntry(PATH, from);
        String target = FilePaths.checkedEntry("rename-to", to);
        return run(caller, id, (row, session) -> {
            present(session, plain);
            if (session.find(target).isPresent()) {
                throw new FileAlreadyExistsException(target);
            }
            session.rename(plain, target);
            entry(caller, row, "connection.file.rename", Map.of(PATH, plain, "to", target));
            return present(session, target);
        });
    }

    @Override
    public void delete(Caller caller, String id, String path) {
        String plain = FilePaths.checkedEntry(PATH, path);
        run(caller, id, (row, session) -> {
            session.delete(plain);
            entry(caller, row, "connection.file.delete", Map.of(PATH, plain));
            return true;
        });
    }

    /** What is done in a session with a connection. */
    private interface Work<T> {
        T run(ConnectionRow row, FileSession session) throws IOException;
    }

    private <T> T run(Caller caller, String id, Work<T> work) {
        Permissions.require(caller, Scope.USE);
        UsableConnections.Usable found = usable.connected(caller, id);
        ConnectionRow row = found.row();
        uses.note(caller, "connection.files", id, row.account(), Map.of("provider", row.provider()));
        AccessTokens.Opened opened = tokens.open(found, usable.open(found.loaded()));
        return found.live().files(
                found.method(), opened.values(), opened.accessToken(), Grant.parse(row.grant()),
                session -> work.run(row, session));
    }

    private void entry(Caller caller, ConnectionRow row, String action, Map<String, String> detail) {
        database.write(w -> audit.append(w, caller, action, row.id(), row.account(), detail));
    }

    private static FileEntry present(FileSession session, String path) throws IOException {
        if (path.equals("/")) {
            return session.find(path).orElse(new FileEntry("", FileEntry.Kind.FOLDER, -1, null));
        }
        return session.find(path).orElseThrow(() -> new NoSuchFileException(path));
    }
}
