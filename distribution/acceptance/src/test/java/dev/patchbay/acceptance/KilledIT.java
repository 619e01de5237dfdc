package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.practice.PracticeFtpServer;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/**
 * {@code kill -9} in the middle of 200 concurrent creates and patches, with an upload and an install in flight, twenty times on
 * the same data. When it strikes is counted in acknowledged requests, another number each time.
 */
public final class KilledIT {
    private static final int ROUNDS = 20;
    private static final int REQUESTS = 200;
    private static final int AT_ONCE = 16;
    private static final int FILE_BYTES = 8 << 20;
    private static final String ROUND_BUNDLE = "test.round";

    /** What was acknowledged, by connection. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    /** What was sent last and may or may not have been done, by connection. */
    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private final Path work = Distribution.workFolder(KilledIT.class);
    private final byte[] jar = jar();
    private int uploadsComplete;
    private int installsComplete;

    @Test
    public void whatWasAcknowledgedIsThereAndOpensAfterTwentyKills() throws Exception {
        Path home = Files.createDirectories(work.resolve("ftp"));
        try (PracticeFtpServer ftp = PracticeFtpServer.start(home, 0, 0)) {
            HostProcess host = Distribution.host(work.resolve("data")).start();
            try {
                new Connections(host.api()).installFtp();
                String files = new Connections(host.api()).create("ftp", "Files", Connections.ftp(ftp, "none"));
                for (int round = 1; round <= ROUNDS; round++) {
                    killAmidRequests(host, round, files);
                    host = Distribution.host(work.resolve("data")).start();
                    assertRound(host.api(), round, files, home);
                }
                assertEachOpens(host.api(), acknowledged);
                assertEachListedOneOpens(host.api());
                JsonNode chain = host.api().get("/api/v1/admin/audit/verify").expect(200).json();
                assertTrue("the audit's chain: " + chain, chain.path("intact").asBoolean());
                System.out.println("of " + ROUNDS + " in flight " + uploadsComplete + " uploads and " + installsComplete
                        + " installs were complete, the others absent");
            } finally {
                host.close();
            }
        }
    }

    private void killAmidRequests(HostProcess host, int round, String files) throws InterruptedException {
        int strike = 1 + new SplittableRandom(round).nextInt(REQUESTS - AT_ONCE);
        CountDownLatch due = new CountDownLatch(strike);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE + 2);
        Api api = host.api();
        AtomicInteger next = new AtomicInteger();
        List<String> former = List.copyOf(acknowledged.keySet());
        for (int i = 0; i < AT_ONCE; i++) {
            callers.submit(() -> {
                int number = next.getAndIncrement();
                while (number < REQUESTS && request(api, round, number, former)) {
                    due.countDown();
                    number = next.getAndIncrement();
                }
            });
        }
        callers.submit(() -> api.send("PUT", Connections.file(files, "/up-" + round + ".bin"),
                BodyPublishers.ofInputStream(() -> new SeededStream(round, FILE_BYTES)), Map.of("Content-Type", "application/octet-stream")));
        callers.submit(() -> api.install(jar));
        assertTrue("requests are acknowledged in round " + round, due.await(60, TimeUnit.SECONDS));
        host.kill();
        callers.shutdown();
        assertTrue(callers.awaitTermination(60, TimeUnit.SECONDS));
        System.out.println("killed " + round + " of " + ROUNDS + " after " + strike + " acknowledged requests; "
                + acknowledged.size() + " connections so far");
    }

    /** A create or a patch; false once the host is gone. */
    private boolean request(Api api, int round, int number, List<String> former) {
        String key = "key of " + round + "." + number;
        try {
            if (number % 2 == 0 || former.size() <= number) {
                Reply created = api.post(Connections.PATH,
                        Map.of("account", "demo", "provider", "api-key", "label", key, "values", Map.of("key", key)));
                String id = created.expect(201).json().path("id").asText();
                sent.put(id, key);
                acknowledged.put(id, key);
            } else {
                String id = former.get(number);
                sent.put(id, key);
                api.patch(Connections.PATH + "/" + id, Map.of("values", Map.of("key", key))).expect(200);
                acknowledged.put(id, key);
            }
            return true;
        } catch (UncheckedIOException killed) {
            return false;
        }
    }

    private void assertRound(Api api, int round, String files, Path home) throws Exception {
        assertEachOpens(api, sent);
        sent.clear();
        assertUploadIsCompleteOrAbsent(api, round, files, home);
        assertInstallIsCompleteOrAbsent(api);
    }

    /** Each shows what was acknowledged, or what was sent after that. */
    private void assertEachOpens(Api api, Map<String, String> expected) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<String>> faults = expected.keySet().stream().map(id -> callers.submit(() -> {
            String is = new Connections(api).secret(id, "key");
            boolean isRight = is.equals(acknowledged.get(id)) || is.equals(expected.get(id));
            acknowledged.put(id, is);
            return isRight ? "" : id + " is " + is;
        })).toList();
        for (Future<String> fault : faults) {
            assertEquals("", fault.get(60, TimeUnit.SECONDS));
        }
        callers.shutdown();
    }

    /** Also those whose caller never heard of it. */
    private void assertEachListedOneOpens(Api api) throws Exception {
        Map<String, String> listed = new ConcurrentHashMap<>();
        for (JsonNode connection : api.get(Connections.PATH + "/export?secrets=false").expect(200).json().path("connections")) {
            if (connection.path("provider").asText().equals("api-key")) {
                listed.put(connection.path("id").asText(), connection.path("label").asText());
            }
        }
        assertTrue("every acknowledged one is listed", listed.keySet().containsAll(acknowledged.keySet()));
        assertEachOpens(api, listed);
    }

    private void assertUploadIsCompleteOrAbsent(Api api, int round, String files, Path home) throws IOException {
        Path file = home.resolve("up-" + round + ".bin");
        if (Files.exists(file)) {
            assertEquals(SeededStream.sha256(new SeededStream(round, FILE_BYTES)), SeededStream.sha256(Files.newInputStream(file)));
            uploadsComplete++;
        }
        JsonNode list = api.get(Connections.file(files, "/") + "&list=true").expect(200).json();
        assertEquals("the connection lists what there is", Files.exists(file), list.toString().contains("\"up-" + round + ".bin\""));
    }

    private void assertInstallIsCompleteOrAbsent(Api api) {
        Reply bundle = api.get(Connections.BUNDLES + "/" + ROUND_BUNDLE);
        if (bundle.status() == 404) {
            assertEquals(404, api.get("/api/v1/providers/round").status());
            return;
        }
        installsComplete++;
        assertEquals(bundle.toString(), "ACTIVE", bundle.expect(200).json().path("state").asText());
        Eventually.until("its provider is there", () -> api.get("/api/v1/providers/round").json().path("available").asBoolean());
        api.delete(Connections.BUNDLES + "/" + ROUND_BUNDLE).expect(204);
    }

    /** Large enough that its upload takes a while. */
    private static byte[] jar() {
        byte[] ballast = new byte[4 << 20];
        new SplittableRandom(1).nextBytes(ballast);
        return ProviderBundle.named(ROUND_BUNDLE, "1.0.0").provider("round", RoundProvider.class).entry("ballast.bin", ballast).jar();
    }
}
