package dev.patchbay.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Apache MINA's SSH server on 127.0.0.1 over one folder; its user has a password and a key. Thread-safe. */
final class SshFileServer implements AutoCloseable {
    static final String USER = "anna";
    static final String PASSWORD = "ssh pass 1";
    static final String PASSPHRASE = "key pass 1";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger shown = new AtomicInteger();
    private final KeyPair hostKey;

    /**
     * Starts one.
     *
     * @param port the port, 0 for a free one
     * @param methods as OpenSSH's {@code AuthenticationMethods} says it
     */
    SshFileServer(Path home, int port, KeyPair hostKey, KeyPair user, String methods) throws IOException {
        this.hostKey = hostKey;
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((name, password, session) -> {
            shown.incrementAndGet();
            return name.equals(USER) && password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((name, key, session) -> {
            shown.incrementAndGet();
            return name.equals(USER) && KeyUtils.compareKeys(key, user.getPublic());
        });
        CoreModuleProperties.AUTH_METHODS.set(server, methods);
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
    }

    static KeyPair newKey() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    }

    /** A private key as {@code ssh-keygen} writes it, under {@link #PASSPHRASE}. */
    static String file(KeyPair pair) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setCipherName("AES");
        encryption.setCipherType("256");
        encryption.setCipherMode("CTR");
        encryption.setPassword(PASSPHRASE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
    }

    /** How often a password or a key was shown to it. */
    int shown() {
        return shown.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
