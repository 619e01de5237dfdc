package dev.patchbay.core.internal.calls;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.host.connections.TestReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** The declared test of a method. */
public class ProbeTest {
    private static final Field<?>[] FIELDS = {Field.text("shop", "Shop").pattern("[a-z]+"), Field.text("user", "User").optional(),
            Field.secret("key", "Key"), Field.secret("extra", "Extra").optional(), Field.url("site", "Site").optional()};
    private static final Map<String, Object> VALUES = Map.of("shop", "acme", "user", "ann", "key", Secret.of("k/ey &1"));
    private final LoopbackEgress egress = new LoopbackEgress();

    private CallContext last;

    private TestReport probe(Injection injection, Probe probe, Map<String, Object> values) {
        return probe(injection, probe, values, null);
    }

    private TestReport probe(Injection injection, Probe probe, Map<String, Object> values, @Nullable CallSigner signer) {
        ConnectionMethod method = ConnectionMethod.of("m", "M").fields(FIELDS).auth(Auth.storedFields())
                .injection(injection).probe(probe);
        ConnectionDefinition definition =
                ConnectionDefinition.of("x", "X").baseUrl("https://{shop}.example.com/api/").methods(method);
        CallContext context = new CallContext(
                new CallContext.Subject(definition, method, Values.of(values), Secret.of("tok"), Grants.from(definition, method,
                        Values.of(values)), null, signer),
                egress.open(List.of()), Redactor.of(Values.of(values), null), step -> { });
        context.probe();
        last = context;
        return context.steps().report();
    }

    private HttpCall sent(Injection injection, Probe probe) {
        TestReport report = probe(injection, probe, VALUES);
        assertEquals(report.toString(), Boolean.TRUE, report.passed());
        assertEquals("Call the app", report.steps().get(0).name());
        return egress.sent.get(egress.sent.size() - 1);
    }

    private static Map<String, String> headers(HttpCall call) {
        return call.headers().stream().collect(Collectors.toMap(HttpCall.Header::name, HttpCall.Header::value));
    }

    @Test
    public void aPathStandsBelowTheBaseUrlWithMethodAndHeaders() {
        HttpCall call = sent(Injection.none(), Probe.of("HEAD", "/me?s={shop}").header("X-Shop", "shop {shop}"));
        assertEquals("HEAD", call.method());
        assertEquals("https://acme.example.com/api/me?s=acme", call.uri().toString());
        assertEquals(Map.of("X-Shop", "shop acme"), headers(call));
    }

    @Test
    public void aSignerAddsItsHeadersForExactlyTheRequestThatIsSent() {
        TestReport report = probe(Injection.none(), Probe.get("/me?s={shop}"), VALUES,
                request -> Map.of("Authorization", "OAuth for " + request.method() + " " + request.uri()));
        assertEquals(Boolean.TRUE, report.passed());
        assertEquals(Map.of("Authorization", "OAuth for GET https://acme.example.com/api/me?s=acme"),
                headers(egress.sent.get(egress.sent.size() - 1)));
    }

    @Test
    public void theCredentialGoesWhereTheInjectionSays() {
        assertEquals(Map.of("Authorization", "Bearer tok"), headers(sent(Injection.bearer(), Probe.get("/me"))));
        assertEquals(Map.of("X-Key", "K k/ey &1"), headers(sent(Injection.none().header("X-Key", "K {key}"), Probe.get("/me"))));
        assertEquals("https://acme.example.com/api/me?a=b&k=k%2Fey%20%261&t=tok",
                sent(Injection.none().query("k", "{key}").query("t", "{accessToken}"), Probe.get("/me?a=b")).uri().toString());
        assertEquals("https://acme.example.com/botk%2Fey%20%261/api/me",
                sent(Injection.none().path("/bot{key}"), Probe.get("/me")).uri().toString());
    }

    @Test
    public void aCookieTakesWhatTheRfcAllows() {
        Map<String, Object> values = Map.of("shop", "acme", "user", "ann", "key", Secret.of("k=1/2"));
        probe(Injection.none().cookie("session", "{key}").cookie("who", "{user}"), Probe.get("/me"), values);
        assertEquals("session=k=1/2; who=ann", headers(egress.sent.get(0)).get("Cookie"));
        for (String bad : List.of("a;b", "a b", "a,b", "a\"b", "a\\b", "a\n", "\u00e9")) {
            assertReason(Reason.INVALID_INPUT, probe(Injection.none().cookie("session", "{key}"), Probe.get("/me"),
                    Map.of("shop", "acme", "key", Secret.of(bad))));
        }
        assertEquals(1, egress.sent.size());
    }

    @Test
    public void aMemberOfTheBodyIsAddedToJsonAndForms() {
        Injection body = Injection.none().body("api_key", "{key}");
        HttpCall plain = sent(body, Probe.of("POST", "/me"));
        assertEquals("{\"api_key\":\"k/ey &1\"}", body(plain));
        assertEquals("application/json", headers(plain).get("Content-Type"));
        egress.sent.clear();
        assertEquals("{\"q\":1,\"api_key\":\"k/ey &1\"}",
                body(sent(body, Probe.of("POST", "/me").body("application/json", "{\"q\":1}"))));
        egress.sent.clear();
        assertEquals("q=1&api_key=k%2Fey%20%261",
                body(sent(body, Probe.of("POST", "/me").body("application/x-www-form-urlencoded", "q=1"))));
        assertReason(Reason.INVALID_INPUT, probe(body, Probe.of("POST", "/me").body("application/json", "[1]"), VALUES));
        assertReason(Reason.INVALID_INPUT, probe(body, Probe.of("POST", "/me").body("application/json", "no"), VALUES));
    }

    @Test
    public void basicIsThatOfTheRfc() {
        assertEquals(Map.of("Authorization", "Basic YW5uOmsvZXkgJjE="),
                headers(sent(Injection.none().basic("{user}", "{key}"), Probe.get("/me"))));
        assertEquals(Map.of("Authorization", "Basic ay9leSAmMTo="),
                headers(sent(Injection.none().basic("{key}", "{extra}"), Probe.get("/me"))));
    }

    @Test
    public void basicRefusesAColonInTheUserAndControlCharacters() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("shop", "acme", "user", "a:b", "key", Secret.of("k")),
                Map.of("shop", "acme", "user", "a", "key", Secret.of("k\n")))) {
            assertReason(Reason.INVALID_INPUT, probe(Injection.none().basic("{user}", "{key}"), Probe.get("/me"), values));
        }
    }

    @Test
    public void aHeaderTakesNoLineBreaks() {
        for (String key : List.of("a\r\nX-Evil: 1", "a\nb", "a\u0000b", "\u00e9")) {
            TestReport report = probe(Injection.none().header("X-Key", "{key}"), Probe.get("/me"),
                    Map.of("shop", "acme", "key", Secret.of(key)));
            assertReason(Reason.INVALID_INPUT, report);
            assertTrue(report.toString().contains("The value of key"));
        }
        assertEquals(List.of(), egress.sent);
    }

    @Test
    public void aMissingValueIsSaidUnlessItIsOptional() {
        assertReason(Reason.INVALID_INPUT,
                probe(Injection.none().header("X-Key", "{key}"), Probe.get("/me"), Map.of("shop", "acme")));
        assertEquals(Map.of(), headers(sent(Injection.none().header("X-Extra", "{extra}"), Probe.get("/me"))));
    }

    @Test
    public void withoutAProbeOrItsUrlThereIsNothingToTestAgainst() {
        assertNull(probe(Injection.none(), Probe.get("{site}"), VALUES).passed());
        assertEquals(List.of(), egress.sent);
    }

    @Test
    public void theReplysStatusDecides() {
        Map<Integer, Reason> table = Map.of(401, Reason.CREDENTIALS_REJECTED, 403, Reason.PERMISSION_MISSING, 429,
                Reason.RATE_LIMITED, 500, Reason.REMOTE_ERROR, 302, Reason.REMOTE_ERROR);
        List<Integer> seen = new ArrayList<>();
        table.forEach((status, reason) -> {
            egress.reply = new HttpReply(status, Map.of(), new byte[0]);
            assertReason(reason, probe(Injection.none(), Probe.get("/me"), VALUES));
            seen.add(status);
        });
        assertEquals(5, seen.size());
        egress.reply = new HttpReply(404, Map.of(), new byte[0]);
        assertEquals(Boolean.TRUE, probe(Injection.none(), Probe.get("/me").accept(404), VALUES).passed());
    }

    private static void assertReason(Reason reason, TestReport report) {
        assertEquals(reason, report.steps().get(0).failure().reason());
    }

    private void replies(String json) {
        egress.reply = new HttpReply(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(HttpCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    @Test
    public void aBodysHolesAreFieldsAlone() {
        HttpCall call = sent(Injection.bearer(), Probe.of("POST", "/graphql")
                .body("application/json", "{\"query\":\"{shop{id} user(n:\\\"{user}\\\") { name }}\"}"));
        assertEquals("{\"query\":\"{shop{id} user(n:\\\"ann\\\") { name }}\"}", body(call));
        assertEquals("application/json", headers(call).get("Content-Type"));
    }

    @Test
    public void aValueStaysInItsPlaceOfTheBody() {
        Map<String, Object> values = Map.of("shop", "acme", "user", "a\"b&c\n", "key", Secret.of("k"));
        probe(Injection.none(), Probe.of("POST", "/x").body("application/json", "{\"u\":\"{user}\"}"), values);
        assertEquals("{\"u\":\"a\\\"b&c\\n\"}", body(egress.sent.get(0)));
        probe(Injection.none(), Probe.of("POST", "/x").body("application/x-www-form-urlencoded", "u={user}&v=1"), values);
        assertEquals("u=a%22b%26c%0A&v=1", body(egress.sent.get(1)));
        assertReason(Reason.REMOTE_ERROR,
                probe(Injection.none(), Probe.of("POST", "/x").body("text/plain", "{key}"), values));
        assertEquals("a secret is not sent there", 2, egress.sent.size());
    }

    @Test
    public void anExpectedValueDecidesAndTheAnswerIsNotShown() {
        Probe slack = Probe.get("/auth.test").expect("ok", "true");
        replies("{\"ok\":true}");
        assertEquals(Boolean.TRUE, probe(Injection.none(), slack, VALUES).passed());
        for (String wrong : List.of("{\"ok\":false,\"error\":\"s3cret\"}", "{}", "<html>s3cret", "")) {
            replies(wrong);
            TestReport report = probe(Injection.none(), slack, VALUES);
            assertReason(Reason.CREDENTIALS_REJECTED, report);
            assertFalse(report.toString().contains("s3cret"));
        }
    }

    @Test
    public void theReplyTellsTheAccountItsScopesAndWhatIsCaptured() {
        Field<String> region = Field.text("region", "Region").scope(Field.Scope.CAPTURED);
        Probe probe = Probe.get("/me").account("data.shop.id", "data.shop.names.0").scopes("data.scopes")
                .capture("data.region", region);
        replies("{\"data\":{\"shop\":{\"id\":42,\"names\":[\"A\\u202e\\nb\"]},\"region\":\"eu\","
                + "\"scopes\":[{\"handle\":\"read\"},\"write\"]}}");
        probe(Injection.none(), probe, VALUES);
        assertEquals("42", last.account().id());
        assertEquals("A b", last.account().label());
        assertEquals(List.of("read", "write"), last.account().scopes());
        assertEquals(Map.of("region", "eu"), last.account().captured());
        replies("{\"data\":{\"scopes\":\"a,b c\"}}");
        probe(Injection.none(), probe, VALUES);
        assertEquals(List.of("a", "b", "c"), last.account().scopes());
        assertNull(last.account().id());
        for (String none : List.of("{}", "not JSON", "[]", "null", "{\"data\":{\"shop\":{\"id\":{\"x\":1}},\"scopes\":7}}")) {
            replies(none);
            probe(Injection.none(), probe, VALUES);
            assertEquals(AppAccount.UNKNOWN.id(), last.account().id());
            assertNull(last.account().scopes());
        }
        egress.reply = new HttpReply(500, Map.of(), "{\"data\":{\"shop\":{\"id\":1}}}".getBytes(StandardCharsets.UTF_8));
        probe(Injection.none(), probe, VALUES);
        assertNull("of a failure nothing is believed", last.account().id());
    }

    @Test
    public void whoseLoginItIsIsAskedOnce() {
        replies("{\"id\":1}");
        probe(Injection.none(), Probe.get("/me").account("id", ""), VALUES);
        last.askWhose();
        assertEquals(1, egress.sent.size());
    }
}
