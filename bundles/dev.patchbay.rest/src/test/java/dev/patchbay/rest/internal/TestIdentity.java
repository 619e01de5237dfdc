package dev.patchbay.rest.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate for localhost, made by the JDK's keytool. */
record TestIdentity(Path certificate, Path key, KeyStore keyStore) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static TestIdentity create(String algorithm, Path folder) throws Exception {
        Path file = folder.resolve("identity.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", "changeit", "-alias", "a", "-keyalg", algorithm,
                "-keysize", algorithm.equals("RSA") ? "2048" : "256",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1").inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        Key key = store.getKey("a", PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        return new TestIdentity(
                pem(folder.resolve("chain.pem"), "CERTIFICATE", store.getCertificate("a").getEncoded()),
                pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()), trusted);
    }

    private static Path pem(Path file, String label, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
