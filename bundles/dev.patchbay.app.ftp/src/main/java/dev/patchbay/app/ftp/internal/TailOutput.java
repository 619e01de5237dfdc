package dev.patchbay.app.ftp.internal;

import java.io.IOException;
import java.io.OutputStream;

/** Drops the first bytes and passes on the rest; the stream behind it stays open. */
final class TailOutput extends OutputStream {
    private final OutputStream out;
    private long toDrop;

    TailOutput(OutputStream out, long toDrop) {
        this.out = out;
        this.toDrop = toDrop;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int dropped = (int) Math.min(toDrop, length);
        toDrop -= dropped;
        out.write(buffer, offset + dropped, length - dropped);
    }
}
