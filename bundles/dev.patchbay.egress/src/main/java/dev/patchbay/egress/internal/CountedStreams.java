package dev.patchbay.egress.internal;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams that tell the call how many bytes went through. */
final class CountedStreams {
    private CountedStreams() { }

    static InputStream reading(InputStream in, OpenSockets sockets) {
        return new CountedInput(in, sockets);
    }

    static OutputStream writing(OutputStream out, OpenSockets sockets) {
        return new CountedOutput(out, sockets);
    }

    private static final class CountedInput extends FilterInputStream {
        private final OpenSockets sockets;

        CountedInput(InputStream in, OpenSockets sockets) {
            super(in);
            this.sockets = sockets;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            sockets.count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            sockets.count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(count);
            sockets.count(skipped);
            return skipped;
        }
    }

    private static final class CountedOutput extends FilterOutputStream {
        private final OpenSockets sockets;

        CountedOutput(OutputStream out, OpenSockets sockets) {
            super(out);
            this.sockets = sockets;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            sockets.count(1);
        }

        /* FilterOutputStream would send byte by byte */
        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            sockets.count(length);
        }
    }
}
