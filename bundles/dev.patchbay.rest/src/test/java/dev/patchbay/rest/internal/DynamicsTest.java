package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.state.HostState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Services come and go; no path ever disappears. */
public class DynamicsTest {
    private static FelixHost felix;

    @BeforeClass
    public static void start() throws Exception {
        felix = new FelixHost(Map.of()).start();
    }

    @AfterClass
    public static void stop() {
        felix.close();
    }

    @Test
    public void everyPathAnswersBeforeTheHostIsThere() throws Exception {
        assertEquals("200 {\"alive\":true}", get("/healthz"));
        assertEquals("503 {\"type\":\"urn:patchbay:problem:not-ready\",\"title\":\"The host is not ready\",\"status\":503,"
                + "\"detail\":\"Waiting for: API keys, audit, connections, use of connections, files, providers, installer.\","
                + "\"phase\":\"starting\"}", get("/readyz"));
        assertEquals("503 {\"type\":\"urn:patchbay:problem:not-ready\",\"title\":\"The host is not ready\",\"status\":503,"
                + "\"detail\":\"The host is starting.\"}", get("/api/v1/connections/con_1/credential"));
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + felix.port() + path))
                        .header("Authorization", "Bearer " + FakeHost.KEY).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 503) {
            assertTrue(answer.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
        }
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    public void eachPhaseIsToldAndHealthIsNot() throws Exception {
        RestHost host = RestHost.get();
        assertEquals("{\"phase\":\"ready\"}", host.get("/readyz").body());
        for (HostState.Phase phase : HostState.Phase.values()) {
            host.fake.phase = phase;
            HttpResponse<String> answer = host.get("/readyz");
            assertEquals(phase == HostState.Phase.READY ? 200 : 503, answer.statusCode());
            assertTrue(answer.body(), answer.body().contains("\"phase\":\"" + phase.name().toLowerCase(Locale.ROOT) + "\""));
            assertEquals(200, host.get("/healthz").statusCode());
        }
        host.fake.phase = HostState.Phase.SEALED;
        assertEquals("{\"type\":\"urn:patchbay:problem:not-ready\",\"title\":\"The host is not ready\",\"status\":503,"
                + "\"detail\":\"The passphrase is wrong.\",\"phase\":\"sealed\"}", host.get("/readyz").body());
    }

    @Test
    public void aServiceThatIsReplacedIsTakenUp() throws Exception {
        List<ServiceRegistration<?>> first = new FakeHost().registerIn(felix);
        assertTrue(get("/api/v1/providers").startsWith("200 "));
        first.forEach(ServiceRegistration::unregister);
        assertTrue(get("/api/v1/providers").startsWith("503 "));
        assertEquals("200 {\"alive\":true}", get("/healthz"));
        FakeHost second = new FakeHost();
        List<ServiceRegistration<?>> later = second.registerIn(felix);
        assertTrue(get("/api/v1/providers").startsWith("200 "));
        assertEquals(1, second.calls.size());
        later.forEach(ServiceRegistration::unregister);
    }

    @Test
    public void aReadyHostWaitsForEveryService() throws Exception {
        List<ServiceRegistration<?>> services = new FakeHost().registerIn(felix);
        assertEquals("200 {\"phase\":\"ready\"}", get("/readyz"));
        services.get(services.size() - 1).unregister();
        assertTrue(get("/readyz").contains("\"detail\":\"Waiting for: installer.\",\"phase\":\"ready\""));
        services.subList(0, services.size() - 1).forEach(ServiceRegistration::unregister);
    }

    @Test
    public void theBundleStopsAndStartsAgain() throws Exception {
        Bundle rest = felix.context().getServiceReferences(IntSupplier.class, "(patchbay.port=*)").iterator().next().getBundle();
        for (int i = 0; i < 3; i++) {
            rest.stop();
            assertTrue(felix.context().getServiceReferences(IntSupplier.class, "(patchbay.port=*)").isEmpty());
            rest.start();
            assertEquals("200 {\"alive\":true}", get("/healthz"));
        }
    }
}
