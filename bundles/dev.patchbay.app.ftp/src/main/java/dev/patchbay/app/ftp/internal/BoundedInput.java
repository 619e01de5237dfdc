package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a conversation that a server makes longer than any honest one, before it fills the memory. */
final class BoundedInput extends FilterInputStream {
    private final String what;
    private long left;

    BoundedInput(InputStream in, long limit, String what) {
        super(in);
        this.left = limit;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int octets) {
        left -= octets;
        if (left < 0) {
            throw new ConnectionFailure(REMOTE_ERROR, "The server sends too much for " + what + ".");
        }
    }
}
