package dev.patchbay.installer.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys with certificates, made by the JDK's keytool, and jars signed with them. */
final class Signers {
    private static final String PASSWORD = "for-tests";

    private final Path folder;

    Signers(Path folder) {
        this.folder = folder;
    }

    /** Makes a key with a self-signed certificate. */
    void make(String alias, String... more) {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=" + alias, "-validity", "2"));
        command.addAll(List.of(more));
        keytool(command);
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store().toString(), "-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes());
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** A file of these certificates in PEM. */
    Path pem(String... aliases) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String alias : aliases) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(keys().getCertificate(alias).getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(folder.resolve("trusted.pem"), text);
    }

    byte[] sign(byte[] jar, String alias) throws Exception {
        Path file = Files.write(folder.resolve("unsigned.jar"), jar);
        Certificate[] chain = keys().getCertificateChain(alias);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            new JarSigner.Builder((PrivateKey) keys().getKey(alias, PASSWORD.toCharArray()),
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain)))
                    .signerName(alias.toUpperCase(java.util.Locale.ROOT)).build().sign(zip, signed);
        }
        return signed.toByteArray();
    }
}
