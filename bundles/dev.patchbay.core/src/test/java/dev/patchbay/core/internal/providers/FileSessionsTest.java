package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.files.FileEntry;
import dev.patchbay.api.files.FileSession;
import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.AbstractList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

/** File sessions through the door. */
public class FileSessionsTest {
    private static final Values VALUES = Values.of(Map.of("password", Secret.of("canary-4711")));
    private static final FileEntry ENTRY = new FileEntry("a", FileEntry.Kind.FILE, 3, null);

    private final HostThreads threads = new HostThreads(16);
    private final LoopbackEgress egress = new LoopbackEgress();
    private final CallLimits patient = Lanes.limits(Lanes.LONG, Lanes.LONG);
    private final Mover provider = new Mover();

    /** What one operation of the fake does. */
    private interface Operation {
        void run(ConnectionContext context) throws Exception;
    }

    /** A provider whose every operation does what the test says. */
    private static final class Mover implements ConnectionProvider, FileTransfer {
        private final AtomicInteger closed = new AtomicInteger();
        private volatile Operation opening = context -> { };
        private volatile Operation operation = context -> { };
        private volatile List<FileEntry> listed = new LinkedList<>(List.of(ENTRY));

        @Override
        public ConnectionDefinition definition() {
            return Lanes.DEFINITION;
        }

        @Override
        public FileSession open(ConnectionContext context) throws Exception {
            opening.run(context);
            return new Session(context);
        }

        private void operate(ConnectionContext context) throws IOException {
            try {
                operation.run(context);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        private final class Session implements FileSession {
            private final ConnectionContext context;

            Session(ConnectionContext context) {
                this.context = context;
            }

            @Override
            public List<FileEntry> list(String path) throws IOException {
                operate(context);
                return listed;
            }

            @Override
            public Optional<FileEntry> find(String path) throws IOException {
                operate(context);
                return Optional.of(ENTRY);
            }

            @Override
            public void read(String path, long offset, OutputStream out) throws IOException {
                operate(context);
                try (out) {
                    out.write(new byte[] {1, 2, 3});
                }
            }

            @Override
            public void write(String path, InputStream in) throws IOException {
                operate(context);
                try (in) {
                    assertArrayEquals(new byte[] {7, 8}, in.readAllBytes());
                }
            }

            @Override
            public void makeFolder(String path) throws IOException {
                operate(context);
            }

            @Override
            public void rename(String from, String to) throws IOException {
                operate(context);
            }

            @Override
            public void delete(String path) throws IOException {
                operate(context);
            }

            @Override
            public void close() throws IOException {
                closed.incrementAndGet();
                throw new IOException("421 bye canary-4711");
            }
        }
    }

    @After
    public void stop() {
        threads.close();
    }

    private <T> T files(CallLimits limits, FileWork<T> work) {
        ProviderDoor door = new ProviderDoor(() -> egress, () -> null, limits);
        return door.files(Lanes.handle(provider, limits, threads), Lanes.METHOD, VALUES, null, Lanes.GRANT, work);
    }

    private ProblemException refused(Operation operation) {
        provider.operation = operation;
        return assertThrows(ProblemException.class, () -> files(patient, session -> session.list("/canary-path")));
    }

    @Test
    public void everyOperationReachesTheProviderAndTheSessionIsClosed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<FileEntry> listed = files(patient, session -> {
            session.read("/a", 0, out);
            session.write("/b", new ByteArrayInputStream(new byte[] {7, 8}));
            session.makeFolder("/c");
            session.rename("/b", "/d");
            session.delete("/d");
            assertEquals(Optional.of(ENTRY), session.find("/a"));
            return session.list("/");
        });
        assertEquals(List.of(ENTRY), listed);
        assertSame("a copy of the host's own", List.copyOf(listed), listed);
        assertArrayEquals(new byte[] {1, 2, 3}, out.toByteArray());
        assertEquals(1, provider.closed.get());
        assertEquals(egress.opened.get(), egress.closed.get());
    }

    @Test
    public void aProviderWithoutFilesIsAConflict() {
        ProviderDoor door = new ProviderDoor(() -> egress, () -> null, patient);
        ProviderHandle handle = Lanes.handle(Lanes.provider(run -> { }), patient, threads);
        ProblemException e = assertThrows(ProblemException.class,
                () -> door.files(handle, Lanes.METHOD, VALUES, null, Lanes.GRANT, session -> session.list("/")));
        assertEquals(ProblemType.CONFLICT, e.type());
        assertEquals("The provider fake moves no files.", e.detail());
    }

    @Test
    public void exceptionsOfFilesBecomeTheirProblems() {
        assertEquals(ProblemType.NOT_FOUND, refused(c -> {
            throw new NoSuchFileException("canary-4711");
        }).type());
        assertEquals(ProblemType.CONFLICT, refused(c -> {
            throw new FileAlreadyExistsException("canary-4711");
        }).type());
        ProblemException full = refused(c -> {
            throw new DirectoryNotEmptyException("canary-4711");
        });
        assertEquals(ProblemType.CONFLICT, full.type());
        assertEquals("The folder is not empty; delete what is in it first.", full.detail());
        ProblemException denied = refused(c -> {
            throw new AccessDeniedException("canary-4711");
        });
        assertEquals(ProblemType.APP_FAILED, denied.type());
        assertEquals("PERMISSION_MISSING", denied.errors().get(0).code());
    }

    @Test
    public void everyOtherFailureIsOfTheAppWithItsReasonAsCodeAndNothingOfTheProviderKept() {
        assertCode("RATE_LIMITED", c -> {
            throw new ConnectionFailure(Reason.RATE_LIMITED, "canary-4711");
        });
        assertCode("EGRESS_REFUSED", c -> {
            throw new ConnectionFailure(Reason.EGRESS_REFUSED, "canary-4711");
        });
        assertCode("UNREACHABLE", c -> {
            throw new java.net.SocketTimeoutException("canary-4711");
        });
        assertCode("REMOTE_ERROR", c -> {
            throw new IOException("canary-4711");
        });
        assertCode("UNEXPECTED", c -> {
            throw new IllegalStateException("canary-4711");
        });
        assertCode("UNEXPECTED", c -> {
            throw new NoSuchMethodError("canary-4711");
        });
    }

    private void assertCode(String code, Operation operation) {
        ProblemException e = refused(operation);
        assertEquals(ProblemType.APP_FAILED, e.type());
        assertEquals(code, e.errors().get(0).code());
        assertNull(e.getCause());
        assertFalse((e.detail() + e.errors()).contains("canary"));
    }

    @Test
    public void aListWithoutEndIsAFailureOfTheApp() {
        provider.listed = new AbstractList<>() {
            @Override
            public FileEntry get(int index) {
                return ENTRY;
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        ProblemException e = assertThrows(ProblemException.class, () -> files(patient, session -> session.list("/")));
        assertEquals("The folder has more than 100000 entries.", e.detail());
    }

    @Test
    public void aFailureToLogInIsMappedTheSame() {
        provider.opening = c -> {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "530 canary-4711");
        };
        ProblemException e = assertThrows(ProblemException.class, () -> files(patient, session -> session.list("/")));
        assertEquals("CREDENTIALS_REJECTED", e.errors().get(0).code());
        assertEquals("530 ***", e.errors().get(0).message());
        assertEquals(0, provider.closed.get());
    }

    @Test
    public void theWorksOwnProblemsPassUntouched() {
        ProblemException own = new ProblemException(ProblemType.PRECONDITION_FAILED, "it is there");
        assertSame(own, assertThrows(ProblemException.class, () -> files(patient, session -> {
            throw own;
        })));
        IOException gone = new IOException("client gone");
        assertSame(gone, assertThrows(UncheckedIOException.class, () -> files(patient, session -> {
            throw gone;
        })).getCause());
    }

    @Test
    public void aClientThatWentAwayIsNotAnAppThatFailed() {
        IOException gone = new IOException("client gone");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw gone;
            }
        };
        assertSame(gone, assertThrows(UncheckedIOException.class, () -> files(patient, session -> {
            session.read("/a", 0, broken);
            return 1;
        })).getCause());
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw gone;
            }
        };
        assertSame(gone, assertThrows(UncheckedIOException.class, () -> files(patient, session -> {
            session.write("/a", cut);
            return 1;
        })).getCause());
    }

    @Test
    public void theCallersStreamsStayOpen() {
        AtomicInteger closes = new AtomicInteger();
        files(patient, session -> {
            session.read("/a", 0, new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closes.incrementAndGet();
                }
            });
            session.write("/a", new ByteArrayInputStream(new byte[] {7, 8}) {
                @Override
                public void close() {
                    closes.incrementAndGet();
                }
            });
            return 1;
        });
        assertEquals(0, closes.get());
    }

    @Test(timeout = 60_000)
    public void aTransferWithoutProgressEnds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            provider.operation = context -> {
                try (Socket socket = context.sockets().createSocket("127.0.0.1", server.getLocalPort())) {
                    socket.getInputStream().read();
                } finally {
                    ended.countDown();
                }
            };
            ProblemException e = assertThrows(ProblemException.class,
                    () -> files(Lanes.limits(Lanes.LONG, Lanes.SHORT), session -> session.list("/")));
            assertEquals(ProblemType.DEADLINE, e.type());
            assertTrue(ended.await(30, TimeUnit.SECONDS));
        }
    }

    @Test(timeout = 60_000)
    public void aTransferThatMovesMayOutlastTheIdleLimit() throws Exception {
        int bytes = 20;
        long pause = 110;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread sender = new Thread(() -> drip(server, bytes, pause));
            sender.start();
            provider.operation = context -> {
                try (Socket socket = context.sockets().createSocket("127.0.0.1", server.getLocalPort())) {
                    assertEquals(bytes, socket.getInputStream().readAllBytes().length);
                }
            };
            assertEquals(List.of(ENTRY), files(Lanes.limits(Lanes.SHORT, Lanes.SHORT.multipliedBy(10)), s -> s.list("/")));
            sender.join(30_000);
        }
    }

    private static void drip(ServerSocket server, int bytes, long pause) {
        try (Socket socket = server.accept()) {
            for (int i = 0; i < bytes; i++) {
                socket.getOutputStream().write(i);
                socket.getOutputStream().flush();
                Thread.sleep(pause);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
