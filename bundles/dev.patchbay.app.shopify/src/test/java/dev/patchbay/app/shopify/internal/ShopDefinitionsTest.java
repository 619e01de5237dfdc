package dev.patchbay.app.shopify.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

public class ShopDefinitionsTest {
    private final ConnectionDefinition customApp = new ShopifyCustomAppProvider().definition();
    private final ConnectionDefinition oauthApp = new ShopifyProvider().definition();

    private List<ConnectionMethod> methods() {
        return Stream.of(customApp, oauthApp).flatMap(d -> d.methods().stream()).toList();
    }

    private static OAuth2 oauth(ConnectionDefinition definition, String method) {
        return (OAuth2) definition.method(method).orElseThrow().auth();
    }

    private static List<String> names(List<Field<?>> fields) {
        return fields.stream().map(Field::name).toList();
    }

    @Test
    public void theDefinitionsHaveNoFaults() {
        assertEquals(List.of(), customApp.faults());
        assertEquals(List.of(), oauthApp.faults());
        assertEquals(List.of("shopify-custom-app", "shopify"), List.of(customApp.id(), oauthApp.id()));
        assertEquals(List.of("admin-token", "client-credentials", "authorization-code"),
                customApp.methods().stream().map(ConnectionMethod::id).toList());
    }

    @Test
    public void everyFieldHasHelpAndEveryMethodAGuide() {
        for (ConnectionMethod method : methods()) {
            assertTrue(method.id(), method.guide().contains("## The shop") && method.guide().contains("## Webhooks"));
            assertEquals(List.of(), names(method.fields().stream().filter(f -> f.help().isBlank()).toList()));
        }
    }

    @Test
    public void theGermanGuidesNameTheOtherMethodInGerman() {
        Map<String, String> german = customApp.translations().get("de");
        String ownApp = "*" + german.get("methods.client-credentials.label") + "*";
        assertTrue(ownApp, german.get("methods.admin-token.guide").contains(ownApp));
        assertTrue(ownApp, german.get("methods.authorization-code.guide").contains(ownApp));
        assertTrue(german.get("methods.client-credentials.guide").contains("*Anmelden*"));
        assertTrue(german.get("methods.authorization-code.label").startsWith("Anmelden"));
    }

    @Test
    public void whatAPersonFillsInAndWhatBelongsToTheClient() {
        assertEquals(List.of("shop", "adminToken", "scopes", "apiVersion"), names(methods().get(0).connectionFields()));
        assertEquals(List.of("shop", "clientId", "clientSecret", "scopes", "apiVersion"),
                names(methods().get(1).connectionFields()));
        assertFalse(methods().get(1).needsClient());
        assertEquals(List.of("shop", "scopes", "apiVersion"), names(methods().get(2).connectionFields()));
        assertEquals(List.of("clientId", "clientSecret"), names(methods().get(2).clientFields()));
        assertEquals(List.of("shop"), names(methods().get(3).connectionFields()));
        assertEquals(List.of("clientId", "clientSecret", "scopes", "apiVersion"), names(methods().get(3).clientFields()));
    }

    @Test
    public void theTokenGoesIntoShopifysHeader() {
        List<Injection.Part> stored = methods().get(0).injection().parts();
        assertEquals(List.of(new Injection.Part(Injection.Place.HEADER, "X-Shopify-Access-Token", "{adminToken}")), stored);
        methods().subList(1, 4).forEach(m -> assertEquals(
                List.of(new Injection.Part(Injection.Place.HEADER, "X-Shopify-Access-Token", "{accessToken}")),
                m.injection().parts()));
    }

    @Test
    public void theAdminTokenIsStored() {
        assertEquals(Auth.storedFields(), methods().get(0).auth());
    }

    @Test
    public void clientCredentialsAreSentInTheBodyAndLastADay() {
        OAuth2 auth = oauth(customApp, "client-credentials");
        assertEquals(OAuth2.Grant.CLIENT_CREDENTIALS, auth.grant());
        assertEquals("https://{shop}.myshopify.com/admin/oauth/access_token", auth.tokenUrl());
        assertEquals(OAuth2.ClientAuth.BODY, auth.clientAuth());
        assertEquals(86_399, auth.reply().defaultLifetimeSeconds());
        assertEquals(List.of(), auth.scopes());
        assertEquals(Map.of(), auth.choices());
    }

    @Test
    public void theSignInAsksForATokenThatExpires() {
        for (OAuth2 auth : List.of(oauth(customApp, "authorization-code"), oauth(oauthApp, "install"))) {
            assertEquals(OAuth2.Grant.AUTHORIZATION_CODE, auth.grant());
            assertEquals("https://{shop}.myshopify.com/admin/oauth/authorize", auth.authorizeUrl());
            assertEquals("https://{shop}.myshopify.com/admin/oauth/access_token", auth.tokenUrl());
            assertEquals(OAuth2.ClientAuth.BODY, auth.clientAuth());
            assertEquals(OAuth2.Renewal.STANDARD, auth.renewal());
            assertEquals(Map.of("expiring", "1"), auth.tokenParams());
            assertEquals(Map.of(), auth.refreshParams());
            assertEquals(",", auth.scopeSeparator());
            assertEquals(Map.of(OAuth2.Choice.SCOPES, "scopes"), auth.choices());
        }
    }

    @Test
    public void anotherApiVersionDoesNotAskForTheSecretsAgain() {
        for (ConnectionMethod method : methods()) {
            assertFalse(method.field("apiVersion").orElseThrow().isEndpoint());
            Stream.of(customApp, oauthApp).flatMap(d -> d.endpointTemplates(method).stream())
                    .forEach(template -> assertFalse(template, template.contains("{apiVersion}")));
        }
    }

    @Test
    public void theShopIsOneLabelAndNothingElse() {
        var shop = ShopFields.SHOP.pattern().orElseThrow();
        for (String good : List.of("my-store", "a", "Store1", "0-9", "x".repeat(63))) {
            assertTrue(good, shop.matcher(good).matches());
        }
        for (String bad : List.of("", "-a", "a-", "a.b", "my-store.myshopify.com", "https://my-store.myshopify.com/admin",
                "admin.shopify.com/store/my-store", "a@b", "a:1", "a#", "m\u00fcller", "x".repeat(64), "a\n")) {
            assertFalse(bad, shop.matcher(bad).matches());
        }
    }

    @Test
    public void tokensOfOtherKindsAreRefused() {
        var token = ShopFields.ADMIN_TOKEN.pattern().orElseThrow();
        assertTrue(token.matcher(FakeShopify.TOKEN).matches());
        for (String bad : List.of("shpss_0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef",
                FakeShopify.TOKEN + "\n", "shpat_ 0123456789abcdef")) {
            assertFalse(bad, token.matcher(bad).matches());
        }
    }

    @Test
    public void scopesHaveSpacesBetween() {
        var scopes = ShopFields.SCOPES.pattern().orElseThrow();
        assertTrue(scopes.matcher("read_products write_orders read_all_orders").matches());
        assertFalse(scopes.matcher("read_products,write_orders").matches());
        assertFalse(scopes.matcher("read_products  write_orders").matches());
    }

    @Test
    public void theProbesPathsAreThoseOfShopifysReply() throws Exception {
        try (FakeShopify shopify = new FakeShopify().granting("read_products")) {
            Object reply = JsonText.parse(shopify.shop());
            for (ConnectionMethod method : methods()) {
                Probe probe = method.probe().orElseThrow();
                assertEquals("POST", probe.method());
                assertEquals("application/json", probe.mediaType());
                assertEquals(ShopDefinitions.QUERY, probe.body());
                assertEquals(probe.expectedValue(), at(reply, probe.expectedPath()));
                assertEquals("gid://shopify/Shop/1", at(reply, probe.accountId()));
                assertEquals(FakeShopify.SHOP_NAME, at(reply, probe.accountLabel()));
                assertEquals(List.of(Map.of("handle", "read_products")), at(reply, probe.scopes()));
            }
        }
    }

    /** In a template {@code {shop}} would be the value of the field. */
    @Test
    public void theQueryHasNoHoleForAField() {
        assertFalse(ShopDefinitions.QUERY.matches(".*\\{[a-zA-Z]+}.*"));
        assertTrue(String.valueOf(at(JsonText.parse(ShopDefinitions.QUERY), "query")).startsWith("{ shop {"));
    }

    private static Object at(Object json, String path) {
        return JsonText.at(json, path.split("\\."));
    }
}
