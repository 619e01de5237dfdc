package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static dev.patchbay.api.Failure.Reason.UNREACHABLE;

import dev.patchbay.api.ConnectionFailure;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Follows one handshake (RFC 4253 sections 4 to 8) and says in words why it came to nothing. Thread-safe. */
final class HandshakeWatch implements SessionListener {
    private volatile boolean greeted;
    private volatile boolean disagreed;
    private volatile boolean otherProtocol;
    private volatile boolean turnedAway;

    @Override
    public void sessionPeerIdentificationLine(Session session, @Nullable String line, List<String> lines) {
        otherProtocol = true;
    }

    @Override
    public void sessionPeerIdentificationReceived(Session session, String version, List<String> lines) {
        greeted = true;
        otherProtocol = false;
    }

    @Override
    public void sessionNegotiationEnd(Session session, Map<KexProposalOption, String> ours,
            Map<KexProposalOption, String> theirs, @Nullable Map<KexProposalOption, String> agreed, @Nullable Throwable reason) {
        disagreed |= reason != null;
    }

    @Override
    public void sessionDisconnect(Session session, int code, String text, String language, boolean initiator) {
        turnedAway |= !initiator && code == SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS;
    }

    /** Why the handshake failed, for any other reason than the host key. */
    ConnectionFailure failure() {
        if (disagreed) {
            return new ConnectionFailure(CERTIFICATE, "The server and this host have no common algorithm: the server offers only"
                    + " ones that are no longer safe. Its operator updates it.");
        }
        if (turnedAway) {
            return new ConnectionFailure(REMOTE_ERROR, "The server has too many connections at the moment.");
        }
        if (greeted) {
            return new ConnectionFailure(REMOTE_ERROR, "The server broke the connection off while it was being secured.");
        }
        return otherProtocol
                ? new ConnectionFailure(INVALID_INPUT, "What answers there does not speak SSH (for FTP, port 21, use another"
                        + " integration).")
                : new ConnectionFailure(UNREACHABLE, "The server accepts connections but does not greet as SSH servers do: check"
                        + " the port; it may also turn this host's address away.");
    }
}
