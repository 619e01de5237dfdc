package dev.patchbay.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and its self-signed certificate for {@code localhost} and 127.0.0.1, made by this JDK's {@code keytool}.
 *
 * @param certificate the certificate as PEM
 * @param key the key as PEM (PKCS #8)
 * @param server for a server that shows it
 * @param client for a client that trusts nothing else
 */
record PemFiles(Path certificate, Path key, SSLContext server, SSLContext client) {
    private static final char[] PASSWORD = "practice".toCharArray();

    /** With a key on an elliptic curve. */
    static PemFiles make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        return make(folder, "EC", "-groupname", "secp256r1");
    }

    /** With an RSA key. */
    static PemFiles makeRsa(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        return make(folder, "RSA", "-keysize", "2048");
    }

    private static PemFiles make(Path folder, String algorithm, String sized, String size)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("tls.p12");
        Process keytool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "tls", "-keyalg", algorithm, sized, size, "-validity", "30", "-dname", "CN=localhost",
                "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass", new String(PASSWORD))).redirectErrorStream(true).redirectOutput(folder.resolve("keytool.out").toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.out")));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path certificate = pem(folder.resolve("tls.crt"), "CERTIFICATE", keys.getCertificate("tls").getEncoded());
        Path key = pem(folder.resolve("tls.key"), "PRIVATE KEY", keys.getKey("tls", PASSWORD).getEncoded());
        return new PemFiles(certificate, key, server(keys), client(keys));
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    private static SSLContext server(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext client(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("tls", keys.getCertificate("tls"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
