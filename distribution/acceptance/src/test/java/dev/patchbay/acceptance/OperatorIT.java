package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The README's "Living with it": backup, passphrase, lost passphrase, lost key, signing in, upgrade, an integration taken out. */
public final class OperatorIT {
    private static final String SESSION = "/api/v1/session";

    private static Path work;
    private static PracticeFtpServer ftp;

    @BeforeClass
    public static void startServer() throws IOException {
        work = Distribution.workFolder(OperatorIT.class);
        ftp = PracticeFtpServer.start(Files.createDirectories(work.resolve("ftp")), 0, 0);
    }

    @AfterClass
    public static void stopServer() throws IOException {
        ftp.close();
    }

    private static Path secretFile(String name, String content) throws IOException {
        return Files.writeString(work.resolve(name), content);
    }

    private static String run(HostProcess.Plan plan, int code) {
        HostProcess process = plan.run();
        assertEquals(process.output(), code, process.exitCode());
        return process.output();
    }

    @Test
    public void backupOfARunningHostIsVerifiedAndRestoredIntoAnEmptyFolder() throws Exception {
        Path data = work.resolve("backed-up");
        String backup = work.resolve("host.backup").toString();
        String passphrase = secretFile("backup-passphrase", "of the backup\n").toString();
        String other = secretFile("other-passphrase", "another one\n").toString();
        String key;
        String files;
        String firstKey;
        try (HostProcess host = Distribution.host(data).start()) {
            Connections connections = new Connections(host.api());
            connections.installFtp();
            key = connections.createKey("Backed up", "in-the-backup");
            files = connections.create("ftp", "Files", Connections.ftp(ftp, "none"));
            firstKey = host.firstKey();
            run(Distribution.command(data, "backup", backup, "--passphrase-file", passphrase), 0);
            assertEquals("the host went on", "in-the-backup", connections.secret(key, "key"));
            run(Distribution.command(data, "backup", backup, "--passphrase-file", passphrase), 74);
        }
        Path unused = work.resolve("unused");
        assertTrue(run(Distribution.command(unused, "verify", backup, "--passphrase-file", passphrase), 0).contains("2 connections"));
        run(Distribution.command(unused, "verify", backup, "--passphrase-file", other), 78);
        run(Distribution.command(unused, "verify", damaged(backup), "--passphrase-file", passphrase), 65);
        run(Distribution.command(data, "restore", backup, "--passphrase-file", passphrase), 64);

        Path restored = work.resolve("restored");
        run(Distribution.command(restored, "restore", backup, "--passphrase-file", other), 78);
        run(Distribution.command(restored, "restore", backup, "--passphrase-file", passphrase), 0);
        assertNotEquals("its own passphrase", Files.readString(data.resolve("passphrase")), Files.readString(restored.resolve("passphrase")));
        try (HostProcess host = Distribution.host(restored).start()) {
            Connections connections = new Connections(new Api(host.address(), firstKey));
            assertEquals("in-the-backup", connections.secret(key, "key"));
            connections.assertMovesAFile(files, ftp.home());
        }
    }

    private static String damaged(String backup) throws IOException {
        byte[] content = Files.readAllBytes(Path.of(backup));
        content[content.length / 2] ^= 1;
        return Files.write(work.resolve("damaged.backup"), content).toString();
    }

    @Test
    public void passphraseIsChangedAndTheFormerOneOpensNothing() throws Exception {
        Path data = work.resolve("new-passphrase");
        String former = secretFile("former", "the former one\n").toString();
        String next = secretFile("next", "the next one\n").toString();
        String key;
        try (HostProcess host = Distribution.host(data).setting("vault.passphrase-file", former).start()) {
            key = new Connections(host.api()).createKey("Kept", "kept");
        }
        assertTrue("no other is made where one is given", Files.notExists(data.resolve("passphrase")));
        run(Distribution.command(data, "passphrase", "--new-passphrase-file", next).setting("vault.passphrase-file", former), 0);
        run(Distribution.host(data).setting("vault.passphrase-file", former), 78);
        try (HostProcess host = Distribution.host(data).setting("vault.passphrase-file", next).start()) {
            assertEquals("kept", new Connections(host.api()).secret(key, "key"));
        }
    }

    @Test
    public void lostPassphraseIsAnsweredByForgettingTheSecretsAndKeepingTheNames() throws Exception {
        Path data = work.resolve("lost");
        String id;
        String files;
        String formerKey;
        try (HostProcess host = Distribution.host(data).start()) {
            Connections connections = new Connections(host.api());
            connections.installFtp();
            id = connections.createKey("My app", "forgotten-key");
            files = connections.create("ftp", "My files", Connections.ftp(ftp, "none"));
            formerKey = host.firstKey();
            host.stop();
        }
        Files.delete(data.resolve("passphrase"));
        run(Distribution.host(data), 78);
        assertTrue(run(Distribution.command(data, "forget-secrets"), 64).contains("--yes"));
        String said = run(Distribution.command(data, "forget-secrets", "--yes"), 0);
        assertTrue(said, said.contains("dev.patchbay.app.ftp"));

        try (HostProcess host = Distribution.host(data).start()) {
            assertEquals("keys are revoked", 401, host.api().as(formerKey).get(Connections.PATH).status());
            Connections connections = new Connections(host.api());
            for (String each : List.of(id, files)) {
                assertTrue("the name stays: " + connections.get(each), connections.get(each).path("label").asText().startsWith("My "));
            }
            assertEquals("reconnect", connections.get(id).path("status").asText());
            assertEquals(409, host.api().get(Connections.PATH + "/" + id + "/credential").status());
            host.api().patch(Connections.PATH + "/" + id, Map.of("values", Map.of("key", "entered again"))).expect(200);
            assertEquals("entered again", connections.secret(id, "key"));
            reinstall(host.api());
            assertEquals("reconnect", connections.get(files).path("status").asText());
            host.api().patch(Connections.PATH + "/" + files, Map.of("values", Connections.ftp(ftp, "none"))).expect(200);
            connections.assertMovesAFile(files, ftp.home());
        }
    }

    /** A bundle that nothing vouches for any more is listed with its reason; a new upload replaces it. */
    private static void reinstall(Api api) {
        if (api.get(Connections.FTP_BUNDLE).status() == 200) {
            api.delete(Connections.FTP_BUNDLE).expect(204);
        }
        new Connections(api).installFtp();
    }

    @Test
    public void lostKeyIsAnsweredByAnotherOneBesideARunningHost() {
        Path data = work.resolve("lost-key");
        try (HostProcess host = Distribution.host(data).start()) {
            String printed = run(Distribution.command(data, "key", "create", "--label", "Second"), 0).strip();
            String key = printed.substring(printed.lastIndexOf('\n') + 1);
            assertTrue(printed, key.matches("pbk_\\S+"));
            assertEquals(200, host.api().as(key).get("/api/v1/admin/api-keys").status());
            assertTrue(host.api().get("/api/v1/admin/api-keys").text().contains("\"Second\""));
            assertFalse("a key is shown once", host.api().get("/api/v1/admin/api-keys").text().contains(key));
        }
    }

    @Test
    public void aLinkToSignInIsPrintedBesideARunningHostAndOutlivesItsRestart() {
        Path data = work.resolve("sign-in");
        String cookie;
        try (HostProcess host = Distribution.host(data).start()) {
            assertFalse("a link is for people only", host.output().contains("pbl_"));
            String link = signInLink(data);
            Reply opened = host.api().as(null).post(SESSION, Map.of("token", link.substring(link.indexOf('#') + 1))).expect(201);
            assertEquals(401, host.api().as(null).post(SESSION, Map.of("token", link.substring(link.indexOf('#') + 1))).status());
            cookie = opened.header("Set-Cookie").replaceAll(";.*", "");
            host.stop();
        }
        String link = signInLink(data);
        try (HostProcess host = Distribution.host(data).start()) {
            assertEquals("One-time link", host.api().as(null).send("GET", SESSION, BodyPublishers.noBody(), Map.of("Cookie", cookie))
                    .expect(200).json().path("label").asText());
            host.api().as(null).post(SESSION, Map.of("token", link.substring(link.indexOf('#') + 1))).expect(201);
            String audit = host.api().get("/api/v1/admin/audit?action=session.link").expect(200).text();
            assertTrue(audit, audit.contains("\"command-line\""));
        }
    }

    private static String signInLink(Path data) {
        String printed = run(Distribution.command(data, "sign-in"), 0).strip();
        String link = printed.substring(printed.lastIndexOf('\n') + 1);
        assertTrue(printed, link.matches("http://127\\.0\\.0\\.1:\\d+/console/enter#pbl_\\S{43}"));
        return link;
    }

    @Test
    public void newProgramFolderGoesOnWithTheSameDataAndInstalledBundles() throws Exception {
        Path data = work.resolve("upgraded");
        String files;
        try (HostProcess host = Distribution.host(data).start()) {
            new Connections(host.api()).installFtp();
            files = new Connections(host.api()).create("ftp", "Files", Connections.ftp(ftp, "none"));
            host.stop();
        }
        Path program = work.resolve("new program");
        Distribution.copyTo(program);
        try (HostProcess host = HostProcess.of(program, data).setting("egress.allow", "127.0.0.1").start()) {
            new Connections(host.api()).assertMovesAFile(files, ftp.home());
        }
        for (String name : new String[] {"cache", "tmp", "logs"}) {
            Distribution.delete(data.resolve(name));
        }
        try (HostProcess host = Distribution.host(data).start()) {
            new Connections(host.api()).assertMovesAFile(files, ftp.home());
        }
    }

    @Test
    public void connectionsOutliveTheirIntegrationAndWorkWhenItIsBack() {
        Path data = work.resolve("taken-out");
        String kept;
        String deleted;
        try (HostProcess host = Distribution.host(data).start()) {
            Connections connections = new Connections(host.api());
            connections.installFtp();
            kept = connections.create("ftp", "Kept", Connections.ftp(ftp, "explicit"));
            deleted = connections.create("ftp", "Deleted", Connections.ftp(ftp, "none"));
            host.api().delete(Connections.FTP_BUNDLE).expect(204);
            host.stop();
        }
        try (HostProcess host = Distribution.host(data).start()) {
            Connections connections = new Connections(host.api());
            JsonNode shown = connections.get(kept);
            assertEquals(shown.toString(), "unavailable", shown.path("status").asText());
            assertTrue(shown.toString(), shown.path("reason").asText().contains("dev.patchbay.app.ftp"));
            assertEquals("{\"set\":true}", shown.path("values").path("password").toString());
            String export = host.api().get(Connections.PATH + "/export?secrets=false").expect(200).text();
            assertTrue(export, export.contains(kept) && export.contains("\"Kept\""));
            assertFalse(export, export.contains(ftp.password()));
            assertEquals(409, host.api().get(Connections.PATH + "/" + kept + "/credential").status());
            host.api().delete(Connections.PATH + "/" + deleted + "?now=true").expect(204);
            assertEquals(404, host.api().get(Connections.PATH + "/" + deleted).status());

            connections.installFtp();
            assertEquals("ready", connections.get(kept).path("status").asText());
            connections.assertMovesAFile(kept, ftp.home());
        }
    }
}
