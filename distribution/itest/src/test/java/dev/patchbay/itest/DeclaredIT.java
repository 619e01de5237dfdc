package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.testsupport.ProviderBundle;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** Integrations without a line of Java, in the running host. */
public class DeclaredIT extends HostTest {
    private static final String BUNDLES = "/api/v1/admin/bundles/";

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("declared").set("egress.allow", "127.0.0.1").options();
    }

    private static byte[] jar(String name, Map<String, String> files) {
        ProviderBundle bundle = ProviderBundle.named(name, "1.0.0")
                .header("Import-Package", "")
                .header("Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.declarative)(version>=1.0)(!(version>=2.0)))\"")
                .header("Provide-Capability", String.join(",", files.keySet().stream().sorted()
                        .map(id -> "dev.patchbay.provider;dev.patchbay.provider=\"" + id + "\"").toList()));
        files.forEach((id, json) -> bundle.entry(
                "OSGI-INF/connections/" + id + ".connection.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        return bundle.jar();
    }

    private static String acme(int port) {
        return """
                {'id': 'acme', 'label': 'Acme', 'category': 'commerce', 'baseUrl': 'http://127.0.0.1:%d/api',
                 'methods': [{'id': 'key', 'label': 'API key', 'guide': 'Look under *Settings*.',
                   'fields': [{'kind': 'secret', 'name': 'apiKey', 'label': 'API key', 'prefix': 'Key '}],
                   'injection': [{'place': 'cookie', 'name': 'session', 'template': '{apiKey}'}],
                   'probe': {'url': '/me', 'expectedPath': 'ok', 'expectedValue': 'true'}}]}
                """.formatted(port);
    }

    private static HttpServer app(List<String> cookies) throws IOException {
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/api/me", exchange -> {
            cookies.add(exchange.getRequestHeaders().getFirst("Cookie"));
            byte[] body = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        app.start();
        return app;
    }

    @Test
    public void aFileIsInstalledConnectedTestedAndRemovedWithoutARestart() throws Exception {
        List<String> cookies = new ArrayList<>();
        HttpServer app = app(cookies);
        try {
            Reply installed = api.install(jar("itest.declared", Map.of("acme", acme(app.getAddress().getPort())))).expect(201);
            assertEquals("acme", installed.json().at("/providers/0").asText());
            assertTrue(api.get("/api/v1/providers/acme").expect(200).text().contains("Look under *Settings*."));

            String id = create("declared", "acme", "Mine", Map.of("apiKey", "Key s3cret"));
            assertTrue(api.post("/api/v1/connections/" + id + "/test").expect(200).json().get("passed").asBoolean());
            assertEquals(List.of("session=s3cret"), cookies);
            assertEquals("s3cret", api.get("/api/v1/connections/" + id + "/credential").expect(200).json().at("/values/apiKey").asText());

            api.delete(BUNDLES + "itest.declared").expect(204);
            assertEquals("unavailable", api.get("/api/v1/connections/" + id).expect(200).json().get("status").asText());
        } finally {
            app.stop(0);
        }
    }

    @Test
    public void aFaultyFileIsRefusedWithItsPlaceAndFixAndNothingStaysBehind() {
        Reply refused = api.install(jar("itest.faulty", Map.of(
                "faulty", "{'id':'faulty','labl':'Faulty','methods':[{'id':'m','label':'M'}]}",
                "fine", "{'id':'fine','label':'Fine','methods':[{'id':'m','label':'M'}]}")));

        assertEquals(refused.text(), 422, refused.status());
        List<String> told = new ArrayList<>();
        for (JsonNode error : refused.json().get("errors")) {
            told.add(error.get("field").asText() + " " + error.get("message").asText());
        }
        String file = "OSGI-INF/connections/faulty.connection.json#";
        for (String fault : List.of("/labl /labl is not a known key; did you mean \"label\"?", "/label /label is missing")) {
            assertTrue(told.toString(), told.stream().anyMatch(line -> line.startsWith(file + fault)));
        }
        api.get(BUNDLES + "itest.faulty").expect(404);
        api.get("/api/v1/providers/fine").expect(404);
    }

    @Test
    public void theSchemaIsServedToAnybody() {
        Reply schema = api.as(null).get("/schemas/connection.json").expect(200);

        assertEquals("https://json-schema.org/draft/2020-12/schema", schema.json().get("$schema").asText());
        assertEquals("false", schema.json().at("/$defs/declaration/additionalProperties").asText());
    }
}
