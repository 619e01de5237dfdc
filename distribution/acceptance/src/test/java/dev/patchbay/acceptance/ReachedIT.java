package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.Test;

/** The README's "Living with it": settings, off loopback, logs. */
public final class ReachedIT {
    private static Path work;

    @BeforeClass
    public static void makeFolder() {
        work = Distribution.workFolder(ReachedIT.class);
    }

    @Test
    public void hostWithACertificateListensOffLoopbackAndSpeaksTls() throws Exception {
        PemFiles tls = PemFiles.make(work);
        int port = Ports.free();
        HostProcess.Plan plan = Distribution.host(work.resolve("tls")).port(port).setting("http.host", "0.0.0.0")
                .setting("http.tls-certificate", tls.certificate().toString()).setting("http.tls-key", tls.key().toString());
        try (HostProcess host = plan.launch()) {
            Eventually.until("it is up", Eventually.GENEROUS, () -> host.output().contains("is up at https://127.0.0.1:" + port));
            HttpClient client = HttpClient.newBuilder().sslContext(tls.client()).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/api/v1/providers"))
                    .header("Authorization", "Bearer " + host.firstKey()).build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertEquals(answer.body(), 200, answer.statusCode());
            HttpRequest inClear = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz")).build();
            assertThrows("in clear nothing is answered", IOException.class, () -> client.send(inClear, BodyHandlers.ofString()));
        }
    }

    /** The proxy is 127.0.0.2 here; 127.0.0.1 is somebody who is not believed. */
    @Test
    public void forwardedAddressIsBelievedFromTheTrustedProxyOnly() throws IOException {
        HostProcess.Plan plan = Distribution.host(work.resolve("proxy")).setting("http.host", "0.0.0.0")
                .setting("http.behind-proxy", "true").setting("http.trusted-proxies", "127.0.0.2")
                .setting("public.url", "https://connect.example.com");
        try (HostProcess host = plan.start()) {
            Connections connections = new Connections(host.api());
            String proxied = connections.createKey("By the proxy", "a-key");
            String pretended = connections.createKey("By somebody else", "a-key");
            assertTrue(credentialFrom("127.0.0.2", host, proxied).contains("a-key"));
            assertTrue(credentialFrom("127.0.0.1", host, pretended).contains("a-key"));
            assertEquals(List.of("203.0.113.7"), addresses(host, proxied));
            assertEquals(List.of("127.0.0.1"), addresses(host, pretended));
        }
    }

    private static String credentialFrom(String address, HostProcess host, String id) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", host.address().getPort()), 10_000);
            String request = "GET " + Connections.PATH + "/" + id + "/credential HTTP/1.1\r\nHost: connect.example.com\r\n"
                    + "Authorization: Bearer " + host.firstKey()
                    + "\r\nX-Forwarded-For: 198.51.100.1, 203.0.113.7\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> addresses(HostProcess host, String id) {
        return host.api().get("/api/v1/admin/audit?action=connection.credential&subject=" + id).expect(200).json().path("items")
                .findValuesAsText("address");
    }

    @Test
    public void logLevelChangesWhileTheHostRunsAndFilesBeginAnewBySize() throws IOException {
        Path settings = Files.writeString(work.resolve("log.properties"), "log.level=warn\nlog.level.dev.patchbay.rest=info\n");
        Path logs = work.resolve("logging/logs");
        HostProcess.Plan plan = HostProcess.of(Distribution.FOLDER, work.resolve("logging")).environment("PATCHBAY_CONF", settings.toString());
        try (HostProcess host = plan.start()) {
            assertTrue("one logger", host.output().contains("INFO  [") && host.output().contains("Listening on"));
            assertFalse("the others", host.output().contains("The store is open"));
            assertFalse(host.output().contains(" DEBUG "));
            Files.writeString(settings, "log.level=trace\nlog.max-size=50KB\nlog.keep=2\n");
            Eventually.until("the level is another", () -> {
                host.api().get("/api/v1/providers");
                return host.output().contains(" DEBUG ") || host.output().contains(" TRACE ");
            });
            Eventually.until("a new file was begun", () -> {
                for (int i = 0; i < 50; i++) {
                    host.api().get("/api/v1/providers");
                }
                return Distribution.files(logs).stream().anyMatch(file -> file.getFileName().toString()
                        .matches("patchbay\\.\\d{4}-\\d\\d-\\d\\d\\.\\d+\\.log"));
            });
            assertEquals("the host did not stop for it", 200, host.api().get("/readyz").status());
        }
    }

    @Test
    public void sandboxMovesToAnotherPortWhileTheHostRuns() throws IOException {
        int first = Ports.free();
        int second = Ports.free();
        Path settings = Files.writeString(work.resolve("sandbox.properties"), "sandbox.port=" + first + "\n");
        HostProcess.Plan plan = HostProcess.of(Distribution.FOLDER, work.resolve("moving")).environment("PATCHBAY_CONF", settings.toString());
        try (HostProcess host = plan.start()) {
            host.api().install(Distribution.integration("dev.patchbay.app.sandbox")).expect(201);
            assertTrue("its provider reaches it there", sandboxPasses(host));
            assertFalse(Ports.isFree(first));
            Files.writeString(settings, "sandbox.port=" + second + "\n");
            Eventually.until("it listens at the other port alone", () -> Ports.isFree(first) && !Ports.isFree(second));
            Eventually.until("its provider reaches it there too", () -> sandboxPasses(host));
        }
    }

    private static boolean sandboxPasses(HostProcess host) {
        return host.api().post(Connections.PATH + "/test", Map.of("account", "mover", "provider", "sandbox", "method", "api-key",
                "values", Map.of("key", "sandbox-key"))).json().path("passed").asBoolean();
    }

    @Test
    public void tableOfSettingsInTheReadmeIsTheProgramsOwn() {
        assertEquals(Distribution.command(work.resolve("none"), "settings").run().output().strip(), ReadmeText.settings());
    }

    @Test
    public void shippedSettingsFileIsTheProgramsOwn() throws IOException {
        assertEquals(Distribution.command(work.resolve("none"), "settings", "--file").run().output().strip(),
                Files.readString(Distribution.FOLDER.resolve("conf/patchbay.properties")).strip());
    }
}
