package dev.patchbay.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is left of the body of a refused request. A connection closed with unread bytes is reset, and many clients then
 * lose the answer too. Bounded: who sends more than the largest jar is reset.
 */
final class Discard {
    private static final Logger LOG = LoggerFactory.getLogger(Discard.class);
    private static final long MOST = 24L << 20;

    private Discard() {}

    static void body(HttpServletRequest request) {
        if (request.getHeader("Expect") != null || request.getContentLengthLong() > MOST) {
            return;
        }
        try {
            InputStream in = request.getInputStream();
            byte[] block = new byte[8192];
            long left = MOST;
            for (int count = in.read(block); count >= 0 && left > 0; count = in.read(block)) {
                left -= count;
            }
        } catch (IOException | IllegalStateException e) {
            LOG.trace("The rest of a refused body could not be read: {}", e.getClass().getName());
        }
    }
}
