package dev.patchbay.app.sftp.internal;

import dev.patchbay.api.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/** Keys made once for all tests. */
final class TestKeys {
    static final KeyPair HOST = made("ssh-ed25519", 256);
    static final KeyPair OTHER_HOST = made("ssh-ed25519", 256);
    static final KeyPair RSA_HOST = made("ssh-rsa", 2048);
    static final KeyPair USER = made("ssh-ed25519", 256);
    static final KeyPair STRANGER = made("ecdsa-sha2-nistp256", 256);

    private TestKeys() {}

    private static KeyPair made(String type, int size) {
        try {
            SshCrypto.client().close();
            return KeyUtils.generateKeyPair(type, size);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String fingerprint(KeyPair pair) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, pair.getPublic());
    }

    /** As {@code ssh-keygen} writes it, encrypted where there is a passphrase. */
    static Secret file(KeyPair pair, @Nullable String passphrase) throws Exception {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherName("AES");
            encryption.setCipherType("256");
            encryption.setCipherMode("CTR");
            encryption.setPassword(passphrase);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        return Secret.of(out.toString(StandardCharsets.US_ASCII));
    }
}
