package dev.patchbay.vault.internal;

import dev.patchbay.host.vault.RootKeySource;
import dev.patchbay.host.vault.VaultException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The root key as stored: {@code version 1 | check 32 | what the source sealed}. The check value is an HMAC under a key derived
 * from the root key, so that whatever a source answers is proved before it is used. Stateless.
 */
final class SealedRoot {
    private static final byte VERSION = 1;
    private static final int BODY_AT = 1 + Hmac.LENGTH;

    private SealedRoot() {}

    /** Seals, and opens again before it trusts the source: a root key that does not come back is the loss of everything. */
    static byte[] seal(KeyBytes root, RootKeySource source) {
        byte[] clear = root.getEncoded();
        byte[] body;
        try {
            body = source.seal(clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
        byte[] stored = new byte[BODY_AT + body.length];
        stored[0] = VERSION;
        System.arraycopy(check(root, body), 0, stored, 1, Hmac.LENGTH);
        System.arraycopy(body, 0, stored, BODY_AT, body.length);
        open(stored, source).destroy();
        return stored;
    }

    /**
     * Opens it.
     *
     * @throws VaultException of the source; {@code KEY_WRONG} when it answers another key, {@code TAMPERED} for a cut value
     */
    static KeyBytes open(byte[] stored, RootKeySource source) {
        if (stored.length <= BODY_AT || stored[0] != VERSION) {
            throw Tampered.because("The stored root key is cut or of an unknown version.");
        }
        byte[] body = Arrays.copyOfRange(stored, BODY_AT, stored.length);
        byte[] clear = source.open(body);
        if (clear.length == KeyBytes.LENGTH) {
            KeyBytes root = KeyBytes.taking(clear);
            if (MessageDigest.isEqual(check(root, body), Arrays.copyOfRange(stored, 1, BODY_AT))) {
                return root;
            }
            root.destroy();
        }
        throw new VaultException(VaultException.Reason.KEY_WRONG,
                "The key source answered a root key that is not the one of this data.", null);
    }

    private static byte[] check(KeyBytes root, byte[] body) {
        try (KeyBytes key = Hkdf.derive(root, "root check")) {
            return Hmac.of(key, new byte[] {VERSION}, body);
        }
    }
}
