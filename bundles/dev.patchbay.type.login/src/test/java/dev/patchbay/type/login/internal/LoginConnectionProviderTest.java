package dev.patchbay.type.login.internal;

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

public class LoginConnectionProviderTest {
    private final LoginConnectionProvider provider = new LoginConnectionProvider();
    private final ConnectionDefinition definition = provider.definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("login", definition.id());
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
    public void theDomainAloneMayBeLeftOut() {
        assertFalse(definition.methods().get(0).field("domain").orElseThrow().required());
        assertTrue(definition.methods().get(0).field("username").orElseThrow().required());
        assertTrue(definition.methods().get(0).field("password").orElseThrow().required());
    }

    @Test
    public void withoutATestAddressThereIsNothingToTestAgainst() {
        FakeRun run = FakeRun.of(provider, SampleConnection.of("login").with("username", "anna").with("password", Secret.of("p")));
        assertEquals(List.of(), run.steps());
    }

    @Test
    public void userAndPasswordGoAsBasicAuthentication() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("login")
                    .with("username", "anna")
                    .with("password", Secret.of("p w"))
                    .with("testUrl", "https://api.example.com/").standIn(app.port()));
            assertEquals(List.of("Basic YW5uYTpwIHc="), app.onlyRequest().values("Authorization"));
        }
    }

    @Test
    public void aDomainStandsBeforeTheUser() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun.of(provider, SampleConnection.of("login")
                    .with("domain", "CORP")
                    .with("username", "anna")
                    .with("password", Secret.of("p"))
                    .with("testUrl", "https://api.example.com/").standIn(app.port()));
            assertEquals(List.of("Basic Q09SUFxhbm5hOnA="), app.onlyRequest().values("Authorization"));
        }
    }

    private static HttpApp app(int status) {
        return HttpApp.answering(request -> HttpApp.Answer.of(status));
    }
}
