package dev.patchbay.type.login.internal;

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
        RecordedRun run = new RecordedRun(Map.of("username", "anna", "password", Secret.of("p")), 1);
        provider.test(run);
        assertEquals(List.of(), run.steps());
    }

    @Test
    public void userAndPasswordGoAsBasicAuthentication() throws Exception {
        try (AppServer app = new AppServer(200)) {
            provider.test(new RecordedRun(Map.of("username", "anna", "password", Secret.of("p w"),
                    "testUrl", "https://api.example.com/"), app.port()));
            assertEquals(List.of("Basic YW5uYTpwIHc="), app.only().authorization());
        }
    }

    @Test
    public void aDomainStandsBeforeTheUser() throws Exception {
        try (AppServer app = new AppServer(200)) {
            provider.test(new RecordedRun(Map.of("domain", "CORP", "username", "anna", "password", Secret.of("p"),
                    "testUrl", "https://api.example.com/"), app.port()));
            assertEquals(List.of("Basic Q09SUFxhbm5hOnA="), app.only().authorization());
        }
    }
}
