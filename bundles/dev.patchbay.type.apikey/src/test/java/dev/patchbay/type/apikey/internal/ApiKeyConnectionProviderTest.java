package dev.patchbay.type.apikey.internal;

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

public class ApiKeyConnectionProviderTest {
    private final ApiKeyConnectionProvider provider = new ApiKeyConnectionProvider();
    private final ConnectionDefinition definition = provider.definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("api-key", definition.id());
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
    public void aKeyMayHaveManyLinesAndCharacters() {
        Field<?> key = definition.methods().get(0).field("key").orElseThrow();
        assertTrue(key.isSecret() && key.required() && key.allowsLines());
        assertEquals(65_536, key.maxLength());
    }

    @Test
    public void withoutATestAddressThereIsNothingToTestAgainst() {
        FakeRun run = FakeRun.of(provider, SampleConnection.of("key").with("key", Secret.of("k")));
        assertEquals(List.of(), run.steps());
    }

    @Test
    public void theKeyGoesAsBearerToken() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("key")
                    .with("key", Secret.of("k-1"))
                    .with("testUrl", "https://api.example.com/").standIn(app.port()));
            assertEquals(List.of("Bearer k-1"), app.onlyRequest().values("Authorization"));
        }
    }

    @Test
    public void withBasicTheKeyIsTheUser() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("key")
                    .with("key", Secret.of("k-1"))
                    .with("testUrl", "https://api.example.com/")
                    .with("testPlace", "basic").standIn(app.port()));
            assertEquals(List.of("Basic ay0xOg=="), app.onlyRequest().values("Authorization"));
        }
    }

    private static HttpApp app(int status) {
        return HttpApp.answering(request -> HttpApp.Answer.of(status));
    }
}
