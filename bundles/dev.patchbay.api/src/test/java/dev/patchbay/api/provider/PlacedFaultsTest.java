package dev.patchbay.api.provider;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** Rules with the place where they are broken, and those of what a definition can say besides. */
public class PlacedFaultsTest {
    private static final OAuth2 CODE = Auth.authorizationCode("https://a.example/a", "https://a.example/t");

    private static ConnectionDefinition app(ConnectionMethod method) {
        return ConnectionDefinition.of("app", "App").methods(ConnectionMethod.of("first", "First"), method);
    }

    private static ConnectionMethod method(Field<?>... fields) {
        return ConnectionMethod.of("m", "M").fields(fields);
    }

    private static void refused(String pointer, String part, ConnectionDefinition definition) {
        List<DefinitionFault> faults = definition.placedFaults();
        assertEquals(faults.toString(), 1, faults.size());
        assertEquals(pointer, faults.get(0).pointer());
        assertTrue(faults.toString(), faults.get(0).message().contains(part));
    }

    private static void accepted(ConnectionDefinition definition) {
        assertEquals(List.of(), definition.placedFaults());
    }

    @Test
    public void aFaultNamesItsPlaceInTheJsonForm() {
        refused("/methods/1/fields/1/name", "have the name a", app(method(Field.text("a", "A"), Field.text("a", "B"))));
        refused("/methods/1/auth/tokenUrl", "only https", app(method().auth(Auth.clientCredentials("http://a.example/t"))));
        refused("/methods/1/injection/0/template", "named key", app(method().injection(Injection.none().header("X", "{key}"))));
        refused("/methods/1/probe/headers/X~1Y", "named key",
                app(method().probe(Probe.get("https://a.example/").header("X/Y", "{key}"))));
        refused("/allowedHosts/1", "named shop", ConnectionDefinition.of("app", "App").methods(method())
                .allowedHosts("a.example", "{shop}.a.example"));
        refused("/migrations/0/from", "leads nowhere", app(method()).version(1, Migration.from(7)));
    }

    @Test
    public void aSentenceThatHoldsInTwoPlacesIsToldOnceWithoutThem() {
        ConnectionDefinition twice = app(method()).baseUrl("https://a.example/{shop}");
        assertEquals(2, twice.placedFaults().size());
        assertEquals(twice.placedFaults().toString(), 2, twice.faults().size());
        ConnectionDefinition same = ConnectionDefinition.of("app", "App").methods(
                method().injection(Injection.none().header("A", "{key}").header("B", "{key}")));
        assertEquals(2, same.placedFaults().size());
        assertEquals(1, same.faults().size());
    }

    @Test
    public void theStateOfASignInIsNeverDeclared() {
        for (String bound : List.of("state", "code_challenge", "code_challenge_method")) {
            refused("/methods/1/auth/authorizeParams/" + bound, "made anew", app(method().auth(CODE.authorizeParam(bound, "x"))));
        }
        accepted(app(method().auth(CODE.authorizeParam("redirect_uri", "Acme-Ru").authorizeParam("response_type", "code"))));
    }

    @Test
    public void anExtensionGrantNamesItsTypeOrSendsNone() {
        refused("/methods/1/auth/grantType", "names its grantType", app(method().auth(Auth.extensionGrant("", "https://a.example/t"))));
        accepted(app(method().auth(Auth.extensionGrant("password", "https://a.example/t"))));
        accepted(app(method().auth(Auth.extensionGrant("", "https://a.example/t").without("grant_type"))));
    }

    @Test
    public void anAppThatKnowsNoClientNeedsNone() {
        OAuth2 none = Auth.extensionGrant("x", "https://a.example/t").clientAuth(OAuth2.ClientAuth.NONE);
        assertTrue(method().auth(none).needsClient());
        assertFalse(method().auth(none.without("client_id")).needsClient());
        assertTrue(method().auth(Auth.clientCredentials("https://a.example/t").without("client_id")).needsClient());
    }

    @Test
    public void anIdleTokenIsKeptAliveInTimeAndNotTooOften() {
        String place = "/methods/1/lifetimes/keepAliveSeconds";
        refused(place, "an hour", app(method().lifetimes(Lifetimes.unknown().keepAliveSeconds(60))));
        refused(place, "less than idleSeconds", app(method().lifetimes(Lifetimes.unknown().idleSeconds(7_200).keepAliveSeconds(7_200))));
        refused("/methods/1/lifetimes", "0 for not known", app(method().lifetimes(Lifetimes.unknown().idleSeconds(-1))));
        accepted(app(method().lifetimes(Lifetimes.unknown().idleSeconds(7_200).keepAliveSeconds(3_600).rotating())));
    }

    @Test
    public void whatStandsAroundAValueIsForTexts() {
        refused("/methods/1/fields/0", "prefix or suffix", app(method(Field.integer("a", "A").around("1", ""))));
        refused("/methods/1/fields/0", "prefix or suffix", app(method(Field.url("a", "A").around("", "/x"))));
        accepted(app(method(Field.text("a", "A").around("x", "y"), Field.secret("b", "B").around("Bearer ", ""),
                Field.host("c", "C").around("https://", ""))));
    }

    @Test
    public void aNamedFormatMayStandInAHostWhereItStaysInALabel() {
        for (Field.Format format : List.of(Field.Format.LABEL, Field.Format.UUID, Field.Format.DIGITS, Field.Format.HEX)) {
            accepted(app(method(Field.text("shop", "Shop").format(format)).probe(Probe.get("https://{shop}.a.example/"))));
        }
        for (Field.Format format : List.of(Field.Format.HOSTNAME, Field.Format.EMAIL)) {
            refused("/methods/1/probe/url", "needs a pattern",
                    app(method(Field.text("shop", "Shop").format(format)).probe(Probe.get("https://{shop}.a.example/"))));
        }
    }

    @Test
    public void eachFormatTakesWhatItsNameSays() {
        assertTrue(Field.Format.EMAIL.pattern().matcher("a.b+c@mail.example.com").matches());
        assertFalse(Field.Format.EMAIL.pattern().matcher("a@b").matches());
        assertTrue(Field.Format.UUID.pattern().matcher("123e4567-e89b-12d3-a456-426614174000").matches());
        assertFalse(Field.Format.UUID.pattern().matcher("123e4567e89b12d3a456426614174000").matches());
        assertTrue(Field.Format.HOSTNAME.pattern().matcher("a-b.example.com").matches());
        assertFalse(Field.Format.HOSTNAME.pattern().matcher("-a.example").matches());
        assertTrue(Field.Format.LABEL.pattern().matcher("a-b1").matches());
        assertFalse(Field.Format.LABEL.pattern().matcher("a.b").matches());
        assertTrue(Field.Format.DATE.pattern().matcher("2026-12-31").matches());
        assertFalse(Field.Format.DATE.pattern().matcher("2026-13-01").matches());
    }

    @Test
    public void patternAndFormatReplaceEachOther() {
        Field<String> both = Field.text("a", "A").pattern("x+").format(Field.Format.HEX);
        assertEquals(Field.Format.HEX.pattern(), both.pattern().orElseThrow());
        assertTrue(both.pattern("y+").format().isEmpty());
    }

    @Test
    public void linksLimitsAndWebhooksAreChecked() {
        refused("/docs", "begins with https://", app(method()).docs("javascript:alert(1)"));
        refused("/methods/1/fields/0/docs", "begins with https://", app(method(Field.text("a", "A").docs("http://a.example"))));
        refused("/methods/1/limits", "a path and values", app(method().limits(Limits.standard().error("code"))));
        Webhook webhook = Webhook.signedIn("X-Signature", Webhook.Algorithm.HMAC_SHA256, Webhook.Encoding.HEX);
        accepted(app(method()).webhook(webhook));
        refused("/webhook/header", "no name of a header", app(method()).webhook(
                Webhook.signedIn("X Signature", Webhook.Algorithm.HMAC_SHA256, Webhook.Encoding.HEX)));
        refused("/webhook/secretField", "no secret field", app(method(Field.text("a", "A"))).webhook(webhook.secretField("a")));
        accepted(app(method(Field.secret("a", "A"))).webhook(webhook.secretField("a")));
    }

    @Test
    public void partsOfAnInjectionAreNamedAsTheirPlaceWants() {
        Field<?> key = Field.secret("key", "Key");
        refused("/methods/1/injection/0/name", "a cookie's name", app(method(key).injection(Injection.none().cookie("a b", "{key}"))));
        refused("/methods/1/injection/0/name", "has no name", app(method(key).injection(Injection.none().body("", "{key}"))));
        accepted(app(method(key).injection(Injection.none().cookie("a", "{key}").body("b", "{key}").path("/{key}"))));
    }

    @Test
    public void aRelativeProbeNeedsABaseUrl() {
        refused("/methods/1/probe/url", "there is no base URL", app(method().probe(Probe.get("/me"))));
        accepted(app(method().probe(Probe.get("/me"))).baseUrl("https://a.example"));
    }
}
