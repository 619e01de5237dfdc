package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;

import dev.patchbay.api.ConnectionFailure;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the host keys a person confirmed and no others, and keeps in words why not (RFC 4251 section 4.1). It is asked at
 * every key exchange, before anything of the user is sent. Thread-safe.
 */
final class HostKeyPin implements ServerKeyVerifier {
    private final List<String> accepted;
    private volatile @Nullable ConnectionFailure refusal;

    HostKeyPin(List<String> accepted) {
        this.accepted = accepted;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        if (accepted.contains(shown)) {
            return true;
        }
        String described = KeyUtils.getKeyType(key) + ", " + shown;
        refusal = new ConnectionFailure(CERTIFICATE, accepted.isEmpty()
                ? "The server's host key is not confirmed yet: " + described
                        + ". Compare it with what the server's operator says, enter it, and test again."
                : "The server shows another host key than the one you confirmed: " + described
                        + ". Somebody may listen in. Enter it only if the server's operator confirms the change.");
        return false;
    }

    /** What to tell a person, once a key was refused. */
    Optional<ConnectionFailure> refusal() {
        return Optional.ofNullable(refusal);
    }
}
