package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.TokenReply;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.Test;

/** Whatever {@link OAuth2} and {@link Probe} can say, asked by reflection, so that nothing added later is forgotten. */
public class OAuth2JsonTest {
    private static final Field<String> REALM = Field.text("realm", "Realm").scope(Field.Scope.CAPTURED);
    private static final Field<String> SCOPES = Field.text("scopes", "Scopes").scope(Field.Scope.CLIENT);

    private static OAuth2 quirks(OAuth2 start) {
        return start.refreshUrl("https://a.example/refresh").revokeUrl("https://a.example/revoke")
                .introspectUrl("https://a.example/introspect").tokenByGet().refreshByGet().issuer("https://a.example")
                .scopes("a", "b").optionalScopes("c").scopeSeparator(",").withoutPkce()
                .clientAuth(OAuth2.ClientAuth.PRIVATE_KEY_JWT).bodyFormat(OAuth2.BodyFormat.JSON)
                .renewal(OAuth2.Renewal.EXTEND_ACCESS_TOKEN)
                .authorizeParam("access_type", "offline").tokenParam("expiring", "1").refreshParam("x", "{accessToken}")
                .tokenHeader("Accept", "application/json").renamed("client_id", "client_key").without("response_type")
                .chosenBy(OAuth2.Choice.SCOPES, SCOPES).capture("data.realm", REALM).captureRedirect("realmId", REALM)
                .reply(TokenReply.STANDARD.accessToken("data.token").refreshToken("data.refresh")
                        .expiry("data.at", TokenReply.Expiry.EPOCH_MILLISECONDS).scope("data.scope").success("ok", "true")
                        .error("data.error", "data.text").defaultLifetime(60));
    }

    private static ConnectionDefinition with(OAuth2 oauth, Probe probe) {
        return ConnectionDefinition.of("x", "X")
                .methods(ConnectionMethod.of("m", "M").auth(oauth).probe(probe).fields(REALM, SCOPES));
    }

    private static ConnectionMethod roundTrip(OAuth2 oauth, Probe probe) {
        return DefinitionJson.read(DefinitionJson.write(with(oauth, probe))).methods().get(0);
    }

    /** What every accessor gives. */
    private static Map<String, Object> told(Object of) throws ReflectiveOperationException {
        Map<String, Object> all = new TreeMap<>();
        for (Method method : of.getClass().getMethods()) {
            boolean accessor = method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() == of.getClass() && method.getReturnType() != of.getClass()
                    && !method.getName().equals("toString");
            if (accessor) {
                all.put(method.getName(), String.valueOf(method.invoke(of)));
            }
        }
        return all;
    }

    @Test
    public void everyQuirkSurvives() throws ReflectiveOperationException {
        OAuth2 before = quirks(Auth.authorizationCode("https://a.example/authorize", "https://a.example/token"));

        Map<String, Object> after = told(roundTrip(before, Probe.get("/me")).auth());

        assertEquals(told(before), after);
        Map<String, Object> plain = told(Auth.authorizationCode("", "https://a.example/token"));
        Set<String> elsewhere = Set.of("kind", "grant", "grantType", "identifiesClient", "deviceUrl", "assertion", "tokenUrl");
        plain.forEach((name, value) -> {
            if (!elsewhere.contains(name)) {
                assertNotEquals("the sample leaves out " + name, value, after.get(name));
            }
        });
    }

    @Test
    public void everyGrantSurvives() throws ReflectiveOperationException {
        JwtAssertion claims = JwtAssertion.issuedBy("{clientId}").subject("s").audience("a").algorithm("ES256").lifetime(60)
                .claim("scope", "{scopes}");
        List<OAuth2> all = List.of(
                Auth.authorizationCode("https://a.example/authorize", "https://a.example/token"),
                Auth.clientCredentials("https://a.example/token"),
                Auth.deviceCode("https://a.example/device", "https://a.example/token"),
                Auth.jwtBearer("https://a.example/token", claims),
                Auth.extensionGrant("account_credentials", "https://a.example/token"));
        assertEquals(Arrays.stream(OAuth2.Grant.values()).collect(Collectors.toSet()),
                all.stream().map(OAuth2::grant).collect(Collectors.toSet()));
        for (OAuth2 one : all) {
            assertEquals(told(one), told(roundTrip(one, Probe.get("/me")).auth()));
        }
    }

    @Test
    public void everyPartOfAProbeSurvives() throws ReflectiveOperationException {
        Probe before = Probe.of("POST", "/graphql").header("X-A", "b").accept(200).body("application/json", "{\"q\":1}")
                .expect("data.ok", "true").account("data.shop.id", "data.shop.name").scopes("data.scopes")
                .capture("data.realm", REALM);

        Map<String, Object> after = told(roundTrip(Auth.clientCredentials("https://a.example/t"), before).probe().orElseThrow());

        assertEquals(told(before), after);
        told(Probe.get("/me")).forEach((name, value) ->
                assertNotEquals("the sample leaves out " + name, value, after.get(name)));
    }

    @Test
    public void aPlainOneIsShort() {
        String json = DefinitionJson.write(with(Auth.clientCredentials("https://a.example/t"), Probe.get("/me")));

        assertTrue(json, json.contains("\"auth\":{\"kind\":\"oauth2\",\"grant\":\"client-credentials\","
                + "\"tokenUrl\":\"https://a.example/t\",\"clientAuth\":\"basic\"}"));
        assertFalse(json, json.contains("reply"));
    }

    @Test
    public void anUnknownChoiceIsRefusedWithItsPlace() {
        String json = DefinitionJson.write(with(Auth.clientCredentials("https://a.example/t"), Probe.get("/me")))
                .replace("\"clientAuth\":\"basic\"", "\"choices\":{\"colour\":\"realm\"}");

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> DefinitionJson.read(json));

        assertEquals("/methods/0/auth/choices/colour is not a known key; known here are scopes, client-auth, pkce, issuer",
                e.getMessage());
    }
}
