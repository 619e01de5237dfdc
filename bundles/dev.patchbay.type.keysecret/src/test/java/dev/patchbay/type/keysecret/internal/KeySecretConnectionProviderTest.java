package dev.patchbay.type.keysecret.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.Field;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import java.util.List;
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
        FakeRun run = FakeRun.of(provider, SampleConnection.of("key-secret").with("key", "k").with("secret", Secret.of("s")));
        assertEquals(List.of(), run.steps());
    }

    @Test
    public void keyAndSecretGoAsBasicAuthentication() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("key-secret")
                    .with("key", "k-1")
                    .with("secret", Secret.of("s-1"))
                    .with("testUrl", "https://api.example.com/").standIn(app.port()));
            assertEquals(List.of("Basic ay0xOnMtMQ=="), app.onlyRequest().values("Authorization"));
        }
    }

    @Test
    public void twoHeadersCarryTheTwoHalves() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("key-secret")
                    .with("key", "k-1")
                    .with("secret", Secret.of("s-1"))
                    .with("testPlace", "header")
                    .with("testHeader", "X-Api-Key")
                    .with("testKeyHeader", "X-Key-Id")
                    .with("testUrl", "https://api.example.com/").standIn(app.port()));
            assertEquals(List.of("s-1"), app.onlyRequest().values("X-Api-Key"));
            assertEquals(List.of("k-1"), app.onlyRequest().values("X-Key-Id"));
        }
    }

    private static HttpApp app(int status) {
        return HttpApp.answering(request -> HttpApp.Answer.of(status));
    }
}
