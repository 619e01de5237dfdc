package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** People sign in to a running host: an operator by key, a person of one account by link. */
public class SessionsIT extends HostTest {
    private static final String SESSION = "/api/v1/session";
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final Set<String> HIDDEN_OF_CONNECTIONS =
            Set.of("/api/v1/connections/export", "/api/v1/connections/{id}/credential", "/api/v1/connections/{id}/sign",
                    "/api/v1/connections/{id}/files");

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("sessions").set("embed.origins", "https://shop.example").options();
    }

    private Reply signIn(Map<String, String> body) {
        return api.as(null).post(SESSION, body);
    }

    private String token(String account) {
        String url = api.post("/api/v1/account-sessions", Map.of("account", account)).expect(201).json().get("url").asText();
        assertTrue(url, url.contains("/console/enter#pbl_"));
        return url.substring(url.indexOf('#') + 1);
    }

    private Api account(String account) {
        return api.as(signIn(Map.of("token", token(account), "as", "bearer")).expect(201).json().get("accessToken").asText());
    }

    private Reply withCookie(String method, String path, String cookie, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Cookie", cookie);
        return api.as(null).send(method, path, BodyPublishers.noBody(), headers);
    }

    @Test
    public void anOperatorSignsInWithTheKeyAndReadsNoCredentials() {
        String id = create("shop", "api-key", "Key", Map.of("key", "s3cret"));
        Reply opened = signIn(Map.of("key", firstKey())).expect(201);
        String cookie = opened.header("Set-Cookie").replaceAll(";.*", "");
        Map<String, String> token = Map.of("X-CSRF-Token", opened.json().get("csrf").asText());
        assertFalse(opened.text().contains("pbs_"));
        assertEquals("operator", withCookie("GET", SESSION, cookie, Map.of()).expect(200).json().get("kind").asText());
        withCookie("GET", CONNECTIONS + "/" + id + "/credential", cookie, Map.of()).expect(403);
        withCookie("POST", CONNECTIONS + "/" + id + "/test", cookie, Map.of()).expect(403);
        withCookie("POST", CONNECTIONS + "/" + id + "/test", cookie, token).expect(200);
        withCookie("DELETE", SESSION, cookie, Map.of()).expect(403);
        withCookie("DELETE", SESSION, cookie, token).expect(204);
        withCookie("GET", SESSION, cookie, Map.of()).expect(401);
    }

    @Test
    public void aSessionEndsWithTheKeyItWasOpenedWith() {
        JsonNode made = api.post("/api/v1/admin/api-keys", Map.of("label", "brief", "scopes", List.of("read", "admin"))).expect(201).json();
        String cookie = signIn(Map.of("key", made.get("key").asText())).expect(201).header("Set-Cookie").replaceAll(";.*", "");
        withCookie("GET", CONNECTIONS, cookie, Map.of()).expect(200);
        api.delete("/api/v1/admin/api-keys/" + made.get("id").asText()).expect(204);
        withCookie("GET", CONNECTIONS, cookie, Map.of()).expect(401);
    }

    @Test
    public void aLinkSignsInOnce() {
        String token = token("shop");
        signIn(Map.of("token", token, "as", "bearer")).expect(201);
        signIn(Map.of("token", token, "as", "bearer")).expect(401);
        String audit = api.get("/api/v1/admin/audit?action=session.link-refused").expect(200).text();
        assertTrue(audit, audit.contains("\"used\""));
        assertFalse(audit, audit.contains(token));
    }

    @Test
    public void anAccountsSessionSeesItsConnectionsAndNothingElse() {
        String own = create("shop", "api-key", "Own", Map.of("key", "s3cret"));
        String other = create("shop-2", "api-key", "Other", Map.of("key", "s3cret"));
        Api person = account("shop");
        assertEquals("Own", person.get(CONNECTIONS + "/" + own).expect(200).json().get("label").asText());
        person.get(CONNECTIONS + "/" + other).expect(404);
        assertFalse(person.get(CONNECTIONS + "?limit=500").expect(200).text().contains(other));
        person.get("/api/v1/accounts/shop").expect(200);
        person.patch(CONNECTIONS + "/" + own, Map.of("label", "Mine")).expect(200);
        person.post("/api/v1/connect-sessions", Map.of("account", "shop", "provider", "api-key")).expect(201);
        Reply nowhere = person.get("/api/v1/nowhere").expect(404);
        int hidden = 0;
        for (Operation operation : Operation.all(api)) {
            boolean ofAccount = operation.path().matches("/api/v1/(connections|providers|steps|connect-sessions|session)(/.*)?")
                    && !HIDDEN_OF_CONNECTIONS.contains(operation.path());
            if (operation.needsKey() && !ofAccount) {
                Reply reply = operation.send(person, operation.path().contains("accounts") ? "shop-2" : own, Map.of());
                assertEquals(operation.toString(), nowhere.toString(), reply.toString());
                hidden++;
            }
        }
        assertTrue("hidden " + hidden, hidden > 30);
    }

    @Test
    public void aListedPageMayCallTheApi() {
        Map<String, String> preflight = Map.of("Origin", "https://shop.example", "Access-Control-Request-Method", "GET");
        Reply allowed = api.as(null).send("OPTIONS", CONNECTIONS, BodyPublishers.noBody(), preflight).expect(204);
        assertEquals("https://shop.example", allowed.header("Access-Control-Allow-Origin"));
        assertEquals("", api.as(null).send("OPTIONS", CONNECTIONS, BodyPublishers.noBody(),
                Map.of("Origin", "https://evil.example", "Access-Control-Request-Method", "GET")).header("Access-Control-Allow-Origin"));
    }
}
