package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** 429, for whom, and how long. */
public class RateLimitsOverHttpTest {
    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpResponse<String> send(String method, String path, String key) throws Exception {
        return host.send(host.request(method, path, BodyPublishers.noBody()).header("Authorization", "Bearer " + key));
    }

    @Test
    public void anAddressWithTooManyWrongKeysIsSlowedAndARightKeyIsNot() throws Exception {
        int status = 401;
        for (int i = 0; i < 1000 && status == 401; i++) {
            status = send("GET", "/api/v1/providers", "pbk_wrong").statusCode();
        }
        assertEquals(429, status);
        HttpResponse<String> slowed = send("GET", "/api/v1/providers", "pbk_wrong");
        if (slowed.statusCode() == 429) {
            assertTrue(slowed.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
        }
        assertEquals(200, send("GET", "/api/v1/providers", FakeHost.KEY).statusCode());
    }

    @Test
    public void aCallerTestsOnlySoOften() throws Exception {
        String key = FakeHost.KEY + "_eager";
        HttpResponse<String> last = send("POST", "/api/v1/connections/con_1/test", key);
        for (int i = 0; i < 2000 && last.statusCode() == 200; i++) {
            last = send("POST", "/api/v1/connections/con_1/test", key);
        }
        assertEquals(429, last.statusCode());
        assertEquals("1", last.headers().firstValue("Retry-After").orElse(""));
        assertTrue("tests " + host.fake.calls.size(), host.fake.calls.size() >= 60);
        assertEquals(200, send("POST", "/api/v1/connections/con_1/test", key + "2").statusCode());
    }

    @Test
    public void aForgedAddressIsIgnored() throws Exception {
        host.fake.addresses.clear();
        host.send(host.authorized("GET", "/api/v1/providers", BodyPublishers.noBody()).header("X-Forwarded-For", "203.0.113.9"));
        assertEquals("127.0.0.1", host.fake.addresses.peek());
    }

    @Test
    public void theAddressATrustedProxyTellsIsBelieved() throws Exception {
        try (FelixHost felix = new FelixHost(Map.of("behind-proxy", "true", "trusted-proxies", "127.0.0.1")).start()) {
            FakeHost fake = new FakeHost();
            fake.registerIn(felix);
            for (String client : List.of("203.0.113.9", "2001:db8::7")) {
                host.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + felix.port() + "/api/v1/providers"))
                        .header("Authorization", "Bearer " + FakeHost.KEY).header("X-Forwarded-For", "198.51.100.1, " + client));
                assertEquals(client, fake.addresses.poll().replaceAll("[\\[\\]]", ""));
            }
        }
    }
}
