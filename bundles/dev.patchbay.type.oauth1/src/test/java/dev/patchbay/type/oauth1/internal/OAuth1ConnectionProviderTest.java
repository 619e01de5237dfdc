package dev.patchbay.type.oauth1.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.Test;

public class OAuth1ConnectionProviderTest {
    private final ConnectionDefinition definition = new OAuth1ConnectionProvider().definition();
    private final ConnectionMethod method = definition.methods().get(0);

    @Test
    public void theDefinitionHasNoFaults() {
        assertEquals(List.of(), definition.faults());
        assertEquals("oauth1", definition.id());
        assertTrue(definition.icon().orElseThrow().bytes().length <= 65_536);
    }

    @Test
    public void everythingButTheApisAddressBelongsToTheClient() {
        assertEquals(List.of("clientId", "signature", "clientSecret", "privateKey", "requestTokenUrl", "authorizeUrl", "accessTokenUrl"),
                names(method.clientFields().stream()));
        assertEquals(List.of("apiUrl"), names(method.connectionFields().stream()));
        assertTrue(method.field("apiUrl").orElseThrow().required());
    }

    @Test
    public void theWordsOfTheSignatureAreThoseTheHostKnows() {
        Auth.OAuth1 auth = (Auth.OAuth1) method.auth();
        Field<?> signature = method.field(auth.signatureField()).orElseThrow();
        assertEquals(Stream.of(Auth.OAuth1.Signature.values()).map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList(),
                signature.options().stream().map(Field.Option::value).toList());
        assertEquals("hmac-sha1", signature.fallback().orElseThrow());
    }

    @Test
    public void theSecretIsAskedForWhereItSignsAndTheKeyWhereThatDoes() {
        assertEquals(List.of("hmac-sha1", "hmac-sha256", "plaintext"), condition("clientSecret"));
        assertEquals(List.of("rsa-sha1"), condition("privateKey"));
    }

    @Test
    public void nothingIsTestedOrInjectedSinceARequestIsSigned() {
        assertTrue(method.probe().isEmpty());
        assertEquals(List.of(), method.injection().parts());
    }

    @Test
    public void everyFieldHasHelpAndTheMethodAGuide() {
        assertEquals(List.of(), names(method.fields().stream().filter(f -> f.help().isBlank())));
        assertTrue(method.guide().contains("**callback URL**"));
        assertFalse(method.guide().contains("{"));
    }

    private List<String> condition(String field) {
        return method.field(field).orElseThrow().visibleWhen().orElseThrow().values();
    }

    private static List<String> names(Stream<Field<?>> fields) {
        return fields.map(Field::name).toList();
    }
}
