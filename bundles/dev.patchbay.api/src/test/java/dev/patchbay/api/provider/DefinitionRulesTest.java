package dev.patchbay.api.provider;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class DefinitionRulesTest {
    private static final Field<String> SHOP = Field.text("shop", "Shop").pattern("[a-z0-9][a-z0-9-]*");

    private static ConnectionDefinition app(ConnectionMethod method) {
        return ConnectionDefinition.of("app", "App").methods(method);
    }

    private static ConnectionMethod login(Field<?>... fields) {
        return ConnectionMethod.of("login", "Login").fields(fields);
    }

    private static void refused(String part, ConnectionDefinition definition) {
        List<String> faults = definition.faults();
        assertEquals(faults.toString(), 1, faults.size());
        assertTrue(faults.toString(), faults.get(0).contains(part));
    }

    @Test
    public void aSoundDefinitionHasNoFault() {
        ConnectionMethod method = login(SHOP, Field.secret("key", "Key"))
                .injection(Injection.none().header("X-Key", "{key}"))
                .probe(Probe.get("https://{shop}.example.com/me"));
        assertEquals(List.of(), app(method).baseUrl("https://{shop}.example.com/").faults());
    }

    @Test
    public void everyFaultIsFoundInOnePass() {
        ConnectionDefinition broken = ConnectionDefinition.of("App!", " ")
                .methods(ConnectionMethod.of("A", "A").fields(SHOP, SHOP), ConnectionMethod.of("A", "A"))
                .version(2);
        assertEquals(broken.faults().toString(), 6, broken.faults().size());
    }

    @Test
    public void aSecretStandsInAnInjectionOnly() {
        Field<?> key = Field.secret("key", "Key");
        refused("a secret in a URL", app(login(key).probe(Probe.get("https://example.com/{key}"))));
        refused("a secret in a header of the probe",
                app(login(key).probe(Probe.get("https://example.com/").header("X", "{key}"))));
        assertEquals(List.of(), app(login(key).injection(Injection.none().query("k", "{key}"))).faults());
    }

    @Test
    public void anUndeclaredPlaceholderIsRefused() {
        refused("named shop", app(login()).baseUrl("https://example.com/{shop}"));
        refused("named nobody", app(login().injection(Injection.none().basic("{nobody}", "x"))));
    }

    @Test
    public void aFieldInAHostNameStaysInItsLabel() {
        for (String open : List.of(".*", "[^x]+", "[a-z.]+", "[a-z/]+", "[a-z@]+", "[a-z:]+", "[\\S]+")) {
            refused("needs a pattern", app(login(Field.text("shop", "Shop").pattern(open)))
                    .baseUrl("https://{shop}.example.com"));
        }
        refused("needs a pattern", app(login(Field.text("shop", "Shop"))).baseUrl("https://{shop}.example.com"));
    }

    @Test
    public void aFieldThatIsTheWholeHostIsAHost() {
        refused("must be of the kind host", app(login(SHOP)).allowedHosts("{shop}"));
        assertEquals(List.of(), app(login(Field.host("host", "Host"))).allowedHosts("{host}").faults());
        assertEquals(List.of(), app(login(Field.url("url", "URL"))).allowedHosts("{url}").faults());
    }

    @Test
    public void onlyHttps() {
        refused("only https", app(login()).baseUrl("http://example.com"));
    }

    @Test
    public void aTextNamedLikeASecretIsRefused() {
        for (String name : List.of("password", "apiKey", "clientSecret", "accessToken2", "privateKey")) {
            refused("named like a secret", app(login(Field.text(name, "X"))));
        }
    }

    @Test
    public void aVersionHasItsMigrations() {
        refused("no migration from version 2", app(login()).version(3, Migration.from(1)));
        refused("more than one", app(login()).version(2, Migration.from(1), Migration.from(1)));
        refused("leads nowhere", app(login()).version(2, Migration.from(1), Migration.from(2)));
    }

    @Test
    public void aConditionNamesAnotherField() {
        refused("visibleWhen", app(login(SHOP.visibleWhen(SHOP, "x"))));
    }
}
