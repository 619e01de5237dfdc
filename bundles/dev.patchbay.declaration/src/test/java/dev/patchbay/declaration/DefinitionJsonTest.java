package dev.patchbay.declaration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.Limits;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Webhook;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DefinitionJsonTest {
    private static final byte[] ICON = {0, 1, 2, (byte) 0xff, 60};
    private static final Field<String> MODE =
            Field.choice("mode", "Mode", Field.option("a", "A"), Field.option("b", "B")).fallback("a").endpoint();

    /** Uses everything a definition can say. */
    static ConnectionDefinition everything() {
        return ConnectionDefinition.of("every-thing", "Every \"thing\" é")
                .description("Says it all").category("files").icon("image/svg+xml", ICON)
                .docs("https://example.com/docs")
                .webhook(Webhook.signedIn("X-Signature", Webhook.Algorithm.HMAC_SHA1, Webhook.Encoding.BASE64).prefix("sha1=")
                        .secretField("password").toleranceSeconds(300).deliveryIdHeader("X-Delivery"))
                .baseUrl("https://{shop}.example.com/api").allowedHosts("cdn.example.com", "{host}", "{site}")
                .methods(fields(), token(), code(), oauth1(), ConnectionMethod.of("ask", "Ask").auth(Auth.interactive()),
                        ConnectionMethod.of("open", "Open").auth(Auth.none()))
                .version(3,
                        Migration.from(1).rename("old", "newer").remove("gone").put("depth", 4).put("deep", true)
                                .put("word", "x"),
                        Migration.from(2).replace("mode", Map.of("x", "a", "y", "b")).method("former", "fields"))
                .translation("de", Map.of("label", "Alles", "methods.fields.label", "Felder"))
                .translation("fr-CA", Map.of("label", "Tout"));
    }

    private static ConnectionMethod fields() {
        return ConnectionMethod.of("fields", "By hand").guide("# Look\n\n1. *here*").fields(
                Field.text("shop", "Shop").help("The first part").example("acme").pattern("[a-z0-9-]{1,40}").maxLength(40)
                        .around("https://", ".example.com").docs("https://example.com/shop").warning("Costs money"),
                Field.text("note", "Note").optional().multiLine(),
                Field.secret("password", "Password").multiLine().maxLength(65_536).pattern("(?s).{1,}"),
                Field.integer("port", "Port").range(1, 65_535).fallback(21),
                Field.flag("strict", "Strict").fallback(false),
                MODE,
                Field.list("tags", "Tags").range(0, 5).maxLength(20).fallback(List.of("x", "y")),
                Field.host("host", "Host").visibleWhen(MODE, "a", "b"),
                Field.url("site", "Site").optional(),
                Field.text("tenant", "Tenant").optional().format(Field.Format.UUID),
                Field.secret("code", "Code").scope(Field.Scope.ONE_TIME).optional());
    }

    private static ConnectionMethod token() {
        return ConnectionMethod.of("token", "Token")
                .fields(Field.text("shop", "Shop").pattern("[a-z]+"), Field.secret("key", "Key"))
                .injection(Injection.none().header("X-Key", "{key}").query("k", "{key}").path("/t{key}").basic("{shop}", "{key}")
                        .cookie("session", "{key}").body("key", "{key}"))
                .lifetimes(Lifetimes.unknown().refreshSeconds(1).idleSeconds(7_200).maximumSeconds(3).rotating().reuseSeconds(4)
                        .marginSeconds(5).keepAliveSeconds(3_600))
                .limits(Limits.standard().retryAfterHeader("X-Wait").remainingHeader("X-Left").error("code", "busy", "slow"))
                .probe(Probe.of("HEAD", "/me?shop={shop}").header("X-Shop", "{shop}").header("Accept", "a/b").accept(204)
                        .accept(404));
    }

    private static ConnectionMethod code() {
        return ConnectionMethod.of("code", "Code")
                .auth(Auth.authorizationCode("https://example.com/a", "https://example.com/t")
                        .scopes("read", "write").withoutPkce().clientAuth(OAuth2.ClientAuth.BODY))
                .injection(Injection.bearer())
                .fields(Field.text("clientId", "Client").scope(Field.Scope.CLIENT));
    }

    private static ConnectionMethod oauth1() {
        return ConnectionMethod.of("one", "One").auth(Auth
                .oauth1("https://example.com/r", "https://example.com/a", "https://example.com/t")
                .signedBy(Auth.OAuth1.Signature.RSA_SHA1));
    }

    @Test
    public void everyFeatureSurvivesTheRoundTrip() {
        String json = DefinitionJson.write(everything());
        ConnectionDefinition back = DefinitionJson.read(json);

        assertEquals(json, DefinitionJson.write(back));
        assertArrayEquals(ICON, back.icon().orElseThrow().bytes());
        assertEquals(everything().translations(), back.translations());
        assertEquals(everything().allowedHosts(), back.allowedHosts());
        assertEquals(everything().migrations().get(0).operations(), back.migrations().get(0).operations());
        assertEquals(everything().migrations().get(1).operations(), back.migrations().get(1).operations());
        assertEquals(everything().method("token").orElseThrow().injection().parts(),
                back.method("token").orElseThrow().injection().parts());
        assertEquals(everything().method("one").orElseThrow().auth(), back.method("one").orElseThrow().auth());
        assertEquals(everything().webhook(), back.webhook());
        assertEquals("https://example.com/docs", back.docs());
        assertEquals("interactive", back.method("ask").orElseThrow().auth().kind());
        assertEquals("none", back.method("open").orElseThrow().auth().kind());
    }

    @Test
    public void everyAttributeOfAFieldSurvives() {
        ConnectionMethod before = everything().method("fields").orElseThrow();
        ConnectionMethod after =
                DefinitionJson.read(DefinitionJson.write(everything())).method("fields").orElseThrow();

        assertEquals(before.fields().size(), after.fields().size());
        for (Field<?> field : before.fields()) {
            assertEquals(field.name(), attributes(field), attributes(after.field(field.name()).orElseThrow()));
        }
        assertEquals(List.of("x", "y"), after.field("tags").orElseThrow().fallback().orElseThrow());
        assertEquals(before.guide(), after.guide());
    }

    private static List<Object> attributes(Field<?> f) {
        return List.of(f.kind(), f.type(), f.label(), f.help(), f.example(), f.required(), f.allowsLines(), f.isEndpoint(),
                f.scope(), f.fallback(), f.pattern().map(Object::toString), f.visibleWhen(), f.options(), f.min(), f.max(),
                f.maxLength(), f.prefix(), f.suffix(), f.docs(), f.warning(), f.format());
    }

    @Test
    public void theOAuth2PartSurvives() {
        OAuth2 auth = (OAuth2) DefinitionJson.read(DefinitionJson.write(everything()))
                .method("code").orElseThrow().auth();

        assertEquals(List.of("read", "write"), auth.scopes());
        assertFalse(auth.pkce());
        assertEquals(OAuth2.ClientAuth.BODY, auth.clientAuth());
        assertEquals("https://example.com/a", auth.authorizeUrl());
        ConnectionDefinition credentials = ConnectionDefinition.of("x", "X").methods(
                ConnectionMethod.of("m", "M").auth(Auth.clientCredentials("https://example.com/t")));
        OAuth2 back = (OAuth2) DefinitionJson.read(DefinitionJson.write(credentials)).methods().get(0).auth();
        assertEquals(OAuth2.Grant.CLIENT_CREDENTIALS, back.grant());
        assertTrue(back.pkce());
    }

    @Test
    public void equalDefinitionsGiveEqualText() {
        ConnectionDefinition one = ConnectionDefinition.of("x", "X").translation("de", Map.of("a", "1", "b", "2", "c", "3"))
                .translation("fr", Map.of());
        ConnectionDefinition other = ConnectionDefinition.of("x", "X").translation("fr", Map.of())
                .translation("de", Map.of("c", "3", "b", "2", "a", "1"));

        assertEquals(DefinitionJson.write(one), DefinitionJson.write(other));
    }

    @Test
    public void whatHasItsDefaultIsLeftOut() {
        assertEquals("{\"id\":\"x\",\"label\":\"X\"}", DefinitionJson.write(ConnectionDefinition.of("x", "X")));
    }

    @Test
    public void anUnknownKeyIsRefusedWithItsPointer() {
        refused("{'id':'x','label':'X','colour':'red'}", "/colour is not a known key");
        refused("{'id':'x','label':'X','methods':[{'id':'m','label':'M','a/b~c':1}]}", "/methods/0/a~1b~0c is not a known key");
        refused("{'id':'x','label':'X','methods':[{'id':'m','label':'M','fields':[{'kind':'text','name':'a','label':'A',"
                + "'secret':true}]}]}", "/methods/0/fields/0/secret is not a known key");
        refused("{'id':'x','label':'X','methods':[{'id':'m','label':'M','auth':{'kind':'none','scopes':['a']}}]}",
                "/methods/0/auth/scopes is not a known key");
        refused("{'id':'x','label':'X','version':2,'migrations':[{'from':1,'operations':[{'rename':'a','to':'b','x':1}]}]}",
                "/migrations/0/operations/0/x is not a known key");
        refused("{'id':'x','label':'X','icon':{'mediaType':'a','base64':'','url':'u'}}", "/icon/url is not a known key");
    }

    @Test
    public void missingAndWronglyTypedValuesAreRefusedWithTheirPointer() {
        refused("{'label':'X'}", "/id is missing");
        refused("{'id':1,'label':'X'}", "/id must be a text");
        refused("{'id':'x','label':'X','version':1.5}", "/version must be a whole number");
        refused("{'id':'x','label':'X','version':99999999999}", "/version must be a whole number");
        refused("{'id':'x','label':'X','methods':{}}", "/methods must be a list");
        refused("{'id':'x','label':'X','allowedHosts':['a',null]}", "/allowedHosts/1 must be a text");
        refused("[]", "/ must be an object");
        refused("{'id':'x','label':'X','icon':{'mediaType':'a','base64':'***'}}", "/icon/base64 must be base64");
        refused(field("'kind':'colour','name':'a','label':'A'"), "/methods/0/fields/0/kind must be one of text, secret, integer");
        refused(field("'kind':'text','name':'A b','label':'A'"), "/methods/0/fields/0 a field name is lowerCamel");
        refused(field("'kind':'text','name':'a','label':'A','pattern':'('"), "/methods/0/fields/0/pattern is no regular expression");
        refused(field("'kind':'secret','name':'a','label':'A','fallback':'x'"),
                "/methods/0/fields/0/fallback is not a known key");
        refused(field("'kind':'text','name':'a','label':'A','options':[{'value':'a','label':'A'}]"),
                "/methods/0/fields/0/options are for a choice");
    }

    private static String field(String attributes) {
        return "{'id':'x','label':'X','methods':[{'id':'m','label':'M','fields':[{" + attributes + "}]}]}";
    }

    @Test
    public void duplicateKeysTrailingTextAndBrokenJsonAreRefusedWithoutQuotingIt() {
        for (String text : List.of("{'id':'x','id':'canary','label':'X'}", "{'id':'x','label':'X'} canary", "{'id':canary",
                "")) {
            IllegalArgumentException e = assertThrows(text, IllegalArgumentException.class,
                    () -> DefinitionJson.read(text.replace('\'', '"')));
            assertFalse(e.getMessage(), e.getMessage().contains("canary"));
        }
    }

    @Test
    public void anOperationIsExactlyOne() {
        refused("{'id':'x','label':'X','version':2,'migrations':[{'from':1,'operations':[{'rename':'a','remove':'b'}]}]}",
                "/migrations/0/operations/0 must have one of");
    }

    private static void refused(String json, String message) {
        IllegalArgumentException e = assertThrows(json, IllegalArgumentException.class,
                () -> DefinitionJson.read(json.replace('\'', '"')));
        assertTrue(e.getMessage(), e.getMessage().startsWith(message));
    }
}
