package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Providers that hang, throw what nobody throws, or want what is not theirs: their calls end, and others never notice. */
public class HostileProvidersIT extends HostTest {
    private static final String CONNECTIONS = "/api/v1/connections/";
    /** Longer than the host's limit for a test, and for what comes after it. */
    private static final Duration CALLS_END = Duration.ofSeconds(60);

    private String steady = "";

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("hostile").withFtpServer().options();
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

    private static byte[] jar(String id, String hostility) {
        return bundle("itest." + id, id, hostility).jar();
    }

    private static ProviderBundle bundle(String name, String id, String hostility) {
        return ProviderBundle.named(name, "1.0.0").provider(id, HostileProvider.class)
                .entry("id.txt", id.getBytes(StandardCharsets.UTF_8))
                .entry(HostileProvider.ENTRY, hostility.getBytes(StandardCharsets.UTF_8));
    }

    private void assertOthersAnswer() {
        assertEquals(200, api.get("/readyz").status());
        assertTrue(api.post(CONNECTIONS + steady + "/test").expect(200).json().get("passed").asBoolean());
    }

    @Test
    public void whatCannotBeMadeOrDescribedIsRefusedAndLeavesNothing() {
        int bundles = context.getBundles().length;
        for (String hostility : List.of("constructor-links-wrongly", "constructor-overflows", "constructor-throws", "constructor-dies",
                "constructor-allocates",
                "definition-links-wrongly", "definition-overflows", "definition-throws", "definition-asserts",
                "definition-allocates", "definition-is-huge")) {
            Reply reply = api.install(jar("refused", hostility));
            assertEquals(hostility + " " + reply, 422, reply.status());
            assertFalse(reply.text(), reply.text().contains("s3cret"));
            assertEquals(hostility, bundles, context.getBundles().length);
            assertOthersAnswer();
        }
        api.get("/api/v1/admin/bundles/itest.refused").expect(404);
        api.install(jar("refused", "none")).expect(201);
        api.delete("/api/v1/admin/bundles/itest.refused").expect(204);
    }

    @Test
    public void whatHangsWhileItIsMadeIsGivenUp() {
        for (String hostility : List.of("constructor-hangs", "definition-hangs")) {
            long began = System.nanoTime();
            String id = hostility;
            Reply reply = api.install(jar(id, hostility));
            assertEquals(hostility + " " + reply, 422, reply.status());
            assertTrue(hostility, System.nanoTime() - began < CALLS_END.toNanos());
            api.get("/api/v1/admin/bundles/itest." + id).expect(404);
            assertOthersAnswer();
        }
    }

    @Test
    public void whatATestThrowsIsAFailedStepWithoutItsText() {
        for (String hostility : List.of("test-links-wrongly", "test-overflows", "test-throws", "test-dies", "test-asserts", "test-allocates")) {
            String id = hostility.substring("test-".length());
            api.install(jar(id, hostility)).expect(201);
            String connection = create("hostile", id, hostility, Map.of());
            Reply reply = api.post(CONNECTIONS + connection + "/test").expect(200);
            assertFalse(reply.toString(), reply.json().get("passed").asBoolean(true));
            assertTrue(reply.toString(), reply.text().contains("UNEXPECTED"));
            assertFalse(reply.toString(), reply.text().contains("s3cret"));
            assertOthersAnswer();
            api.delete("/api/v1/admin/bundles/itest." + id).expect(204);
        }
    }

    @Test
    public void aSecondBundleThatClaimsFtpGetsNoCall() throws Exception {
        Reply refused = api.install(bundle("itest.thief", "ftp", "none").jar());
        assertEquals(refused.toString(), 409, refused.status());
        assertEquals("urn:patchbay:problem:provider-owned", refused.json().get("type").asText());
        assertTrue(refused.text(), refused.text().contains(FTP_BUNDLE));
        /* past the installer, as a bundle somebody drops into the framework by another way */
        Bundle thief = context.installBundle("itest:thief", new ByteArrayInputStream(bundle("itest.thief", "ftp", "none").jar()));
        try {
            thief.start();
            assertOthersAnswer();
            bundle(FTP_BUNDLE).stop();
            assertEquals("unavailable", api.get(CONNECTIONS + steady).expect(200).json().get("status").asText());
            api.post(CONNECTIONS + steady + "/test").expect(409);
            bundle(FTP_BUNDLE).start();
            Eventually.until("the owner serves again", () -> api.get("/api/v1/providers/ftp").json().path("available").asBoolean());
            assertEquals(FTP_BUNDLE, api.get("/api/v1/providers/ftp").json().get("bundle").asText());
        } finally {
            thief.uninstall();
        }
        assertEquals(0, HostileProvider.calls("ftp").get());
        assertOthersAnswer();
    }

    @Test
    public void callsThatNeverReturnEndAndTheThirdPutsTheProviderOutOfUse() throws Exception {
        api.install(jar("hanging", "test-hangs")).expect(201);
        String connection = create("hostile", "hanging", "hanging", Map.of());
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Reply>> calls = new ArrayList<>();
            Callable<Reply> test = () -> api.post(CONNECTIONS + connection + "/test");
            for (int i = 0; i < 3; i++) {
                calls.add(callers.submit(test));
            }
            int answered = 0;
            while (!calls.stream().allMatch(Future::isDone)) {
                assertOthersAnswer();
                answered++;
                TimeUnit.MILLISECONDS.sleep(700);
            }
            assertTrue("others answered only " + answered + " times", answered > 5);
            for (Future<Reply> call : calls) {
                JsonNode report = call.get().expect(200).json();
                assertFalse(report.toString(), report.get("passed").asBoolean(true));
                assertEquals("PASSED", report.at("/steps/0/mark").asText());
            }
        } finally {
            callers.shutdown();
        }
        Reply refused = api.post(CONNECTIONS + connection + "/test").expect(409);
        assertEquals("urn:patchbay:problem:provider-unavailable", refused.json().get("type").asText());
        JsonNode provider = api.get("/api/v1/providers/hanging").expect(200).json();
        assertFalse(provider.get("available").asBoolean());
        assertTrue(provider.toString(), provider.get("problem").asText().contains("patchbay-call-"));
        JsonNode read = api.get(CONNECTIONS + connection).expect(200).json();
        assertEquals("unavailable", read.get("status").asText());
        assertTrue(read.toString(), read.get("reason").asText().contains("out of use"));
        assertEquals(3, abandoned());
        JsonNode health = api.get("/api/v1/admin/providers").expect(200).json();
        assertEquals(3, health.get("lostThreads").size());
        assertEquals("hanging", health.at("/lostThreads/0/provider").asText());
        System.clearProperty(HostileProvider.HANG);
        Eventually.until("the abandoned threads are gone", () -> abandoned() == 0);
        bundle("itest.hanging").stop();
        bundle("itest.hanging").start();
        Eventually.until("a restart of its bundle lifts it", () ->
                api.get("/api/v1/providers/hanging").json().path("available").asBoolean());
        assertTrue(api.post(CONNECTIONS + connection + "/test").expect(200).json().get("passed").asBoolean());
    }

    private static long abandoned() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("patchbay-call-")).count();
    }

    @Test
    public void anUninstallDoesNotWaitForACallThatHangs() throws Exception {
        api.install(jar("leaving", "test-hangs")).expect(201);
        String connection = create("hostile", "leaving", "leaving", Map.of());
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            int before = HostileProvider.calls("leaving").get();
            Future<Reply> test = caller.submit(() -> api.post(CONNECTIONS + connection + "/test"));
            Eventually.until("the call is under way", () -> HostileProvider.calls("leaving").get() > before);
            api.delete("/api/v1/admin/bundles/itest.leaving").expect(204);
            Reply cut = test.get(60, TimeUnit.SECONDS);
            assertEquals(cut.toString(), 503, cut.status());
            assertEquals("urn:patchbay:problem:provider-stopping", cut.json().get("type").asText());
            assertFalse(cut.header("Retry-After").isEmpty());
            assertEquals("unavailable", api.get(CONNECTIONS + connection).expect(200).json().get("status").asText());
            assertOthersAnswer();
        } finally {
            caller.shutdown();
        }
    }
}
