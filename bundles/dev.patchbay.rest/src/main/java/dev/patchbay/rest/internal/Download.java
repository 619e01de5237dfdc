package dev.patchbay.rest.internal;

import dev.patchbay.api.files.FileEntry;
import dev.patchbay.host.connections.ConnectionFiles;
import dev.patchbay.host.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One download, whole or one range of it, straight into the response. */
final class Download {
    private final Exchange exchange;
    private final HttpServletResponse response;
    private final ConnectionFiles files;
    private final String id;
    private final String path;

    Download(Exchange exchange, ConnectionFiles files, String id, String path) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.files = files;
        this.id = id;
        this.path = path;
    }

    void run() throws IOException {
        Optional<String> asked = exchange.header("Range");
        if (exchange.isHead()) {
            describe(files.get(exchange.caller(), id, path), null);
        } else if (asked.isPresent()) {
            ranged(asked.get());
        } else {
            whole();
        }
        response.flushBuffer();
    }

    private void whole() {
        files.download(exchange.caller(), id, path, 0, entry -> {
            describe(entry, null);
            return response.getOutputStream();
        });
    }

    /* a range can be resolved only against the size, so it costs one look at the file before */
    private void ranged(String header) throws IOException {
        FileEntry seen = files.get(exchange.caller(), id, path);
        Optional<ByteRange> range = seen.size() < 0 || isOutdated(seen) ? Optional.empty() : range(header, seen.size());
        if (range.isEmpty()) {
            whole();
            return;
        }
        describe(seen, range.get());
        Limit limit = new Limit(response.getOutputStream(), range.get().length());
        try {
            files.download(exchange.caller(), id, path, range.get().first(), entry -> limit);
        } catch (RuntimeException e) {
            /* the transfer is cut when the last byte asked for is through */
            if (!limit.isFull()) {
                throw e;
            }
        }
    }

    private Optional<ByteRange> range(String header, long size) {
        try {
            return ByteRange.find(header, size);
        } catch (ProblemException e) {
            exchange.onProblem("Content-Range", "bytes */" + size);
            throw e;
        }
    }

    /* without a strong validator, If-Range can only name the time (RFC 9110 section 13.1.5) */
    private boolean isOutdated(FileEntry entry) {
        String condition = exchange.header("If-Range").orElse("");
        return !condition.isEmpty() && !condition.equals(entry.modifiedAt() == null ? null : date(entry.modifiedAt()));
    }

    private void describe(FileEntry entry, @Nullable ByteRange range) {
        response.setStatus(range == null ? 200 : 206);
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", ContentDisposition.attachment(entry.name()));
        response.setHeader("Accept-Ranges", entry.size() < 0 ? "none" : "bytes");
        if (entry.modifiedAt() != null) {
            response.setHeader("Last-Modified", date(entry.modifiedAt()));
        }
        if (range != null) {
            response.setHeader("Content-Range", range.contentRange());
            response.setContentLengthLong(range.length());
        } else if (entry.size() >= 0) {
            response.setContentLengthLong(entry.size());
        }
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    /** Lets a number of bytes through, then refuses. */
    private static final class Limit extends OutputStream {
        private final OutputStream out;
        private long left;

        Limit(OutputStream out, long count) {
            this.out = out;
            this.left = count;
        }

        boolean isFull() {
            return left == 0;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int count = (int) Math.min(left, length);
            out.write(bytes, offset, count);
            left -= count;
            if (count < length) {
                throw new IOException("the range is complete");
            }
        }
    }
}
