package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** SFTP through the shipped host, with the integration as it is installed by an operator. */
public final class SftpIT {
    private static KeyPair userKey;
    private static Path home;
    private static HostProcess host;
    private static Api api;
    private static Connections connections;

    @BeforeClass
    public static void startHost() throws Exception {
        Path work = Distribution.workFolder(SftpIT.class);
        userKey = SshFileServer.newKey();
        home = Files.createDirectories(work.resolve("sftp"));
        host = Distribution.host(work.resolve("data")).setting("egress.allow", "127.0.0.1").start();
        api = host.api();
        connections = new Connections(api);
        api.install(Distribution.integration("dev.patchbay.app.sftp")).expect(201);
    }

    @AfterClass
    public static void stopHost() throws IOException {
        host.close();
        Distribution.delete(home);
    }

    private static SshFileServer server(int port, String methods) throws Exception {
        return new SshFileServer(home, port, SshFileServer.newKey(), userKey, methods);
    }

    private static Map<String, Object> values(String address, int port, String fingerprint, Map<String, String> login) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("host", address, "port", port, "username", SshFileServer.USER));
        if (!fingerprint.isEmpty()) {
            values.put("hostKeyFingerprint", fingerprint);
        }
        values.putAll(login);
        return values;
    }

    private static String create(String method, SshFileServer server, Map<String, String> login) {
        return api.post(Connections.PATH, Map.of("account", "demo", "provider", "sftp", "method", method, "label", "SFTP by " + method,
                "values", values("127.0.0.1", server.port(), server.fingerprint(), login))).expect(201).json().path("id").asText();
    }

    private static JsonNode testUnsaved(String address, int port) {
        return api.post(Connections.PATH + "/test", Map.of("account", "demo", "provider", "sftp", "method", "password",
                "values", values(address, port, "", Map.of("password", SshFileServer.PASSWORD)))).expect(200).json();
    }

    @Test
    public void unconfirmedHostKeyIsShownBeforeAnythingOfTheLoginIsSent() throws Exception {
        try (SshFileServer server = server(0, "password")) {
            JsonNode report = testUnsaved("127.0.0.1", server.port());
            assertEquals("CERTIFICATE", Connections.failure(report));
            assertTrue("the key to compare: " + report, report.toString().contains(server.fingerprint()));
            assertEquals("what was shown of the login", 0, server.shown());
        }
    }

    @Test
    public void passwordKeyAndBothConnectAndMoveFiles() throws Exception {
        Map<String, String> password = Map.of("password", SshFileServer.PASSWORD);
        Map<String, String> key = Map.of("privateKey", SshFileServer.file(userKey), "passphrase", SshFileServer.PASSPHRASE);
        Map<String, String> both = new LinkedHashMap<>(key);
        both.putAll(password);
        for (Map.Entry<String, Map<String, String>> login : Map.of("password", password, "key", key, "key-and-password", both).entrySet()) {
            String methods = Map.of("password", "password", "key", "publickey", "key-and-password", "publickey,password").get(login.getKey());
            try (SshFileServer server = server(0, methods)) {
                String id = create(login.getKey(), server, login.getValue());
                assertTrue(login.getKey(), connections.test(id).path("passed").asBoolean());
                connections.assertMovesAFile(id, home);
            }
        }
    }

    @Test
    public void wrongPassphraseIsNamedBeforeAnythingIsSent() throws Exception {
        try (SshFileServer server = server(0, "publickey")) {
            String id = create("key", server, Map.of("privateKey", SshFileServer.file(userKey), "passphrase", "another"));
            assertEquals("INVALID_INPUT", Connections.failure(connections.test(id)));
            assertEquals(0, server.shown());
        }
    }

    @Test
    public void changedHostKeyIsRefusedUntilItIsConfirmedWithTheSecretsAgain() throws Exception {
        Map<String, String> login = Map.of("password", SshFileServer.PASSWORD);
        String id;
        int port;
        try (SshFileServer first = server(0, "password")) {
            id = create("password", first, login);
            port = first.port();
            connections.assertMovesAFile(id, home);
        }
        try (SshFileServer second = server(port, "password")) {
            JsonNode report = connections.test(id);
            assertEquals("CERTIFICATE", Connections.failure(report));
            assertEquals(0, second.shown());
            assertEquals("a transfer", 502, api.get(Connections.file(id, "/moved-" + id)).status());
            assertEquals("a transfer", 0, second.shown());

            Map<String, Object> confirmed = Map.of("values", Map.of("hostKeyFingerprint", second.fingerprint()));
            assertEquals(422, api.patch(Connections.PATH + "/" + id, confirmed).status());
            Map<String, Object> again = Map.of("values",
                    Map.of("hostKeyFingerprint", second.fingerprint(), "password", SshFileServer.PASSWORD));
            api.patch(Connections.PATH + "/" + id, again).expect(200);
            connections.assertMovesAFile(id, home);
        }
    }

    @Test
    public void unlistedAddressIsRefusedBeforeAnythingIsSent() throws Exception {
        try (CountingListener unlisted = new CountingListener("127.0.0.4", 0)) {
            assertEquals("EGRESS_REFUSED", Connections.failure(testUnsaved("127.0.0.4", unlisted.port())));
            assertEquals(0, unlisted.accepted());
        }
    }
}
