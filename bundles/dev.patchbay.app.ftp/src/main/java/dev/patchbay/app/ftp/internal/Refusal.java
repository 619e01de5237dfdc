package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

import dev.patchbay.api.ConnectionFailure;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server's negative replies (RFC 959 section 4.2) in words. The reply's own text follows, except after a log-in. */
final class Refusal {
    private static final int LONGEST = 160;
    /** "Data connection cannot be opened", "transfer aborted", and what servers use when TLS on it is not to their liking. */
    private static final Set<Integer> DATA_CONNECTION = Set.of(425, 426, 435, 450, 522);

    private Refusal() {}

    /** For a command that was refused for another reason than its path. */
    static ConnectionFailure of(GuardedFtpClient ftp) {
        if (isOfDataConnection(ftp)) {
            return dataConnection(ftp, null);
        }
        return switch (ftp.getReplyCode()) {
            case 452, 552 -> new ConnectionFailure(REMOTE_ERROR, "The server has no room left: " + text(ftp));
            case 530, 532, 534, 550, 553 ->
                new ConnectionFailure(PERMISSION_MISSING, "The server does not allow it: " + text(ftp));
            default -> new ConnectionFailure(REMOTE_ERROR, "The server refused: " + text(ftp));
        };
    }

    /** Whether the server refused to take a data connection because it does not see the login's TLS session on it. */
    static boolean isOfDataConnection(GuardedFtpClient ftp) {
        int code = ftp.getReplyCode();
        String text = text(ftp).toLowerCase(Locale.ROOT);
        boolean blamed = text.contains("reus") || text.contains("resum") || code == 425 && text.contains("not permitted");
        return ftp.encrypted() && DATA_CONNECTION.contains(code) && blamed;
    }

    /** For a data connection whose TLS failed or was refused. */
    static ConnectionFailure dataConnection(GuardedFtpClient ftp, @Nullable Exception cause) {
        String why = isOfDataConnection(ftp)
                ? "The server demands that data connections reuse the TLS session of the login, and did not accept it as"
                        + " reused; its operator can switch that demand off (such as require_ssl_reuse): "
                : "The server did not secure the data connection: ";
        return new ConnectionFailure(REMOTE_ERROR, why + text(ftp), cause);
    }

    /** The last reply as one short line. */
    static String text(GuardedFtpClient ftp) {
        String reply = String.valueOf(ftp.getReplyString()).strip().replaceAll("[\\p{Cntrl}]+", " ");
        return reply.length() <= LONGEST ? reply : reply.substring(0, LONGEST) + "…";
    }
}
