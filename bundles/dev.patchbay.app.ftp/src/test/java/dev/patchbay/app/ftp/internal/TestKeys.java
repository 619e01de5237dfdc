package dev.patchbay.app.ftp.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One authority and server certificates of it, made once by the JDK's keytool. */
final class TestKeys {
    static final String PASSWORD = "for tests only";
    /** Names localhost and the loopback addresses. */
    static final String SERVER = "server";
    /** Another certificate for the same names. */
    static final String RENEWED = "renewed";
    /** Names another host. */
    static final String MISNAMED = "misnamed";

    private static final String LOOPBACK = "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";

    private TestKeys() {}

    private static final class Made {
        static final Path FILE = make();
    }

    static Path file() {
        return Made.FILE;
    }

    static X509Certificate certificate(String alias) throws Exception {
        KeyStore store = KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
        return (X509Certificate) store.getCertificate(alias);
    }

    /** A store with the authority alone. */
    static String authorityPem() throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate("authority").getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("patchbay-test-keys-");
            Path file = folder.resolve("keys.p12");
            generate(file, "authority", "CN=Test authority", "bc:critical=ca:true");
            generate(file, SERVER, "CN=Test server", LOOPBACK, "-signer", "authority");
            generate(file, RENEWED, "CN=Renewed test server", LOOPBACK, "-signer", "authority");
            generate(file, MISNAMED, "CN=Another server", "SAN=dns:files.example.com", "-signer", "authority");
            /* the last one named goes first */
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void generate(Path file, String alias, String name, String extension, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30",
                "-dname", name, "-ext", extension, "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError("keytool: " + said);
        }
    }
}
