package dev.patchbay.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A provider bundle comes, goes and is updated under load: no request is lost, nothing of it stays behind. */
public class DynamicsIT extends HostTest {
    private static final int CYCLES = Integer.getInteger("patchbay.test.cycles", 200);
    private static final int SETTLED = 20;
    private static final String NAME = "itest.moving";
    private static final String BUNDLE = "/api/v1/admin/bundles/" + NAME;
    private static final String CONNECTIONS = "/api/v1/connections/";

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<WeakReference<ClassLoader>> former = new ArrayList<>();
    private volatile boolean over;

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("dynamics").withFtpServer().options();
    }

    @Test
    public void aProviderIsStoppedStartedAndUpdatedWhileRequestsRun() throws Exception {
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        app.start();
        List<Thread> load = List.of();
        try {
            needFtp();
            api.install(jar(1)).expect(201);
            String ftp = create("dynamics", "ftp", "steady", ftpValues());
            String moving = create("dynamics", "moving", "moving", Map.of("host", "127.0.0.1",
                    "port", app.getAddress().getPort(), "secret", "s3cret-of-moving", "turn", "a", "name1", "kept"));
            load = List.of(
                    loop(() -> api.get(CONNECTIONS + moving + "/files?path=%2F&list=true"), true),
                    loop(() -> api.get(CONNECTIONS + moving + "/credential"), true),
                    loop(() -> api.get(CONNECTIONS + ftp + "/files?path=%2F&list=true"), false));
            cycles(ftp, moving);
            over = true;
            join(load);
            assertEquals(List.of(), List.copyOf(lost));
            assertTrue(answered + " answered", answered.get() > CYCLES);
            assertTrue("no request met a provider on its way", refused.get() > 0);
            assertMigratedOnce(moving);
        } finally {
            over = true;
            join(load);
            app.stop(0);
        }
    }

    /** Real tokens over real HTTP, before the engine goes and after it is back. */
    @Test
    public void aSignInWithoutItsEngineIsUnavailableUntilTheEngineIsBack() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/token", exchange -> {
            byte[] reply = ("{\"access_token\":\"at-" + asked.incrementAndGet() + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        app.start();
        Bundle engine = bundle("dev.patchbay.oauth");
        try {
            Map<String, ?> values = Map.of("tokenUrl", "http://127.0.0.1:" + app.getAddress().getPort() + "/token",
                    "clientId", "program", "clientSecret", "s3cret-of-the-program");
            String id = api.post("/api/v1/connections", Map.of("account", "dynamics", "provider", "oauth2",
                    "method", "client-credentials", "label", "engine", "values", values)).expect(201).json().get("id").asText();
            String path = CONNECTIONS + id;
            assertEquals("at-1", api.get(path + "/credential").expect(200).json().get("accessToken").asText());

            engine.stop();
            JsonNode without = api.get(path).expect(200).json();
            assertEquals("unavailable", without.get("status").asText());
            assertTrue(without.get("reason").asText(), without.get("reason").asText().contains("oauth2"));
            assertEquals("urn:patchbay:problem:provider-unavailable",
                    api.get(path + "/credential").expect(409).json().get("type").asText());

            engine.start();
            assertEquals("ready", api.get(path).expect(200).json().get("status").asText());
            assertEquals("what was held is still good", "at-1",
                    api.get(path + "/credential").expect(200).json().get("accessToken").asText());
            api.post(path + "/refresh").expect(200);
            assertEquals("at-2", api.get(path + "/credential").expect(200).json().get("accessToken").asText());
        } finally {
            engine.start();
            app.stop(0);
        }
    }

    private void cycles(String ftp, String moving) throws Exception {
        Map<String, Long> threads = Map.of();
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            if (cycle == SETTLED + 1) {
                assertLoadersAreGone();
                threads = threads();
            }
            former.add(new WeakReference<>(bundle(NAME).adapt(BundleWiring.class).getClassLoader()));
            Bundle bundle = bundle(NAME);
            bundle.stop();
            bundle.start();
            int schema = cycle + 1;
            put(jar(schema)).expect(200);
            transfer(ftp, cycle);
            assertMoved(moving, schema);
            rollBackAndForth(moving, schema);
            reinstall(moving, schema);
            if (cycle % 20 == 0) {
                System.out.printf("%d of %d cycles, %d requests answered, %d told to come back%n", cycle, CYCLES, answered.get(), refused.get());
            }
        }
        assertLoadersAreGone();
        Map<String, Long> before = threads;
        Eventually.until("no more threads than after cycle " + SETTLED + ": " + before, () -> more(before, threads()).isEmpty());
    }

    /** The version before, with the values of before; then the update again. */
    private void rollBackAndForth(String moving, int schema) {
        former.add(new WeakReference<>(bundle(NAME).adapt(BundleWiring.class).getClassLoader()));
        api.post(BUNDLE + "/rollback").expect(200);
        assertMoved(moving, schema - 1);
        former.add(new WeakReference<>(bundle(NAME).adapt(BundleWiring.class).getClassLoader()));
        put(jar(schema)).expect(200);
        assertMoved(moving, schema);
    }

    /** Away, and back as it was. */
    private void reinstall(String moving, int schema) {
        former.add(new WeakReference<>(bundle(NAME).adapt(BundleWiring.class).getClassLoader()));
        api.delete(BUNDLE).expect(204);
        assertEquals("unavailable", api.get(CONNECTIONS + moving).expect(200).json().get("status").asText());
        api.install(jar(schema)).expect(201);
        assertMoved(moving, schema);
    }

    private Reply put(byte[] jar) {
        return api.send("PUT", BUNDLE, java.net.http.HttpRequest.BodyPublishers.ofByteArray(jar),
                Map.of("Content-Type", "application/java-archive"));
    }

    private static byte[] jar(int schema) {
        return ProviderBundle.named(NAME, "1.0." + schema)
                .provider("moving", MovingProvider.class)
                .classes(MovingProvider.Session.class)
                .entry(MovingProvider.SCHEMA, Integer.toString(schema).getBytes(StandardCharsets.UTF_8))
                .jar();
    }

    private void transfer(String ftp, int cycle) {
        String path = CONNECTIONS + ftp + "/files?path=%2Fcycle.bin";
        byte[] content = ("cycle " + cycle).repeat(100).getBytes(StandardCharsets.UTF_8);
        api.put(path, content).expect(200);
        assertArrayEquals(content, api.get(path).expect(200).bytes());
    }

    /** The provider is new, its values are of its schema, and the app was really called. */
    private void assertMoved(String moving, int schema) {
        char turn = MovingProvider.TURNS.charAt((schema - 1) % MovingProvider.TURNS.length());
        JsonNode listed = api.get(CONNECTIONS + moving + "/files?path=%2F&list=true").expect(200).json();
        assertEquals("v" + schema + "-" + turn + "-204", listed.at("/items/0/name").asText());
        JsonNode values = api.get(CONNECTIONS + moving + "/credential").expect(200).json().get("values");
        assertEquals("kept", values.path("name" + schema).asText());
        assertEquals("s3cret-of-moving", values.path("secret").asText());
        assertEquals(5, values.size());
    }

    private void assertMigratedOnce(String moving) {
        JsonNode entries = api.get("/api/v1/admin/audit?action=connection.migrate&limit=500&subject=" + moving).expect(200).json().get("items");
        Set<String> steps = new TreeSet<>();
        entries.forEach(entry -> steps.add(entry.at("/detail/from").asText() + ">" + entry.at("/detail/to").asText()));
        Set<String> wanted = new TreeSet<>();
        for (int from = 1; from <= CYCLES; from++) {
            wanted.add(from + ">" + (from + 1));
        }
        assertEquals(wanted, steps);
        assertEquals("each update, and each that was taken back and made again", 2 * CYCLES, entries.size());
    }

    private Thread loop(Supplier<Reply> request, boolean mayBeAway) {
        Thread thread = new Thread(() -> {
            while (!over) {
                try {
                    note(request.get(), mayBeAway);
                } catch (RuntimeException | AssertionError e) {
                    lost.add(e.toString());
                }
            }
        }, "itest-load");
        thread.start();
        return thread;
    }

    private void note(Reply reply, boolean mayBeAway) {
        String type = reply.status() == 200 ? "" : reply.json().path("type").asText();
        boolean comeBack = reply.status() == 503 && type.equals("urn:patchbay:problem:provider-stopping") && !reply.header("Retry-After").isEmpty();
        boolean away = reply.status() == 409 && type.equals("urn:patchbay:problem:provider-unavailable");
        if (reply.status() == 200) {
            answered.incrementAndGet();
        } else if (mayBeAway && (comeBack || away)) {
            refused.incrementAndGet();
        } else {
            lost.add(reply.toString());
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
        }
    }

    private void assertLoadersAreGone() {
        Eventually.until("no class loader of a former revision is reachable", Duration.ofSeconds(30), () -> {
            System.gc();
            former.removeIf(loader -> loader.get() == null);
            return former.isEmpty();
        });
    }

    /** Threads by name without numbers; the pools of the two ends of HTTP grow and shrink with the load. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9a-f]*[0-9]+[0-9a-f]*", "#"))
                .filter(name -> !name.startsWith("qtp") && !name.startsWith("HttpClient") && !name.startsWith("pool-")
                        && !name.startsWith("NioProcessor"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> more(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> more = new TreeMap<>(after);
        more.entrySet().removeIf(entry -> entry.getValue() <= before.getOrDefault(entry.getKey(), 0L));
        return more;
    }
}
