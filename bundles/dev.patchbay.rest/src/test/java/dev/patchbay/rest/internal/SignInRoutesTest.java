package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Connect sessions, OAuth clients, steps, accounts and what else belongs to sign-ins: each route with its whole body. */
public class SignInRoutesTest {
    private static final String THEN = "\"2026-01-02T03:04:05Z\"";
    private static final String LINK = "{\"id\":\"ses_1\",\"url\":\"https://connect.example.com/connect/abc\",\"expiresAt\":" + THEN + "}";
    private static final String STEP = "/api/v1/steps/orders/send%40home?account=acme";
    private static final String KEY = "StepKey[account=acme, workflow=orders, step=send@home]";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private static String client(String id, String account) {
        return "{\"id\":\"" + id + "\"," + account + "\"provider\":\"oauth2\",\"method\":\"code\",\"label\":\"Our app\","
                + "\"values\":{\"clientSecret\":{\"set\":true}},\"redirectUri\":\"https://connect.example.com/oauth/callback/" + id
                + "\",\"complete\":false,\"connections\":3,\"createdAt\":" + THEN + ",\"updatedAt\":" + THEN + "}";
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(body, answer.body());
        assertEquals(status, answer.statusCode());
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    private HttpResponse<String> plain(String method, String path) throws Exception {
        return host.send(host.authorized(method, path, BodyPublishers.noBody()));
    }

    private void assertNoted(String... calls) {
        assertEquals(List.of(calls), List.copyOf(host.fake.calls));
    }

    private List<String> refused(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = host.json(method, path, body);
        assertEquals(answer.body(), 422, answer.statusCode());
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        List<String> faults = new ArrayList<>();
        problem.path("errors").forEach(e -> faults.add(e.get("field").asText() + " " + e.get("code").asText()));
        assertNoted();
        return faults;
    }

    @Test
    public void aConnectSessionIsMadeOnceForAnIdempotencyKey() throws Exception {
        String body = "{\"account\":\"acme\",\"provider\":\"ftp\",\"workflow\":\"orders\",\"step\":\"send\",\"returnTo\":\"https://acme.example/x\"}";
        assertAnswer(201, LINK, host.send(host.authorized("POST", "/api/v1/connect-sessions", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json").header("Idempotency-Key", "k-1")));
        assertNoted("session Request[account=acme, provider=ftp, connection=null, workflow=orders, step=send,"
                + " returnTo=https://acme.example/x] once k-1");
    }

    @Test
    public void everyFaultOfAConnectSessionIsNamedAtOnce() throws Exception {
        assertEquals(List.of("url read-only", "account required", "provider type", "returnTo type", "conection unknown"),
                refused("POST", "/api/v1/connect-sessions",
                        "{\"url\":\"x\",\"provider\":5,\"returnTo\":[],\"conection\":\"con_1\",\"step\":null}"));
    }

    @Test
    public void aConnectionIsConnectedAgain() throws Exception {
        assertAnswer(201, LINK, plain("POST", "/api/v1/connections/con_1/reconnect"));
        assertNoted("reconnect con_1");
        assertEquals(404, plain("POST", "/api/v1/connections/x/reconnect").statusCode());
    }

    @Test
    public void oauthClientsAreListedByPage() throws Exception {
        assertAnswer(200, "{\"items\":[" + client("cli_1", "") + "],\"next\":\"n\"}",
                host.get("/api/v1/oauth-clients?account=acme&provider=oauth2&limit=3&cursor=c"));
        assertNoted("clients acme oauth2 3 c");
    }

    @Test
    public void anOAuthClientIsBegunWithoutValues() throws Exception {
        HttpResponse<String> answer =
                host.json("POST", "/api/v1/oauth-clients", "{\"account\":\"acme\",\"provider\":\"oauth2\",\"label\":\"x\"}");
        assertAnswer(201, client("cli_2", "\"account\":\"acme\","), answer);
        assertEquals("/api/v1/oauth-clients/cli_2", answer.headers().firstValue("Location").orElse(""));
        assertEquals("\"7\"", tag(answer));
        assertNoted("client Draft[account=acme, provider=oauth2, method=null, label=x, values=RawValues[]]{}");
    }

    @Test
    public void anOAuthClientIsReadEditedAndDeletedByVersion() throws Exception {
        HttpResponse<String> read = host.get("/api/v1/oauth-clients/cli_1");
        assertAnswer(200, client("cli_1", "\"account\":\"acme\","), read);
        assertEquals("\"7\"", tag(read));
        HttpResponse<String> edited = host.send(host.authorized("PATCH", "/api/v1/oauth-clients/cli_1",
                BodyPublishers.ofString("{\"values\":{\"clientId\":\"x\"}}")).header("Content-Type", "application/json").header("If-Match", "\"7\""));
        assertAnswer(200, client("cli_1", ""), edited);
        assertAnswer(204, "", host.send(host.authorized("DELETE", "/api/v1/oauth-clients/cli_1", BodyPublishers.noBody())
                .header("If-Match", "\"8\"")));
        assertNoted("edit cli_1 Edit[label=null, values=RawValues[clientId], expectedVersion=7]{clientId=x}", "delete cli_1 8");
    }

    @Test
    public void everyFaultOfAnOAuthClientIsNamedAtOnce() throws Exception {
        assertEquals(List.of("redirectUri read-only", "account type", "provider required", "label type", "values type", "x unknown"),
                refused("POST", "/api/v1/oauth-clients",
                        "{\"redirectUri\":\"https://evil.example\",\"account\":[],\"label\":null,\"values\":\"v\",\"x\":1}"));
        assertEquals(List.of("complete read-only", "provider read-only", "label type"),
                refused("PATCH", "/api/v1/oauth-clients/cli_1", "{\"complete\":true,\"provider\":\"x\",\"label\":7}"));
    }

    @Test
    public void aStepIsReadBoundAndForgotten() throws Exception {
        assertAnswer(200, "{\"account\":\"acme\",\"workflow\":\"orders\",\"step\":\"send@home\",\"state\":\"authenticate\","
                + "\"reason\":\"Nobody said.\",\"compatible\":[]}", host.get(STEP));
        String connection = host.get("/api/v1/connections/con_1").body();
        assertAnswer(200, "{\"account\":\"acme\",\"workflow\":\"orders\",\"step\":\"send@home\",\"provider\":\"shopify\","
                        + "\"shop\":\"acme.myshopify.com\",\"state\":\"authenticated\",\"reason\":\"It fails.\",\"warning\":\"It fails.\","
                        + "\"connection\":" + connection + ",\"compatible\":[" + connection + "],\"updatedAt\":" + THEN + "}",
                host.json("PUT", STEP, "{\"provider\":\"shopify\",\"shop\":\"acme.myshopify.com\",\"connection\":\"con_1\"}"));
        assertAnswer(204, "", plain("DELETE", STEP));
        assertNoted("bind " + KEY + " Binding[need=Need[provider=shopify, shop=acme.myshopify.com], connection=con_1]", "unbind " + KEY);
    }

    @Test
    public void aBindingMayNameTheConnectionAlone() throws Exception {
        host.json("PUT", STEP, "{\"provider\":null,\"connection\":\"con_1\"}");
        assertNoted("bind " + KEY + " Binding[need=null, connection=con_1]");
    }

    @Test
    public void everyFaultOfABindingIsNamedAtOnce() throws Exception {
        assertEquals(List.of("state read-only", "provider required", "connection type", "x unknown"),
                refused("PUT", STEP, "{\"state\":\"authenticated\",\"shop\":\"acme.myshopify.com\",\"connection\":{},\"x\":1}"));
    }

    @Test
    public void aStepWithoutItsAccountIsRefused() throws Exception {
        for (String method : List.of("GET", "DELETE")) {
            HttpResponse<String> answer = plain(method, "/api/v1/steps/orders/send");
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body(), answer.body().contains("\"field\":\"account\",\"code\":\"required\""));
        }
        assertEquals(400, host.json("PUT", "/api/v1/steps/orders/send", "{}").statusCode());
        assertEquals(400, plain("POST", "/api/v1/steps/orders/send/test").statusCode());
        assertNoted();
    }

    @Test
    public void aStepIsTestedWholeAndStreamed() throws Exception {
        String path = STEP.replace("?", "/test?");
        assertAnswer(200, "{\"passed\":null,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"}]}", plain("POST", path));
        HttpResponse<String> streamed =
                host.send(host.authorized("POST", path, BodyPublishers.noBody()).header("Accept", "text/event-stream"));
        assertEquals("event: step\ndata: {\"name\":\"Log in\",\"mark\":\"PASSED\"}\n\n"
                + "event: report\ndata: {\"passed\":null,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"}]}\n\n", streamed.body());
        assertNoted("test " + KEY, "test " + KEY);
    }

    @Test
    public void anAccountIsReadDescribedAndForgotten() throws Exception {
        HttpResponse<String> read = host.get("/api/v1/accounts/acme");
        assertAnswer(200, "{\"id\":\"acme\",\"label\":\"acme\",\"branding\":{},\"notRequired\":[]}", read);
        assertEquals("\"0\"", tag(read));
        String body = "{\"label\":\"Acme\",\"branding\":{\"name\":\"Acme\",\"color\":\"#102030\"},\"ownShop\":null,\"notRequired\":[\"own-app\"]}";
        HttpResponse<String> put = host.send(host.authorized("PUT", "/api/v1/accounts/acme", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json").header("If-Match", "\"0\""));
        assertAnswer(200, "{\"id\":\"acme\",\"label\":\"Acme\",\"branding\":{\"name\":\"Acme\",\"logoUrl\":\"https://acme.example/l.svg\","
                + "\"color\":\"#102030\"},\"ownShop\":\"acme.myshopify.com\",\"notRequired\":[\"own-app\"],\"updatedAt\":" + THEN + "}", put);
        assertEquals("\"2\"", tag(put));
        assertAnswer(204, "", plain("DELETE", "/api/v1/accounts/acme?force=true"));
        assertNoted("describe acme Description[label=Acme, branding=Branding[name=Acme, logoUrl=null, color=#102030], ownShop=null,"
                + " notRequired=[own-app], expectedVersion=0]", "forget acme true");
    }

    @Test
    public void everyFaultOfAnAccountIsNamedAtOnce() throws Exception {
        assertEquals(
                List.of("id read-only", "label type", "ownShop type", "notRequired type", "branding.name type", "branding.logo unknown", "x unknown"),
                refused("PUT", "/api/v1/accounts/acme", "{\"id\":\"b\",\"label\":1,\"branding\":{\"name\":2,\"logo\":\"x\"},\"ownShop\":{},"
                        + "\"notRequired\":\"ftp\",\"x\":null}"));
        assertEquals(List.of("branding type"), refused("PUT", "/api/v1/accounts/acme", "{\"branding\":\"blue\"}"));
    }

    @Test
    public void aRequestIsSigned() throws Exception {
        assertAnswer(200, "{\"headers\":{\"Authorization\":\"OAuth oauth_signature=\\\"x\\\"\"}}",
                host.json("POST", "/api/v1/connections/con_1/sign",
                        "{\"method\":\"post\",\"url\":\"https://api.example.com/1?a=%20b\",\"form\":{\"b\":\"2\",\"a\":[\"1\",\"3\"]}}"));
        assertNoted("sign con_1 POST https://api.example.com/1?a=%20b {a=[1, 3], b=[2]}");
    }

    @Test
    public void aRequestThatCannotBeSignedIsRefusedByName() throws Exception {
        String sign = "/api/v1/connections/con_1/sign";
        assertEquals(List.of("method required", "url required"), refused("POST", sign, "{}"));
        assertEquals(List.of("method type", "url type", "form type", "body unknown"),
                refused("POST", sign, "{\"method\":1,\"url\":null,\"form\":{\"a\":[1]},\"body\":\"\"}"));
        for (String url : List.of("", "/relative", "ftp://a.example/", "https://u:p@a.example/", "https:///x", "http://[", "javascript:x",
                "https://a.example/" + "a".repeat(8_192), "https://a.example/\\r\\nX: y")) {
            assertEquals(url, List.of("url url"), refused("POST", sign, "{\"method\":\"GET\",\"url\":\"" + url + "\"}"));
        }
        for (String method : List.of("", "GET /", "G\\r\\n", "x".repeat(21))) {
            assertEquals(method, List.of("method pattern"),
                    refused("POST", sign, "{\"method\":\"" + method + "\",\"url\":\"https://a.example/\"}"));
        }
    }

    @Test
    public void aRefreshedConnectionShowsWhatItsSignInLeft() throws Exception {
        HttpResponse<String> answer = plain("POST", "/api/v1/connections/con_1/refresh");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body(), answer.body().endsWith("\"expiresAt\":" + THEN + ",\"oauth\":{\"client\":\"cli_1\","
                + "\"requested\":[\"read\",\"write\"],\"granted\":[\"read\"],\"missing\":[\"write\"],\"appAccount\":\"ada@app\"},\"uses\":2}"));
        assertEquals("\"4\"", tag(answer));
        assertNoted("refresh con_1");
    }

    @Test
    public void theEventsOfAConnectionAndItsUsesAreListed() throws Exception {
        assertAnswer(200, "{\"items\":[{\"at\":" + THEN + ",\"type\":\"connection.refresh-failed\",\"by\":\"Patchbay\","
                + "\"detail\":{\"reason\":\"DECLINED\"},\"count\":2}],\"next\":\"n\"}", host.get("/api/v1/connections/con_1/events?limit=2&cursor=c"));
        assertAnswer(200, "{\"items\":[{\"workflow\":\"orders\",\"step\":\"send\",\"since\":" + THEN + "}],\"next\":null}",
                host.get("/api/v1/connections/con_1/uses"));
        assertNoted("events con_1 2 c");
    }

    @Test
    public void aNewConnectionNamesItsClientAndItsStep() throws Exception {
        host.json("POST", "/api/v1/connections", "{\"account\":\"acme\",\"provider\":\"oauth2\",\"label\":\"x\",\"values\":{},"
                + "\"client\":\"cli_1\",\"workflow\":\"orders\",\"step\":\"send\"}");
        assertNoted("create ConnectionDraft[account=acme, provider=oauth2, method=null, label=x, values=RawValues[], client=cli_1,"
                + " step=StepName[workflow=orders, step=send]]{}");
    }

    @Test
    public void halfAStepIsRefused() throws Exception {
        String draft = "{\"account\":\"acme\",\"provider\":\"ftp\",\"label\":\"x\",\"values\":{},\"oauth\":{},";
        assertEquals(List.of("oauth read-only", "step required"), refused("POST", "/api/v1/connections", draft + "\"workflow\":\"orders\"}"));
        assertEquals(List.of("oauth read-only", "client type", "workflow required"),
                refused("POST", "/api/v1/connections", draft + "\"step\":\"send\",\"client\":1}"));
    }

    @Test
    public void theCallbackDoctorAnswersWithItsChecks() throws Exception {
        assertAnswer(200, "{\"publicUrl\":\"https://connect.example.com\",\"healthy\":false,\"checks\":["
                + "{\"name\":\"scheme\",\"passed\":true,\"detail\":\"https\"},{\"name\":\"prefix\",\"passed\":false,\"detail\":\"Take it off.\"}]}",
                plain("POST", "/api/v1/admin/callback-doctor"));
        assertNoted("diagnose");
    }
}
