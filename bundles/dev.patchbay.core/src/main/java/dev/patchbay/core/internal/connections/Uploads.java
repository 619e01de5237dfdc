package dev.patchbay.core.internal.connections;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file under a temporary name beside it, then renames it, so that it is whole or absent. Thread-safe. */
public final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final SecureRandom random;

    public Uploads(SecureRandom random) {
        this.random = random;
    }

    FileEntry upload(FileSession session, String path, CountingInput in, boolean overwrite) throws IOException {
        Optional<FileEntry> former = session.find(path);
        if (former.isPresent() && !overwrite) {
            throw thereAlready();
        }
        if (former.filter(e -> e.kind() == FileEntry.Kind.FOLDER).isPresent()) {
            throw new ProblemException(ProblemType.CONFLICT, "This is a folder.");
        }
        byte[] name = new byte[8];
        random.nextBytes(name);
        String part = FilePaths.in(FilePaths.folder(path), ".patchbay-" + HexFormat.of().formatHex(name) + ".part");
        boolean done = false;
        try {
            session.write(part, in);
            place(session, part, path, overwrite);
            done = true;
        } finally {
            if (!done) {
                remove(session, part);
            }
        }
        /* a server that shows nothing may have taken it all the same: the rename said so */
        String file = path.substring(path.lastIndexOf('/') + 1);
        return session.find(path).orElseGet(() -> new FileEntry(file, FileEntry.Kind.FILE, in.count(), null));
    }

    private static void place(FileSession session, String part, String path, boolean overwrite) throws IOException {
        Optional<FileEntry> former = session.find(path);
        if (former.isPresent() && !overwrite) {
            throw thereAlready();
        }
        if (former.isEmpty()) {
            session.rename(part, path);
            return;
        }
        try {
            session.rename(part, path);
        } catch (FileAlreadyExistsException | AccessDeniedException e) {
            replace(session, part, path);
        }
    }

    /** For a server that replaces nothing when it renames: the former file steps aside and comes back if this fails. */
    private static void replace(FileSession session, String part, String path) throws IOException {
        String aside = part.substring(0, part.length() - ".part".length()) + ".former";
        session.rename(path, aside);
        boolean done = false;
        try {
            session.rename(part, path);
            done = true;
        } finally {
            if (!done) {
                session.rename(aside, path);
            }
        }
        remove(session, aside);
    }

    /** As good as it can: after a broken line there may be no session to remove it with. */
    private static void remove(FileSession session, String part) {
        try {
            session.delete(part);
        } catch (IOException | RuntimeException e) {
            LOG.debug("a temporary file was not removed: {}", e.getClass().getName());
        }
    }

    private static ProblemException thereAlready() {
        return new ProblemException(ProblemType.PRECONDITION_FAILED, "There is a file at this path already.");
    }
}
