package dev.patchbay.app.sftp.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.files.FileSession;
import dev.patchbay.tck.FakeRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SftpTransferTest {
    private static final int LARGE = 64 << 20;
    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private RealSshServer server;

    @Before
    public void start() throws Exception {
        server = RealSshServer.with(TestKeys.HOST);
    }

    @After
    public void stop() throws Exception {
        threads.shutdownNow();
        server.close();
    }

    @Test
    public void moreThanTheHeapGoesThroughUnchanged() throws Exception {
        assertTrue("the heap is kept small for this", Runtime.getRuntime().maxMemory() < LARGE);
        roundTrip("/large.bin", LARGE);
    }

    @Test
    public void transfersAtOnceKeepApart() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                roundTrip("/" + number, 300_000 + number);
                return number;
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertEquals(AT_ONCE, server.home().toFile().list().length);
    }

    private void roundTrip(String path, int size) throws Exception {
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        try (InputStream all = new Numbers(size)) {
            all.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sent));
        }
        byte[] expected = sent.digest();
        MessageDigest came = MessageDigest.getInstance("SHA-256");
        try (FileSession session = new SftpConnectionProvider().open(SftpRuns.withKey(server.port()))) {
            session.write(path, new Numbers(size));
            assertEquals(size, Files.size(server.home().resolve(path.substring(1))));
            session.read(path, 0, new DigestOutputStream(OutputStream.nullOutputStream(), came));
        }
        assertArrayEquals(expected, came.digest());
    }

    @Test
    public void aCancelledReadEndsAndTheServerSeesIt() throws Exception {
        try (OutputStream out = Files.newOutputStream(server.home().resolve("large.bin"))) {
            new Numbers(LARGE).transferTo(out);
        }
        FakeRun run = SftpRuns.withPassword(server.port());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Future<?> reading = threads.submit(() -> {
            try (FileSession session = new SftpConnectionProvider().open(run)) {
                session.read("/large.bin", 0, new Stopping(begun, cancelled));
            }
            return null;
        });
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        assertEquals(1, server.connected());
        run.cut();
        cancelled.countDown();
        Throwable end = assertThrows(ExecutionException.class, () -> reading.get(30, TimeUnit.SECONDS)).getCause();
        assertTrue(String.valueOf(end), end instanceof IOException);
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.connected() > 0 && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        assertEquals(0, server.connected());
    }

    /** Stops at the first bytes until the call was cancelled. */
    private static final class Stopping extends OutputStream {
        private final CountDownLatch begun;
        private final CountDownLatch cancelled;

        Stopping(CountDownLatch begun, CountDownLatch cancelled) {
            this.begun = begun;
            this.cancelled = cancelled;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            begun.countDown();
            try {
                if (!cancelled.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("never cancelled");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** So many bytes, none like its neighbours. */
    private static final class Numbers extends InputStream {
        private final int size;
        private int position;

        Numbers(int size) {
            this.size = size;
        }

        @Override
        public int read() {
            return position == size ? -1 : next();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = Math.min(length, size - position);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) next();
            }
            return count == 0 && length > 0 ? -1 : count;
        }

        private int next() {
            int at = position++;
            return (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff;
        }
    }
}
