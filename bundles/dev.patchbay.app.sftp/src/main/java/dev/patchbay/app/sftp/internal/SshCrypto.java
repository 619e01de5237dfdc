package dev.patchbay.app.sftp.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.EdDSASecurityProviderRegistrar;

/**
 * The algorithms that are offered (RFC 9142): nothing that relies on SHA-1, no CBC, no DSA. Ed25519 comes from a provider
 * that stays inside this bundle: the JVM's list of providers is shared with everybody and would keep this bundle's classes.
 */
final class SshCrypto {
    /* first: the constants below look for providers, and would register the library's own */
    static {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.EDDSA, true);
        SecurityUtils.registerSecurityProvider(new PrivateEdDsa());
    }

    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh, BuiltinDHFactories.ecdhp256, BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521, BuiltinDHFactories.dhgex256, BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512, BuiltinDHFactories.dhg14_256);

    private static final List<BuiltinCiphers> CIPHERS = List.of(BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm,
            BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes192ctr, BuiltinCiphers.aes128ctr);

    private static final List<BuiltinMacs> MACS = List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    /** In this order a server chooses which of its host keys it shows, so a change of the order changes fingerprints. */
    private static final List<BuiltinSignatures> SIGNATURES = List.of(BuiltinSignatures.ed25519, BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384, BuiltinSignatures.nistp521, BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);

    private SshCrypto() {}

    /** A client with these algorithms, not started. */
    static SshClient client() {
        SshClient client = ClientBuilder.builder().build(true);
        client.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(true, KEY_EXCHANGES, ClientBuilder.DH2KEX));
        client.setCipherFactories(named(CIPHERS));
        client.setMacFactories(named(MACS));
        client.setSignatureFactories(named(SIGNATURES));
        return client;
    }

    private static <T, F extends NamedFactory<T> & OptionalFeature> List<NamedFactory<T>> named(List<F> all) {
        return all.stream().filter(OptionalFeature::isSupported).<NamedFactory<T>>map(factory -> factory).toList();
    }

    /** The key pairs in a text. */
    static List<KeyPair> keyPairs(String text, FilePasswordProvider passphrase) throws IOException, GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<KeyPair> pairs = new ArrayList<>();
        Iterable<KeyPair> read = SecurityUtils.loadKeyPairIdentities(
                null, NamedResource.ofName("the private key"), new ByteArrayInputStream(bytes), passphrase);
        if (read != null) {
            read.forEach(pairs::add);
        }
        return pairs;
    }

    private static final class PrivateEdDsa extends EdDSASecurityProviderRegistrar {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public boolean isNamedProviderUsed() {
            return false;
        }
    }
}
