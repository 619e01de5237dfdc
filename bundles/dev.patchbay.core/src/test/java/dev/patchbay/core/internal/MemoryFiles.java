package dev.patchbay.core.internal;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A file server in memory. */
public final class MemoryFiles {
    public final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    /** Every name that ever was written to. */
    public final List<String> written = new ArrayList<>();
    /** Whether a rename over a file is refused, as some servers do. */
    public boolean strictRename;
    /** How many bytes of a file it sends before it goes away; negative for all of them and a proper end. */
    public int goesAfter = -1;

    FileSession session() {
        return new Session();
    }

    private final class Session implements FileSession {
        @Override
        public List<FileEntry> list(String path) throws IOException {
            String prefix = path.equals("/") ? "/" : path + "/";
            List<FileEntry> entries = new ArrayList<>();
            for (String name : files.keySet()) {
                if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
                    entries.add(0, entry(name));
                }
            }
            return entries;
        }

        @Override
        public Optional<FileEntry> find(String path) {
            return files.containsKey(path) ? Optional.of(entry(path)) : Optional.empty();
        }

        private FileEntry entry(String path) {
            byte[] content = files.get(path);
            boolean folder = content.length == 0 && path.endsWith("folder");
            return new FileEntry(path.substring(path.lastIndexOf('/') + 1),
                    folder ? FileEntry.Kind.FOLDER : FileEntry.Kind.FILE, content.length, null);
        }

        @Override
        public void read(String path, long offset, OutputStream out) throws IOException {
            byte[] content = present(path);
            int count = goesAfter < 0 ? content.length - (int) offset : goesAfter;
            out.write(content, (int) offset, count);
            if (goesAfter >= 0) {
                throw new EOFException("the server is gone");
            }
        }

        @Override
        public void write(String path, InputStream in) throws IOException {
            written.add(path);
            files.put(path, new byte[0]);
            files.put(path, in.readAllBytes());
        }

        @Override
        public void makeFolder(String path) throws IOException {
            if (files.putIfAbsent(path, new byte[0]) != null) {
                throw new FileAlreadyExistsException(path);
            }
        }

        @Override
        public void rename(String from, String to) throws IOException {
            byte[] content = present(from);
            if (strictRename && files.containsKey(to)) {
                throw new FileAlreadyExistsException(to);
            }
            files.put(to, content);
            files.remove(from);
        }

        @Override
        public void delete(String path) throws IOException {
            present(path);
            files.remove(path);
        }

        private byte[] present(String path) throws IOException {
            byte[] content = files.get(path);
            if (content == null) {
                throw new NoSuchFileException(path);
            }
            return content;
        }

        @Override
        public void close() {
            /* nothing to log out from */
        }
    }
}
