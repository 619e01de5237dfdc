package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** FTP and FTPS through a host with a heap of 128 MB, and the addresses it must not reach. */
public final class FilesIT {
    private static final long LARGE = 200L << 20;
    private static final int SMALL = 1 << 20;
    private static final int TRANSFERS = 16;
    /** Linux and Windows answer on all of 127.0.0.0/8; the host treats each as an address of its own. */
    private static final String OTHER_ADDRESS = "127.0.0.2";
    private static final String LISTED_PORT_ONLY = "127.0.0.3";

    private static final int CONTROL_PORT = Ports.free();
    private static PracticeFtpServer server;
    private static HostProcess host;
    private static Api api;
    private static Connections connections;

    @BeforeClass
    public static void startServerAndHost() throws IOException {
        Path work = Distribution.workFolder(FilesIT.class);
        server = PracticeFtpServer.start(Files.createDirectories(work.resolve("ftp")), 0, 0);
        host = Distribution.host(work.resolve("data"))
                .javaOptions("-Xmx128m")
                .setting("egress.allow", "127.0.0.1," + OTHER_ADDRESS + "," + LISTED_PORT_ONLY + ":" + CONTROL_PORT)
                .setting("egress.timeout", "2s")
                .start();
        api = host.api();
        connections = new Connections(api);
        connections.installFtp();
    }

    @AfterClass
    public static void stopServerAndHost() throws IOException {
        host.close();
        server.close();
        Distribution.delete(server.home());
    }

    @Test
    public void twoHundredMegabytesGoUpAndDownByteForByteOverFtpAndFtps() throws Exception {
        for (String encryption : List.of("none", "explicit")) {
            System.out.println("200 MB up and down, encryption " + encryption);
            String id = connections.create("ftp", "Large " + encryption, Connections.ftp(server, encryption));
            assertComesBack(id, "/large-" + encryption, LARGE);
        }
    }

    @Test
    public void sixteenTransfersRunAtOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String encryption : List.of("none", "explicit", "implicit")) {
            ids.add(connections.create("ftp", "One of several, " + encryption, Connections.ftp(server, encryption)));
        }
        ExecutorService callers = Executors.newFixedThreadPool(TRANSFERS);
        CyclicBarrier together = new CyclicBarrier(TRANSFERS);
        List<Future<?>> transfers = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            int number = i;
            transfers.add(callers.submit(() -> {
                together.await(60, TimeUnit.SECONDS);
                assertComesBack(ids.get(number % ids.size()), "/at-once-" + number, SMALL + number);
                return null;
            }));
        }
        for (Future<?> transfer : transfers) {
            transfer.get(120, TimeUnit.SECONDS);
        }
        callers.shutdown();
    }

    private static void assertComesBack(String id, String path, long length) throws Exception {
        String sum = SeededStream.sha256(new SeededStream(length, length));
        Reply up = api.send("PUT", Connections.file(id, path), BodyPublishers.ofInputStream(() -> new SeededStream(length, length)),
                Map.of("Content-Type", "application/octet-stream"));
        assertEquals(up.toString(), 2, up.status() / 100);
        assertEquals("what the server has", sum, SeededStream.sha256(Files.newInputStream(server.home().resolve(path.substring(1)))));
        HttpResponse<InputStream> down =
                api.client().send(api.request("GET", Connections.file(id, path), BodyPublishers.noBody(), Map.of()), BodyHandlers.ofInputStream());
        assertEquals(200, down.statusCode());
        assertEquals("what came back", sum, SeededStream.sha256(down.body()));
    }

    @Test
    public void closedPortAndSilentServerAreUnreachable() throws IOException {
        assertEquals("UNREACHABLE", Connections.failure(test("127.0.0.1", Ports.free())));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertEquals("UNREACHABLE", Connections.failure(test("127.0.0.1", silent.getLocalPort())));
        }
    }

    @Test
    public void unlistedAddressIsRefusedBeforeAnythingIsSent() throws IOException {
        try (CountingListener unlisted = new CountingListener("127.0.0.4", 0)) {
            JsonNode report = test("127.0.0.4", unlisted.port());
            assertEquals("EGRESS_REFUSED", Connections.failure(report));
            assertTrue("the refusal names the setting: " + report, report.toString().contains("egress.allow"));
            assertEquals(0, unlisted.accepted());
            assertFalse(host.output().contains("connect 127.0.0.4"));
        }
    }

    /** The control connection is listed with its port; the port of the data connection is not. */
    @Test
    public void unlistedDataConnectionIsRefusedBeforeAnythingIsSent() throws IOException {
        try (CountingListener data = new CountingListener(LISTED_PORT_ONLY, 0);
                ScriptedFtpServer control = new ScriptedFtpServer(LISTED_PORT_ONLY, CONTROL_PORT, LISTED_PORT_ONLY, data.port())) {
            JsonNode report = test(LISTED_PORT_ONLY, CONTROL_PORT);
            assertTrue("it got as far as the data connection: " + control.commands(), control.commands().contains("PASV"));
            assertEquals("EGRESS_REFUSED", Connections.failure(report));
            assertEquals(0, data.accepted());
        }
    }

    @Test
    public void addressInTheServersPassiveReplyIsIgnored() throws IOException {
        try (CountingListener own = new CountingListener("127.0.0.1", 0);
                CountingListener bait = new CountingListener(OTHER_ADDRESS, own.port());
                ScriptedFtpServer control = new ScriptedFtpServer("127.0.0.1", 0, OTHER_ADDRESS, own.port())) {
            test("127.0.0.1", control.port());
            assertTrue("it got as far as the data connection: " + control.commands(), control.commands().contains("PASV"));
            assertEquals("the address in the reply", 0, bait.accepted());
            assertEquals("the address of the control connection", 1, own.accepted());
        }
    }

    private static JsonNode test(String address, int port) {
        Map<String, Object> values = Map.of("host", address, "port", port, "encryption", "none", "username", "anna", "password", "word");
        return api.post(Connections.PATH + "/test", Map.of("account", "demo", "provider", "ftp", "values", values)).expect(200).json();
    }
}
