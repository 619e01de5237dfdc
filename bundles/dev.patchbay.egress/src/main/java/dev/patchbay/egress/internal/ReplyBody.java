package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the body of a reply to its end, as RFC 9112, 6.3 finds it: none, chunked, of a length, or until the end. */
final class ReplyBody {
    /** The largest body of a control call, in bytes. */
    static final int LONGEST = 1024 * 1024;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})[ \\t]*(?:;.*)?");
    private static final int LONGEST_FRAMING = 256 * 1024;

    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private ReplyBody(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Reads it.
     *
     * @param longest the most bytes it may have
     * @throws ConnectionFailure {@code REMOTE_ERROR} where it is longer or its framing is broken
     * @throws EOFException where it ends early
     */
    static byte[] read(InputStream in, String method, ReplyHead head, int longest) throws IOException {
        ReplyBody reader = new ReplyBody(in, longest);
        int status = head.status();
        if (!method.equals("HEAD") && status / 100 != 1 && status != 204 && status != 304) {
            reader.readAsFramed(head);
        }
        return reader.body.toByteArray();
    }

    private void readAsFramed(ReplyHead head) throws IOException {
        List<String> codings = head.members("transfer-encoding");
        List<String> lengths = head.members("content-length");
        if (!codings.isEmpty()) { // overrides a length, RFC 9112, 6.3
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw ReplyHead.notHttp();
            }
            readChunks();
        } else if (!lengths.isEmpty()) {
            if (lengths.stream().distinct().count() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
                throw ReplyHead.notHttp();
            }
            take(Long.parseLong(lengths.get(0)));
        } else {
            readToEnd();
        }
    }

    private void readChunks() throws IOException {
        ReplyHead.Lines lines = new ReplyHead.Lines(in, LONGEST_FRAMING);
        while (true) {
            var size = CHUNK.matcher(lines.next());
            if (!size.matches()) {
                throw ReplyHead.notHttp();
            }
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) {
                break;
            }
            take(length);
            if (!lines.next().isEmpty()) {
                throw ReplyHead.notHttp();
            }
        }
        while (!lines.next().isEmpty()) { // trailer fields: read, never believed
            continue;
        }
    }

    private void take(long length) throws IOException {
        if (length > longest - body.size()) {
            throw tooLong();
        }
        byte[] part = in.readNBytes((int) length);
        if (part.length < length) {
            throw new EOFException("the connection ended before the reply did");
        }
        body.write(part, 0, part.length);
    }

    private void readToEnd() throws IOException {
        byte[] part = in.readNBytes(longest + 1);
        if (part.length > longest) {
            throw tooLong();
        }
        body.write(part, 0, part.length);
    }

    private ConnectionFailure tooLong() {
        String size = longest % (1 << 20) == 0 ? (longest >> 20) + " MiB" : longest + " bytes";
        return new ConnectionFailure(Reason.REMOTE_ERROR, "the reply is longer than " + size);
    }
}
