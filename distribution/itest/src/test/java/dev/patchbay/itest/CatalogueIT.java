package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The catalogue as shipped, in the running host: every app by the feature of its category, and one by its name. */
public class CatalogueIT extends HostTest {
    private static final String FEATURES = "/api/v1/admin/features";

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("catalogue").options();
    }

    private Set<String> ids(String path) {
        Set<String> ids = new TreeSet<>();
        api.get(path).expect(200).json().get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private static List<Path> features() throws IOException {
        Path folder = Path.of(System.getProperty("patchbay.test.distribution"), "integrations", "features");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private JsonNode install(Path feature) {
        return api.send("POST", FEATURES, BodyPublishers.ofByteArray(bytes(feature)), Map.of("Content-Type", "application/json"))
                .expect(201).json();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void everyAppIsInstalledByTheFeatureOfItsCategory() throws IOException {
        Set<String> offered = ids("/api/v1/admin/available");
        int apps = 0;
        for (Path feature : features()) {
            JsonNode installed = install(feature);
            apps += installed.get("bundles").size();
            try {
                Set<String> providers = ids("/api/v1/providers");
                for (JsonNode bundle : installed.get("bundles")) {
                    String app = bundle.get("symbolicName").asText().substring("dev.patchbay.app.".length());
                    assertTrue(app + " was not offered", offered.contains(app));
                    assertTrue(app + " is no provider", providers.contains(app));
                }
                assertTrue(feature.toString(), ids("/api/v1/admin/available").size() < offered.size());
            } finally {
                api.delete(FEATURES + "/" + installed.get("id").asText()).expect(204);
            }
            assertEquals(feature.toString(), offered, ids("/api/v1/admin/available"));
        }
        assertTrue("only " + apps, apps >= 100);
    }

    @Test
    public void oneAppIsInstalledByItsNameAndKnowsAWrongKey() {
        api.post("/api/v1/admin/bundles", Map.of("name", "stripe")).expect(201);
        try {
            assertTrue(ids("/api/v1/providers").contains("stripe"));

            JsonNode refused = api.post("/api/v1/connections",
                    draft("catalogue", "stripe", "Stripe", Map.of("apiKey", "pk_live_0123456789"))).expect(422).json();
            assertEquals("values.apiKey", refused.get("errors").get(0).get("field").asText());

            create("catalogue", "stripe", "Stripe", Map.of("apiKey", "sk_test_0123456789"));
        } finally {
            api.delete("/api/v1/admin/bundles/dev.patchbay.app.stripe").expect(204);
        }
    }
}
