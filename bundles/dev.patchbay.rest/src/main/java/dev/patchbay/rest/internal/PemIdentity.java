package dev.patchbay.rest.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's certificate chain and key, read from PEM files (RFC 7468) into a key store that exists in memory only. */
final class PemIdentity {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemIdentity() {}

    /**
     * Reads both files.
     *
     * @param password protects the key within the key store
     * @throws IllegalArgumentException with a sentence for the operator, where they can't be used
     */
    static KeyStore keyStore(String certificateFile, String keyFile, String password) {
        if (certificateFile.isEmpty() || keyFile.isEmpty()) {
            throw new IllegalArgumentException("TLS needs both http.tls-certificate and http.tls-key.");
        }
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(read("http.tls-certificate", certificateFile)))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IllegalArgumentException("http.tls-certificate: there is no certificate in " + certificateFile + ".");
            }
            PrivateKey key = key(chain[0].getPublicKey(), keyFile);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("patchbay", key, password.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("http.tls-certificate: " + certificateFile + " holds no X.509 certificates in PEM.", e);
        }
    }

    private static PrivateKey key(PublicKey certified, String file) {
        Matcher pem = PKCS8.matcher(new String(read("http.tls-key", file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IllegalArgumentException("http.tls-key: " + file + " holds no unencrypted PKCS #8 key in PEM; "
                    + "convert it with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            requirePair(key, certified);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("http.tls-key: the key in " + file + " is not that of the certificate.", e);
        }
    }

    private static void requirePair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        byte[] text = "a pair signs and verifies".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certified);
        verifying.update(text);
        if (!verifying.verify(signing.sign())) {
            throw new GeneralSecurityException("not a pair");
        }
    }

    private static byte[] read(String setting, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": cannot read " + file + ".", e);
        }
    }
}
