package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.Test;

/** Each exit code of the README's list, and a sentence a person can act on with each. */
public final class ExitCodesIT {
    private static Path work;
    /** Data of a host that ran once; no test starts a host on it that comes up. */
    private static Path data;

    @BeforeClass
    public static void makeData() {
        work = Distribution.workFolder(ExitCodesIT.class);
        data = work.resolve("data");
        try (HostProcess host = Distribution.host(data).start()) {
            new Connections(host.api()).createKey("Kept", "kept-key");
            assertEquals("0 stopped as asked", 0, host.stop());
        }
    }

    private static void assertEnds(HostProcess.Plan plan, int code, String... words) {
        HostProcess process = plan.run();
        String output = process.output();
        assertEquals(output, code, process.exitCode());
        for (String word : words) {
            assertTrue("\"" + word + "\" in:\n" + output, output.contains(word));
        }
        assertTrue("a sentence, no stack trace:\n" + output, !output.contains("\tat "));
    }

    @Test
    public void unknownSettingEndsWith64AndNamesTheNearest() {
        assertEnds(Distribution.host(work.resolve("none")).environment("PATCHBAY_HTTP_PROT", "7071"), 64, "http.prot", "http.port");
        assertEnds(Distribution.host(work.resolve("none")).setting("http.behind-proxy", "yes please"), 64, "http.behind-proxy");
        assertTrue("nothing was made", Files.notExists(work.resolve("none")));
    }

    @Test
    public void unknownCommandEndsWith64AndNamesTheNearest() {
        assertEnds(Distribution.command(work.resolve("none"), "bakcup", "x"), 64, "backup");
    }

    /** Without a host, without data: nothing is made. */
    @Test
    public void declarationWithFaultsEndsWith65AndAGoodOneWith0() throws IOException {
        Path good = Files.writeString(work.resolve("good.connection.json"),
                "{\"id\":\"good\",\"label\":\"Good\",\"methods\":[{\"id\":\"m\",\"label\":\"M\"}]}");
        Path bad = Files.writeString(work.resolve("bad.connection.json"), "{\"id\":\"bad\",\"labl\":\"Bad\",\"methods\":{}}");

        assertEnds(Distribution.command(work.resolve("none"), "lint", good.toString()), 0, "1 file, 0 faults");
        assertEnds(Distribution.command(work.resolve("none"), "lint", good.toString(), bad.toString()), 65,
                bad + ":/label: is missing", bad + ":/labl: is not a known key; did you mean \"label\"?",
                bad + ":/methods: must be a list, in brackets", "2 files, 3 faults");
        assertEnds(Distribution.command(work.resolve("none"), "lint"), 64, "bin/patchbay lint FILE");
        assertTrue("nothing was made", Files.notExists(work.resolve("none")));
    }

    @Test
    public void takenPortEndsWith69() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEnds(Distribution.host(work.resolve("taken")).port(taken.getLocalPort()), 69,
                    String.valueOf(taken.getLocalPort()), "http.port");
        }
    }

    /** A file stands where the folder should be: that stops an administrator too. */
    @Test
    public void dataFolderThatCannotBeWrittenEndsWith73() throws IOException {
        Path file = Files.writeString(work.resolve("a-file"), "no folder");
        assertEnds(Distribution.host(file), 73, file.toString(), "data.dir");
        assertEquals("no folder", Files.readString(file));
    }

    @Test
    public void secondHostOnTheSameDataEndsWith75() {
        Path shared = work.resolve("shared");
        try (HostProcess first = Distribution.host(shared).start()) {
            assertEnds(Distribution.host(shared), 75, shared.toString(), String.valueOf(first.pid()));
            assertEnds(Distribution.command(shared, "forget-secrets", "--yes"), 75);
            assertEquals("the first goes on", 200, first.api().get("/readyz").status());
        }
    }

    @Test
    public void newerDataEndsWith65AndStaysAsItIs() throws Exception {
        Path newer = work.resolve("newer");
        try (HostProcess host = Distribution.host(newer).start()) {
            host.stop();
        }
        execute(newer, "INSERT INTO schema_version (version, name, checksum, applied_at)"
                + " SELECT MAX(version) + 1, 'from the future', 'unknown', 0 FROM schema_version");
        Map<String, String> before = sums(newer);
        assertEnds(Distribution.host(newer), 65, "schema version", "newer program");
        assertEquals(before, sums(newer));
    }

    @Test
    public void wrongOrMissingPassphraseEndsWith78AndWritesNothing() throws IOException {
        Path wrong = Files.writeString(work.resolve("wrong-passphrase"), "not the passphrase\n");
        Path right = data.resolve("passphrase");
        Map<String, String> before = sums(data);

        assertEnds(Distribution.host(data).setting("vault.passphrase-file", wrong.toString()), 78, "passphrase");
        assertEnds(Distribution.host(data).setting("vault.passphrase-file", work.resolve("gone").toString()), 78, "gone");
        assertEnds(Distribution.host(data).environment("PATCHBAY_PASSPHRASE", ""), 78, "PATCHBAY_PASSPHRASE");
        assertEnds(Distribution.command(data, "key", "create").environment("PATCHBAY_PASSPHRASE", "nor this"), 78);
        assertEquals(before, sums(data));

        Path moved = Files.move(right, work.resolve("moved-passphrase"));
        assertEnds(Distribution.host(data), 78, "vault.passphrase-file");
        assertTrue("no second passphrase is made where there is data", Files.notExists(right));
        Files.move(moved, right);
        assertEquals(before, sums(data));
    }

    @Test
    public void hostOffLoopbackIsRefusedWithoutCertificateOrProxy() {
        Path none = work.resolve("off-loopback");
        assertEnds(Distribution.host(none).setting("http.host", "0.0.0.0"), 64, "http.tls-certificate", "http.behind-proxy=true");
        assertEnds(Distribution.host(none).setting("http.host", "0.0.0.0").setting("http.behind-proxy", "true"), 64,
                "http.trusted-proxies");
        assertTrue(Files.notExists(none));
    }

    @Test
    public void tooOldJavaEndsWith72() throws IOException {
        Path old = Files.createDirectories(work.resolve("old-java/bin"));
        Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        assertTrue(java.toFile().setExecutable(true));
        assertEnds(Distribution.host(work.resolve("none")).jdk(old.getParent()), 72, "Java 17", "11");
    }

    @Test
    public void portZeroTakesAFreeOne() {
        try (HostProcess host = Distribution.host(work.resolve("zero")).port(0).launch()) {
            Eventually.until("it says its address",
                    () -> host.output().matches("(?s).*is up at http://127\\.0\\.0\\.1:[1-9]\\d+ .*"));
        }
    }

    private static void execute(Path folder, String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("patchbay.db"))) {
            database.createStatement().executeUpdate(sql);
        }
    }

    /** Of every file but logs, temporary things, the framework's cache, the lock, and what reading a SQLite file leaves beside it. */
    private static Map<String, String> sums(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : Distribution.files(folder)) {
            String name = folder.relativize(file).toString();
            if (!name.matches("(logs|tmp|cache)[/\\\\].*|lock|.*-shm") && Files.size(file) > 0) {
                sums.put(name, SeededStream.sha256(Files.newInputStream(file)));
            }
        }
        assertTrue("there is something to compare: " + sums, sums.size() > 2);
        return sums;
    }
}
