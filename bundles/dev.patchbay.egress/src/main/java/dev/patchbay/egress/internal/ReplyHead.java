package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status and header fields of a reply (RFC 9112, 4 and 5).
 *
 * @param status the status code
 * @param headers values by lower-case name
 */
record ReplyHead(int status, Map<String, List<String>> headers) {
    /** Status line and fields together, in bytes; what browsers and servers bear is less. */
    static final int LONGEST = 64 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * Reads a head and nothing beyond it.
     *
     * @throws ConnectionFailure {@code REMOTE_ERROR} where it is not HTTP/1 or too long
     * @throws EOFException where the connection ends in it
     */
    static ReplyHead read(InputStream in) throws IOException {
        Lines lines = new Lines(in, LONGEST);
        Matcher first = STATUS_LINE.matcher(lines.next());
        if (!first.matches()) {
            throw notHttp();
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) { // RFC 9112, 5.2: folded lines are no fields
                throw notHttp();
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new ReplyHead(Integer.parseInt(first.group(1)), headers);
    }

    /** Whether the final reply is still to come (RFC 9110, 15.2); 101 was never asked for and is final. */
    boolean isInterim() {
        return status / 100 == 1 && status != 101;
    }

    /** Every member of a field that is a list, in order. */
    List<String> members(String name) {
        List<String> members = new ArrayList<>();
        for (String value : headers.getOrDefault(name, List.of())) {
            for (String member : value.split(",", -1)) {
                members.add(member.strip());
            }
        }
        return members;
    }

    static ConnectionFailure notHttp() {
        return new ConnectionFailure(Reason.REMOTE_ERROR, "the reply is not valid HTTP");
    }

    /** Lines of at most so many bytes in all. */
    static final class Lines {
        private final InputStream in;
        private int left;

        Lines(InputStream in, int longest) {
            this.in = in;
            this.left = longest;
        }

        /** The next line without its end (CRLF, or a bare LF as RFC 9112, 2.2 permits). */
        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException("the connection ended before the reply did");
                }
                if (--left < 0) {
                    throw new ConnectionFailure(Reason.REMOTE_ERROR, "the reply's header fields are too long");
                }
                line.append((char) b);
            }
            left--;
            int end = line.length() - 1;
            if (end >= 0 && line.charAt(end) == '\r') {
                line.setLength(end);
            }
            if (line.indexOf("\r") >= 0 || line.indexOf("\0") >= 0) {
                throw notHttp();
            }
            return line.toString();
        }
    }
}
