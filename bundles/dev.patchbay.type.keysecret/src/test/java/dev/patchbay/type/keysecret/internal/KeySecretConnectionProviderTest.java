package dev.patchbay.type.keysecret.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.Field;
import dev.patchbay.type.testrequest.AppServer;
import dev.patchbay.type.testrequest.RecordedRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;

public class KeySecretConnectionProviderTest {
    private final KeySecretConnectionProvider provider = new KeySecretConnectionProvider();
    private final ConnectionDefinition definition = provider.definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("key-secret", definition.id());
        assertEquals("credential-type", definition.category());
    }

    @Test
    public void theIconIsSmall() {
        assertTrue(definition.icon().orElseThrow().bytes().length <= 65_536);
    }

    @Test
    public void everyFieldHasHelpAndTheMethodAGuide() {
        assertFalse(definition.methods().get(0).guide().isBlank());
        List<Field<?>> fields = definition.methods().get(0).fields();
        assertEquals(List.of(), fields.stream().filter(f -> f.help().isBlank()).map(Field::name).collect(Collectors.toList()));
    }

    @Test
    public void onlyTheSecretIsSecret() {
        assertEquals(List.of("secret"), definition.methods().get(0).fields().stream().filter(Field::isSecret)
                .map(Field::name).collect(Collectors.toList()));
    }

    @Test
    public void withoutATestAddressThereIsNothingToTestAgainst() {
        RecordedRun run = new RecordedRun(Map.of("key", "k", "secret", Secret.of("s")), 1);
        provider.test(run);
        assertEquals(List.of(), run.steps());
    }

    @Test
    public void keyAndSecretGoAsBasicAuthentication() throws Exception {
        try (AppServer app = new AppServer(200)) {
            provider.test(new RecordedRun(Map.of("key", "k-1", "secret", Secret.of("s-1"),
                    "testUrl", "https://api.example.com/"), app.port()));
            assertEquals(List.of("Basic ay0xOnMtMQ=="), app.only().authorization());
        }
    }

    @Test
    public void twoHeadersCarryTheTwoHalves() throws Exception {
        try (AppServer app = new AppServer(200)) {
            provider.test(new RecordedRun(Map.of("key", "k-1", "secret", Secret.of("s-1"), "testPlace", "header",
                    "testHeader", "X-Api-Key", "testKeyHeader", "X-Key-Id", "testUrl", "https://api.example.com/"), app.port()));
            assertEquals(List.of("s-1"), app.only().apiKey());
            assertEquals(List.of("k-1"), app.only().keyId());
        }
    }
}
