package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.config.keys.FilePasswordProvider;

/** Reads a private key as a person pastes it: OpenSSH's own form, or PEM (PKCS #1, SEC 1, PKCS #8), encrypted or not. */
final class PrivateKeys {
    private PrivateKeys() {}

    /**
     * The one key in this text.
     *
     * @throws ConnectionFailure with {@code INVALID_INPUT} where there is none, or the passphrase does not open it
     */
    static KeyPair read(Secret key, Optional<Secret> passphrase) {
        String text = key.reveal().strip() + "\n";
        refuseOtherForms(text);
        AtomicBoolean asked = new AtomicBoolean();
        FilePasswordProvider answer = (session, resource, retry) -> {
            asked.set(true);
            return passphrase.map(Secret::reveal).orElse(null);
        };
        try {
            List<KeyPair> pairs = SshCrypto.keyPairs(text, answer);
            if (pairs.size() == 1) {
                return pairs.get(0);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            /* without the cause: its text may repeat what was pasted */
            throw asked.get() ? closed(passphrase) : unreadable();
        }
        throw asked.get() ? closed(passphrase) : unreadable();
    }

    private static void refuseOtherForms(String text) {
        if (text.startsWith("PuTTY-User-Key-File")) {
            throw new ConnectionFailure(INVALID_INPUT, "This is a PuTTY key: turn it into an OpenSSH one with PuTTYgen"
                    + " (Conversions, Export OpenSSH key).");
        }
        if (text.startsWith("ssh-") || text.startsWith("ecdsa-") || text.contains("BEGIN PUBLIC KEY")
                || text.contains("BEGIN SSH2 PUBLIC KEY")) {
            throw new ConnectionFailure(INVALID_INPUT, "This is the public key, which the server gets: paste the other file, the"
                    + " private one without .pub.");
        }
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            throw new ConnectionFailure(INVALID_INPUT, "An encrypted PKCS #8 key is not read here: turn it into an OpenSSH one"
                    + " with ssh-keygen -p -f and the file's name.");
        }
    }

    private static ConnectionFailure closed(Optional<Secret> passphrase) {
        return new ConnectionFailure(INVALID_INPUT, passphrase.isEmpty()
                ? "The private key has a passphrase: enter it."
                : "The passphrase does not open the private key.");
    }

    private static ConnectionFailure unreadable() {
        return new ConnectionFailure(INVALID_INPUT, "The private key cannot be read: paste the whole file, from its BEGIN line to"
                + " its END line.");
    }
}
