package dev.patchbay.tck.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A file that goes on until it is ended. Thread-safe. */
public final class EndlessFile extends InputStream {
    private static final int UNDER_WAY = 1_000_000;

    private final CountDownLatch underWay = new CountDownLatch(1);
    private volatile boolean ended;
    private long given;

    @Override
    public int read() {
        return read(new byte[1], 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        if (ended) {
            return -1;
        }
        given += length;
        if (given >= UNDER_WAY) {
            underWay.countDown();
        }
        return length;
    }

    /** Whether a million bytes were read within the time. */
    public boolean isUnderWay(Duration time) {
        try {
            return underWay.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the file. */
    public void end() {
        ended = true;
    }

    /** A file whose reading fails after this many bytes. */
    public static InputStream breakingOff(int after) {
        return new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ >= after) {
                    throw new IOException("the source broke off");
                }
                return 7;
            }
        };
    }

    /** Streams that notice when they are closed. */
    public static final class Closing {
        private volatile boolean closed;

        /** A source. */
        public InputStream source(byte[] bytes) {
            return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        /** A sink. */
        public OutputStream sink() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        /** Whether one of them was closed. */
        public boolean isClosed() {
            return closed;
        }
    }
}
