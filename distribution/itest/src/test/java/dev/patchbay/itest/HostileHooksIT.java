package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** What is mixed into providers hangs, spins, throws what nobody throws, or answers without end: calls end, others go on. */
public class HostileHooksIT extends HostTest {
    private static final String CONNECTIONS = "/api/v1/connections/";
    /** Longer than any limit of the host for one call: transfers may stand still for a minute. */
    private static final Duration CALLS_END = Duration.ofSeconds(90);
    private static final Map<String, Object> REQUEST = Map.of("method", "GET", "url", "https://api.example.com/");

    private String steady = "";

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("hooks").withFtpServer().options();
    }

    @Before
    public void hang() {
        System.setProperty(HostileProvider.HANG, "true");
        needFtp();
        steady = create("hostile", "ftp", "steady", ftpValues());
    }

    @After
    public void letGo() {
        System.clearProperty(HostileProvider.HANG);
    }

    /** A connection of a new provider that misbehaves in this way. */
    private String install(String hostility) {
        api.install(ProviderBundle.named("itest." + hostility, "1.0.0").provider(hostility, HostileHooks.class)
                .header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,dev.patchbay.api.files,dev.patchbay.api.signing")
                .classes(HostileProvider.class, HostileHooks.Session.class, HostileHooks.Endless.class)
                .entry("id.txt", hostility.getBytes(StandardCharsets.UTF_8))
                .entry(HostileProvider.ENTRY, hostility.getBytes(StandardCharsets.UTF_8)).jar()).expect(201);
        return create("hostile", hostility, hostility, Map.of());
    }

    /** Calls the part that misbehaves. */
    private Reply call(String hostility, String connection) {
        String path = CONNECTIONS + connection;
        return switch (hostility.substring(0, hostility.indexOf('-'))) {
            case "refresh" -> api.get(path + "/credential");
            case "sign" -> api.post(path + "/sign", REQUEST);
            case "files", "list" -> api.get(path + "/files?path=%2F&list=true");
            default -> api.post(path + "/test");
        };
    }

    private void assertOthersAnswer() {
        assertEquals(200, api.get("/readyz").status());
        assertEquals(200, api.get(CONNECTIONS + steady + "/credential").status());
        api.get(CONNECTIONS + steady + "/files?path=%2F&list=true").expect(200);
    }

    @Test
    public void whatHooksThrowIsAProblemWithoutItsText() {
        for (String where : List.of("refresh", "sign", "files")) {
            for (String how : List.of("links-wrongly", "overflows", "throws", "dies", "asserts", "allocates")) {
                String hostility = where + "-" + how;
                Reply reply = call(hostility, install(hostility));
                assertTrue(hostility + " " + reply, reply.status() >= 400 && reply.json().has("type"));
                assertFalse(reply.toString(), reply.text().contains("s3cret"));
                assertOthersAnswer();
                api.delete("/api/v1/admin/bundles/itest." + hostility).expect(204);
            }
        }
    }

    @Test
    public void whatARevocationThrowsDoesNotKeepAConnection() {
        for (String hostility : List.of("revoke-links-wrongly", "revoke-overflows", "revoke-allocates")) {
            String connection = install(hostility);
            api.get(CONNECTIONS + connection + "/credential").expect(200);
            api.delete(CONNECTIONS + connection + "?now=true").expect(204);
            api.get(CONNECTIONS + connection).expect(404);
            assertOthersAnswer();
        }
    }

    @Test
    public void aFolderWithoutEndIsAProblem() {
        Reply reply = call("list-endless", install("list-endless"));
        assertTrue(reply.toString(), reply.status() >= 400 && reply.text().contains("more than"));
        assertOthersAnswer();
    }

    @Test
    public void whatHangsOrSpinsEndsAtItsDeadlineWhileOthersAnswer() throws Exception {
        Map<String, String> connections = new LinkedHashMap<>();
        List.of("refresh-hangs", "sign-hangs", "files-hangs", "test-spins").forEach(each -> connections.put(each, install(each)));
        long before = median(40);
        ExecutorService callers = Executors.newFixedThreadPool(connections.size());
        Map<String, Future<Reply>> calls = new LinkedHashMap<>();
        long during;
        long began = System.nanoTime();
        try {
            connections.forEach((hostility, connection) -> calls.put(hostility, callers.submit(() -> call(hostility, connection))));
            during = median(40);
            while (!calls.values().stream().allMatch(Future::isDone)) {
                assertOthersAnswer();
                assertTrue("the calls do not end", System.nanoTime() - began < CALLS_END.toNanos());
            }
        } finally {
            callers.shutdown();
        }
        System.out.printf("reading a credential: median %d us before, %d us while one call spins and three hang%n", before, during);
        for (Map.Entry<String, Future<Reply>> call : calls.entrySet()) {
            Reply reply = call.getValue().get();
            boolean failedTest = reply.status() == 200 && !reply.json().path("passed").asBoolean(true);
            assertTrue(call.getKey() + " " + reply, failedTest || reply.status() >= 400);
        }
        List<String> lost = new ArrayList<>();
        api.get("/api/v1/admin/providers").expect(200).json().get("lostThreads").forEach(each -> lost.add(each.get("provider").asText()));
        assertTrue(lost.toString(), lost.containsAll(connections.keySet()));
        System.clearProperty(HostileProvider.HANG);
        Eventually.until("the threads came back", () ->
                api.get("/api/v1/admin/providers").json().get("lostThreads").isEmpty());
    }

    /** Of as many reads of a credential, microseconds. */
    private long median(int reads) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            long began = System.nanoTime();
            api.get(CONNECTIONS + steady + "/credential").expect(200);
            times.add((System.nanoTime() - began) / 1_000);
        }
        times.sort(null);
        return times.get(reads / 2);
    }

    @Test
    public void theThirdLostThreadQuarantinesAndAnOperatorReleases() throws Exception {
        String hostility = "sign-hangs-thrice";
        String connection = install(hostility);
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            Callable<Reply> sign = () -> call(hostility, connection);
            for (Future<Reply> each : callers.invokeAll(List.of(sign, sign, sign))) {
                assertNotEquals(200, each.get().status());
            }
        } finally {
            callers.shutdown();
        }
        JsonNode view = api.get("/api/v1/providers/" + hostility).expect(200).json();
        assertFalse(view.toString(), view.get("available").asBoolean());
        assertTrue(view.toString(), view.get("problem").asText().contains("out of use until it is released"));
        api.post(CONNECTIONS + connection + "/sign", REQUEST).expect(409);
        assertOthersAnswer();

        System.clearProperty(HostileProvider.HANG);
        api.post("/api/v1/admin/providers/" + hostility + "/release").expect(204);
        assertTrue(api.get("/api/v1/providers/" + hostility).expect(200).json().get("available").asBoolean());
        assertEquals("yes", api.post(CONNECTIONS + connection + "/sign", REQUEST).expect(200).json().at("/headers/X-Signed").asText());
        api.post("/api/v1/admin/providers/nobody/release").expect(404);
    }
}
