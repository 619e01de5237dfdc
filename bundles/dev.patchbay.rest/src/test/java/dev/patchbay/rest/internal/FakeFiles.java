package dev.patchbay.rest.internal;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Files whose byte at an offset is known, so that they need no space; transfers run on another thread, as in the host. */
final class FakeFiles implements ConnectionFiles {
    /** Of {@code /big}, and after that many bytes {@code /cut} breaks off. */
    static final long BIG = 48L << 20;

    private final FakeHost host;
    final AtomicLong uploaded = new AtomicLong();

    FakeFiles(FakeHost host) {
        this.host = host;
    }

    static byte at(long offset) {
        return (byte) (offset * 31 + offset / 251);
    }

    @Override
    public List<FileEntry> list(Caller caller, String id, String path) {
        host.note("ls " + path);
        return List.of(new FileEntry("in", FileEntry.Kind.FOLDER, -1, null), get(caller, id, "/a.txt"));
    }

    @Override
    public FileEntry get(Caller caller, String id, String path) {
        long size = switch (path) {
            case "/a.txt", "/é \"ü\".txt" -> 10;
            case "/empty" -> 0;
            case "/unsized" -> -1;
            case "/big", "/cut", "/refused" -> BIG;
            default -> throw FakeHost.notFound();
        };
        return new FileEntry(path.substring(1), FileEntry.Kind.FILE, size, FakeHost.THEN);
    }

    @Override
    public void download(Caller caller, String id, String path, long offset, Download download) {
        FileEntry entry = get(caller, id, path);
        elsewhere(() -> {
            OutputStream out = download.begin(entry);
            long end = entry.size() < 0 ? 10 : path.equals("/cut") ? BIG / 2 : entry.size();
            if (path.equals("/refused")) {
                out.write(1);
                throw new IOException("connection reset");
            }
            byte[] block = new byte[8192];
            for (long done = offset; done < end; ) {
                int count = (int) Math.min(block.length, end - done);
                for (int i = 0; i < count; i++) {
                    block[i] = at(done + i);
                }
                out.write(block, 0, count);
                done += count;
            }
            if (path.equals("/cut")) {
                throw new IOException("connection reset");
            }
        });
    }

    @Override
    public FileEntry upload(Caller caller, String id, String path, InputStream in, boolean overwrite) {
        elsewhere(() -> {
            byte[] block = new byte[8192];
            long done = 0;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    if (block[i] != at(done + i)) {
                        throw new IOException("wrong byte at " + (done + i));
                    }
                }
                done += count;
            }
            uploaded.set(done);
        });
        host.note("upload " + path + " " + uploaded.get() + " overwrite=" + overwrite);
        if (!overwrite && path.equals("/a.txt")) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, "It is there already.");
        }
        return new FileEntry(path.substring(1), FileEntry.Kind.FILE, uploaded.get(), FakeHost.THEN);
    }

    @Override
    public FileEntry makeFolder(Caller caller, String id, String path) {
        host.note("mkdir " + path);
        return new FileEntry(path.substring(1), FileEntry.Kind.FOLDER, -1, null);
    }

    @Override
    public FileEntry rename(Caller caller, String id, String from, String to) {
        host.note("rename " + from + " " + to);
        return new FileEntry(to.substring(1), FileEntry.Kind.FILE, 10, null);
    }

    @Override
    public void delete(Caller caller, String id, String path) {
        host.note("rm " + path);
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void elsewhere(Transfer transfer) {
        try {
            CompletableFuture.runAsync(() -> {
                try {
                    transfer.run();
                } catch (IOException e) {
                    throw new ProblemException(ProblemType.APP_FAILED, "The transfer failed.");
                }
            }).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
