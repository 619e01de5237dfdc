package dev.patchbay.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A key with a certificate of its own, made by the running JDK's {@code keytool}: no library, and never the same twice. */
final class SelfSignedKey {
    private static final String ALIAS = "practice";
    private static final long LONGEST_SECONDS = 60;

    private SelfSignedKey() {}

    /** Writes a PKCS#12 file for {@code localhost} and the loopback addresses. */
    static void write(Path file, String password) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(List.of(keytool.toString(), "-genkeypair", "-alias", ALIAS,
                "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-dname", "CN=Practice FTP server",
                "-ext", "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass:env", "PRACTICE_STORE_PASSWORD"));
        builder.environment().put("PRACTICE_STORE_PASSWORD", password);
        Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0 || !Files.exists(file)) {
                throw new IOException("keytool of " + System.getProperty("java.home") + " made no certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was made", e);
        } finally {
            process.destroy();
        }
    }

    /** The certificate in such a file. */
    static X509Certificate certificate(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        return (X509Certificate) store.getCertificate(ALIAS);
    }
}
