package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.RuleCheck.Breaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;

/** Each rule for providers that move files is broken by one that is sound but for one thing, and the rule says which. */
public class BrokenFilesTest {
    private final List<Breaker> breakers = new ArrayList<>();
    private final List<Socket> kept = new ArrayList<>();
    private volatile boolean over;

    /** Hands everything on. */
    private static class Around implements FileSession {
        final FileSession session;

        Around(FileSession session) {
            this.session = session;
        }

        @Override
        public List<FileEntry> list(String path) throws IOException {
            return session.list(path);
        }

        @Override
        public Optional<FileEntry> find(String path) throws IOException {
            return session.find(path);
        }

        @Override
        public void read(String path, long offset, OutputStream out) throws IOException {
            session.read(path, offset, out);
        }

        @Override
        public void write(String path, InputStream in) throws IOException {
            session.write(path, in);
        }

        @Override
        public void makeFolder(String path) throws IOException {
            session.makeFolder(path);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            session.rename(from, to);
        }

        @Override
        public void delete(String path) throws IOException {
            session.delete(path);
        }

        @Override
        public void close() throws IOException {
            session.close();
        }
    }

    private void breaks(int rule, String what, String says, Function<FileSession, FileSession> session) {
        provides(rule, what, says, () -> new SoundFiles() {
            @Override
            public FileSession open(ConnectionContext context) throws Exception {
                return session.apply(super.open(context));
            }
        });
    }

    private void provides(int rule, String what, String says, Supplier<ConnectionProvider> provider) {
        breakers.add(new Breaker(rule, what, () -> new SoundFilesContractTest(provider), says));
    }

    @After
    public void letGo() throws IOException {
        over = true;
        for (Socket socket : kept) {
            socket.close();
        }
    }

    @Test
    public void everyRuleNoticesWhoBreaksIt() {
        contents();
        folders();
        transfers();
        sessions();
        assertEquals(List.of(), RuleCheck.unnoticed(breakers));
        assertEquals(RuleCheck.numbers(FileTransferContract.class), RuleCheck.numbers(breakers));
    }

    private void contents() {
        breaks(601, "text transfers", "came back changed", session -> new Around(session) {
            @Override
            public void read(String path, long offset, OutputStream out) throws IOException {
                session.read(path, offset, new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        out.write(b == '\n' ? ' ' : b);
                    }
                });
            }
        });
        breaks(602, "no offset", "read from offset 4000", session -> new Around(session) {
            @Override
            public void read(String path, long offset, OutputStream out) throws IOException {
                session.read(path, 0, out);
            }
        });
        breaks(603, "dot entries", "without . and ..", session -> new Around(session) {
            @Override
            public List<FileEntry> list(String path) throws IOException {
                List<FileEntry> all = new ArrayList<>(session.list(path));
                all.add(new FileEntry(".", FileEntry.Kind.FOLDER, 0, null));
                return all;
            }
        });
        breaks(604, "finds everything", "find() of what is missing", session -> new Around(session) {
            @Override
            public Optional<FileEntry> find(String path) {
                return Optional.of(new FileEntry("data.bin", FileEntry.Kind.FILE, 0, null));
            }
        });
        breaks(605, "deletes what is not there", "delete()", session -> new Around(session) {
            @Override
            public void delete(String path) throws IOException {
                try {
                    session.delete(path);
                } catch (NoSuchFileException alreadyGone) {
                    session.find(path);
                }
            }
        });
        breaks(609, "names taken for URLs", "the file \"%41.txt\"", session -> new Around(session) {
            @Override
            public void write(String path, InputStream in) throws IOException {
                session.write(path.contains("%") ? URLDecoder.decode(path, StandardCharsets.UTF_8) : path, in);
            }

            @Override
            public void read(String path, long offset, OutputStream out) throws IOException {
                try {
                    session.read(path, offset, out);
                } catch (NoSuchFileException e) {
                    out.write(0);
                }
            }
        });
    }

    private void folders() {
        breaks(606, "makes a folder twice", "makeFolder() of what is there", session -> new Around(session) {
            @Override
            public void makeFolder(String path) throws IOException {
                try {
                    session.makeFolder(path);
                } catch (FileAlreadyExistsException e) {
                    session.find(path);
                }
            }
        });
        breaks(607, "deletes folders with what is in them", "delete() of a folder with a file", session -> new Around(session) {
            @Override
            public void delete(String path) throws IOException {
                try {
                    session.delete(path);
                } catch (DirectoryNotEmptyException e) {
                    for (FileEntry entry : session.list(path)) {
                        delete(path + "/" + entry.name());
                    }
                    session.delete(path);
                }
            }
        });
        breaks(608, "copies instead of moving", "the old name is still there", session -> new Around(session) {
            @Override
            public void rename(String from, String to) throws IOException {
                session.rename(from, to);
                session.write(from, InputStream.nullInputStream());
            }
        });
    }

    private void transfers() {
        breaks(610, "closes the caller's stream", "a stream of the caller was closed", session -> new Around(session) {
            @Override
            public void write(String path, InputStream in) throws IOException {
                try (in) {
                    session.write(path, in);
                }
            }
        });
        breaks(611, "takes a source that broke off for its end", "write() from a source that broke off", session ->
                new Around(session) {
                    @Override
                    public void write(String path, InputStream in) throws IOException {
                        session.write(path, new InputStream() {
                            @Override
                            public int read() {
                                try {
                                    return in.read();
                                } catch (IOException e) {
                                    return -1;
                                }
                            }
                        });
                    }
                });
        breaks(612, "starts a broken transfer again", "went on after the host had closed its sockets", session -> new Around(session) {
            @Override
            public void write(String path, InputStream in) throws IOException {
                while (!over) {
                    try {
                        session.write(path, in);
                        return;
                    } catch (IOException again) {
                        Thread.onSpinWait();
                    }
                }
            }
        });
    }

    private void sessions() {
        provides(613, "a wrong key is noticed at the first command", "open() gave a session", () -> new SoundFiles() {
            @Override
            public FileSession open(ConnectionContext context) throws Exception {
                try {
                    return super.open(context);
                } catch (ConnectionFailure later) {
                    return new Around(new Session(new Socket("127.0.0.1", context.values().get(PORT))));
                }
            }
        });
        provides(614, "a connection that stays", "outlived the session", () -> new SoundFiles() {
            @Override
            public FileSession open(ConnectionContext context) throws Exception {
                kept.add(new Socket("127.0.0.1", context.values().get(PORT)));
                return super.open(context);
            }
        });
        SoundFiles shared = new SoundFiles() {
            private FileSession last;

            @Override
            public synchronized FileSession open(ConnectionContext context) throws Exception {
                last = last == null ? oneAtATime(super.open(context)) : last;
                return last;
            }
        };
        provides(615, "one session for all", "a session failed beside others", () -> shared);
    }

    private static FileSession oneAtATime(FileSession session) {
        return new Around(session) {
            @Override
            public synchronized void write(String path, InputStream in) throws IOException {
                session.write(path, in);
            }

            @Override
            public synchronized void read(String path, long offset, OutputStream out) throws IOException {
                session.read(path, offset, out);
            }
        };
    }
}
