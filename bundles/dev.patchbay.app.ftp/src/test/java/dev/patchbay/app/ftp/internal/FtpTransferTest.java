package dev.patchbay.app.ftp.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Large files and many at once. No file is ever whole in memory: source and sink are streams. */
public class FtpTransferTest {
    private static final int LARGE = 20 << 20;
    private static final int AT_ONCE = 16;

    @Test
    public void twentyMebibytesInClearGoThroughUnchanged() throws Exception {
        try (RealFtpServer server = RealFtpServer.plain()) {
            roundTrip(server, FtpRuns.with(server.port()), "/large.bin", LARGE);
        }
    }

    @Test
    public void twentyMebibytesOverTlsGoThroughUnchanged() throws Exception {
        try (RealFtpServer server = RealFtpServer.tls(new TestTls(TestKeys.SERVER, "TLSv1.2"), false)) {
            roundTrip(server, secured(server), "/large.bin", LARGE);
        }
    }

    @Test
    public void sixteenTransfersAtOnceKeepApart() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (RealFtpServer server = RealFtpServer.tls(new TestTls(TestKeys.SERVER, "TLSv1.2"), false)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    roundTrip(server, secured(server), "/" + number, 100_000 + number);
                    return number;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertEquals(AT_ONCE, server.home().toFile().list().length);
        } finally {
            threads.shutdownNow();
        }
    }

    private static FakeRun secured(RealFtpServer server) throws Exception {
        return FtpRuns.with(server.port(), "encryption", "explicit", "trust", "ca", "caCertificate", TestKeys.authorityPem());
    }

    private static void roundTrip(RealFtpServer server, FakeRun run, String path, int size) throws Exception {
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        try (InputStream all = new Numbers(size)) {
            all.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sent));
        }
        byte[] expected = sent.digest();
        MessageDigest came = MessageDigest.getInstance("SHA-256");
        try (FileSession session = new FtpConnectionProvider().open(run)) {
            session.write(path, new Numbers(size));
            assertEquals(size, Files.size(server.home().resolve(path.substring(1))));
            session.read(path, 0, new DigestOutputStream(OutputStream.nullOutputStream(), came));
        }
        assertArrayEquals(expected, came.digest());
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
            return count == 0 ? -1 : count;
        }

        private int next() {
            int at = position++;
            return (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff;
        }
    }
}
