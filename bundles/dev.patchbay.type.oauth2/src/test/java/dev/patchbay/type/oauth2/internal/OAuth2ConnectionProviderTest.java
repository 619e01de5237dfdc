package dev.patchbay.type.oauth2.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Field.Kind;
import dev.patchbay.api.provider.Field.Scope;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

public class OAuth2ConnectionProviderTest {
    private final ConnectionDefinition definition = new OAuth2ConnectionProvider().definition();

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("oauth2", definition.id());
        assertTrue(definition.icon().orElseThrow().bytes().length <= 65_536);
    }

    @Test
    public void theFourGrantsAreThereAndACodeIsTheDefault() {
        assertEquals(List.of("authorization-code", "client-credentials", "device-code", "jwt-bearer"),
                definition.methods().stream().map(ConnectionMethod::id).toList());
        definition.methods().forEach(method ->
                assertEquals(method.id().replace('-', '_').toUpperCase(Locale.ROOT), auth(method).grant().name()));
    }

    @Test
    public void whereAClientMayBeSharedNoAddressItsSecretGoesToIsTheConnections() {
        for (String id : List.of("authorization-code", "device-code")) {
            ConnectionMethod method = method(id);
            assertTrue(method.needsClient());
            OAuth2 auth = auth(method);
            for (String template : List.of(auth.tokenUrl(), auth.authorizeUrl(), auth.deviceUrl(), auth.revokeUrl())) {
                assertTrue(template, template.isEmpty() || scopeOf(method, template) == Scope.CLIENT);
            }
            assertEquals(Scope.CLIENT, scopeOf(method, auth.choices().get(Choice.ISSUER)));
            assertEquals(Scope.CLIENT, scopeOf(method, auth.choices().get(Choice.CLIENT_AUTH)));
            assertEquals(List.of("scopes", "apiUrl", "testUrl", "scheme"), names(method.connectionFields().stream()));
        }
    }

    @Test
    public void whereNobodySignsInThereIsNoClientToChoose() {
        for (String id : List.of("client-credentials", "jwt-bearer")) {
            assertFalse(method(id).needsClient());
            assertEquals(List.of(), method(id).clientFields());
            assertEquals(List.of(), names(method(id).fields().stream().filter(f -> f.scope() != Scope.CONNECTION)));
        }
        assertTrue(method("jwt-bearer").field("privateKey").orElseThrow().required());
        assertFalse(names(method("client-credentials").fields().stream()).contains("issuer"));
    }

    @Test
    public void theClientAsksForWhatItsWayNeedsAndNothingTwice() {
        List<Field<?>> fields = method("authorization-code").clientFields();
        assertEquals(names(fields.stream()).size(), Set.copyOf(names(fields.stream())).size());
        assertEquals(List.of("basic", "body"), condition("authorization-code", "clientSecret"));
        assertEquals(List.of("private-key-jwt"), condition("authorization-code", "privateKey"));
        assertEquals(List.of("discovered"), condition("authorization-code", "issuer"));
        for (String url : List.of("authorizeUrl", "tokenUrl", "revokeUrl")) {
            assertEquals(List.of("entered"), condition("authorization-code", url));
        }
        assertEquals(List.of("entered"), condition("device-code", "deviceUrl"));
        assertTrue(method("client-credentials").field("tokenUrl").orElseThrow().visibleWhen().isEmpty());
    }

    @Test
    public void theWordsOfTheClientsAuthenticationAreThoseTheHostKnows() {
        for (String id : List.of("authorization-code", "device-code", "client-credentials")) {
            List<String> words = options(id);
            words.forEach(word -> OAuth2.ClientAuth.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT)));
            assertEquals(id, !id.equals("client-credentials"), words.contains("none"));
        }
    }

    @Test
    public void theDefaultsAreTheStandards() {
        assertEquals("basic", fallback("authorization-code", "clientAuthentication"));
        assertEquals("none", fallback("device-code", "clientAuthentication"));
        assertEquals(true, fallback("authorization-code", "pkce"));
        definition.methods().forEach(method -> assertEquals("Bearer", fallback(method.id(), "scheme")));
    }

    @Test
    public void whatAppsWantBesideIsLeftOutUnlessItIsEntered() {
        assertEquals(Set.of("audience", "resource", "access_type", "prompt"),
                auth(method("authorization-code")).authorizeParams().keySet());
        assertEquals(Set.of("audience", "resource"), auth(method("client-credentials")).tokenParams().keySet());
        for (String name : List.of("audience", "resource", "accessType", "prompt")) {
            Field<?> field = method("authorization-code").field(name).orElseThrow();
            assertTrue(name, !field.required() && field.fallback().isEmpty());
        }
    }

    @Test
    public void everyFieldHasHelpEveryAddressAnExampleEveryMethodAGuide() {
        for (ConnectionMethod method : definition.methods()) {
            assertTrue(method.id(), method.guide().startsWith("## ") && method.guide().contains("test URL"));
            List<Field<?>> all = Stream.concat(method.fields().stream(), method.clientFields().stream()).distinct().toList();
            assertEquals(List.of(), names(all.stream().filter(f -> f.help().isBlank())));
            assertEquals(List.of(), names(all.stream().filter(f -> f.kind() == Kind.URL && f.example().isEmpty())));
        }
        assertTrue(method("authorization-code").guide().contains("**redirect URI**"));
    }

    private ConnectionMethod method(String id) {
        return definition.method(id).orElseThrow();
    }

    private static OAuth2 auth(ConnectionMethod method) {
        return (OAuth2) method.auth();
    }

    private static Scope scopeOf(ConnectionMethod method, String template) {
        return method.field(template.replace("{", "").replace("}", "")).orElseThrow().scope();
    }

    private List<String> condition(String method, String field) {
        return method(method).field(field).orElseThrow().visibleWhen().orElseThrow().values();
    }

    private List<String> options(String method) {
        return method(method).field("clientAuthentication").orElseThrow().options().stream().map(Field.Option::value).toList();
    }

    private Object fallback(String method, String field) {
        return method(method).field(field).orElseThrow().fallback().orElseThrow();
    }

    private static List<String> names(Stream<Field<?>> fields) {
        return fields.map(Field::name).toList();
    }
}
