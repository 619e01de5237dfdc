package dev.patchbay.core.internal.calls;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller's streams as a provider gets them: closing does nothing, after the call they refuse, and what the caller's side
 * throws is remembered, so that a client that went away is not mistaken for an app that failed. For one transfer.
 */
final class ClientStreams {
    private final BooleanSupplier open;
    private final AtomicInteger inHost;
    private volatile @Nullable IOException fault;

    /**
     * @param open whether the call still runs
     * @param inHost counts who is in code of the host
     */
    ClientStreams(BooleanSupplier open, AtomicInteger inHost) {
        this.open = open;
        this.inHost = inHost;
    }

    /** Throws what the caller's side threw, if it did. */
    void rethrow() {
        IOException thrown = fault;
        if (thrown != null) {
            throw new UncheckedIOException(thrown);
        }
    }

    OutputStream of(OutputStream out) {
        return new Out(out);
    }

    InputStream of(InputStream in) {
        return new In(in);
    }

    /** One use of a caller's stream. */
    private interface Use<T> {
        T run() throws IOException;
    }

    private <T> T use(Use<T> use) throws IOException {
        if (!open.getAsBoolean()) {
            throw new IOException("the call is over");
        }
        inHost.incrementAndGet();
        try {
            return use.run();
        } catch (IOException e) {
            fault = e;
            throw e;
        } catch (RuntimeException e) {
            fault = new IOException(e);
            throw e;
        } finally {
            inHost.decrementAndGet();
        }
    }

    private final class Out extends FilterOutputStream {
        Out(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            use(() -> {
                out.write(b);
                return b;
            });
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            use(() -> {
                out.write(bytes, offset, length);
                return length;
            });
        }

        @Override
        public void flush() throws IOException {
            use(() -> {
                out.flush();
                return 0;
            });
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private final class In extends FilterInputStream {
        In(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return use(in::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return use(() -> in.read(bytes, offset, length));
        }

        @Override
        public long skip(long bytes) throws IOException {
            return use(() -> in.skip(bytes));
        }

        @Override
        public int available() throws IOException {
            return use(in::available);
        }

        @Override
        public void close() {
            /* the caller's own to close */
        }
    }
}
