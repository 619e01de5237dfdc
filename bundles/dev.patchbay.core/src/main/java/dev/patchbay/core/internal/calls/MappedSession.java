package dev.patchbay.core.internal.calls;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider's file session as the host uses it: whatever the provider throws becomes an exception made here, whatever it
 * gives is copied. For one thread, within the call.
 */
public final class MappedSession implements FileSession {
    private static final int MOST_ENTRIES = 100_000;

    private final FileSession session;
    private final CallContext context;

    /** A session of this call. */
    public MappedSession(FileSession session, CallContext context) {
        this.session = session;
        this.context = context;
    }

    @Override
    public List<FileEntry> list(String path) throws IOException {
        return through(path, context.clientStreams(), () -> bounded(session.list(path)));
    }

    /** An author's list may be without end. */
    private static List<FileEntry> bounded(List<FileEntry> list) throws ConnectionFailure {
        List<FileEntry> copy = new ArrayList<>();
        for (FileEntry entry : list) {
            if (copy.size() == MOST_ENTRIES) {
                throw new ConnectionFailure(Reason.REMOTE_ERROR, "The folder has more than " + MOST_ENTRIES + " entries.");
            }
            copy.add(Objects.requireNonNull(entry));
        }
        return List.copyOf(copy);
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
        return through(path, context.clientStreams(), () -> Objects.requireNonNull(session.find(path)));
    }

    @Override
    public void read(String path, long offset, OutputStream out) throws IOException {
        ClientStreams client = context.clientStreams();
        run(path, client, () -> session.read(path, offset, client.of(out)));
    }

    @Override
    public void write(String path, InputStream in) throws IOException {
        ClientStreams client = context.clientStreams();
        run(path, client, () -> session.write(path, client.of(in)));
    }

    @Override
    public void makeFolder(String path) throws IOException {
        run(path, context.clientStreams(), () -> session.makeFolder(path));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        run(from, context.clientStreams(), () -> session.rename(from, to));
    }

    @Override
    public void delete(String path) throws IOException {
        run(path, context.clientStreams(), () -> session.delete(path));
    }

    @Override
    public void close() throws IOException {
        run("/", context.clientStreams(), session::close);
    }

    private interface Change {
        void run() throws Exception;
    }

    private interface Question<T> {
        T run() throws Exception;
    }

    private void run(String path, ClientStreams client, Change change) throws IOException {
        through(path, client, () -> {
            change.run();
            return path;
        });
    }

    private <T> T through(String path, ClientStreams client, Question<T> question) throws IOException {
        T answer;
        try {
            answer = question.run();
        } catch (NoSuchFileException e) {
            client.rethrow();
            throw new NoSuchFileException(path);
        } catch (FileAlreadyExistsException e) {
            client.rethrow();
            throw new FileAlreadyExistsException(path);
        } catch (DirectoryNotEmptyException e) {
            client.rethrow();
            throw new DirectoryNotEmptyException(path);
        } catch (AccessDeniedException e) {
            client.rethrow();
            throw new AccessDeniedException(path);
        } catch (Throwable e) {
            client.rethrow();
            Failure failure = context.failure(e, e instanceof IOException ? Reason.REMOTE_ERROR : Reason.UNEXPECTED);
            throw new ConnectionFailure(failure.reason(), failure.message());
        }
        /* also where the provider swallowed it: bytes are missing then */
        client.rethrow();
        return answer;
    }
}
