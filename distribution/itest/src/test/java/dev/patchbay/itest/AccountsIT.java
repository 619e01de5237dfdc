package dev.patchbay.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** What belongs to one account is for the other as if it were not there; made from the host's own OpenAPI document. */
public class AccountsIT extends HostTest {
    private static final String[] ALL = {"read", "write", "use", "credential:read", "sessions", "bundles:install", "admin"};
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final String NEVER_WAS = "con_" + "a".repeat(26);

    /** Each refused key comes from another address, since an address that keeps trying is told to wait. */
    private int strangers;

    /** Runs outside of the framework. */
    @Configuration
    public Option[] host() {
        return ShippedHost.named("accounts").withFtpServer()
                .set("http.behind-proxy", "true").set("http.trusted-proxies", "127.0.0.1").options();
    }

    @Test
    public void anotherAccountsIdIsTheSame404OnEveryRoute() {
        needFtp();
        String mine = create("shop-a", "ftp", "mine", ftpValues());
        String deleted = create("shop-a", "ftp", "deleted", ftpValues());
        api.delete(CONNECTIONS + "/" + deleted).expect(204);
        Api other = key("other account", "shop-b", ALL);
        List<Operation> operations = Operation.all(api).stream().filter(Operation::isOfConnection).toList();
        assertTrue(operations.toString(), operations.size() >= 9);
        for (Operation operation : operations) {
            Reply unknown = operation.send(other, NEVER_WAS, Map.of());
            assertEquals(operation + " " + unknown, 404, unknown.status());
            for (String hole : List.of(mine, deleted, "none", mine.toUpperCase(java.util.Locale.ROOT), "a".repeat(300))) {
                Reply reply = operation.send(other, hole, Map.of());
                assertEquals(operation + " with " + hole, unknown.toString(), reply.toString());
                assertEquals(operation + " with " + hole, names(unknown), names(reply));
            }
        }
        JsonNode left = api.get(CONNECTIONS + "/" + mine).expect(200).json();
        assertEquals("mine", left.get("label").asText());
        assertEquals("{\"set\":true}", left.at("/values/password").toString());
    }

    private static Set<String> names(Reply reply) {
        return new TreeSet<>(reply.headers().map().keySet());
    }

    @Test
    public void anotherAccountsKeyIsTheSame404() {
        key("mine", "shop-a", "read");
        JsonNode keys = api.get("/api/v1/admin/api-keys?limit=500").expect(200).json().get("items");
        String id = "";
        for (JsonNode key : keys) {
            id = key.get("label").asText().equals("mine") ? key.get("id").asText() : id;
        }
        Api other = key("other account", "shop-b", ALL);
        Reply known = other.delete("/api/v1/admin/api-keys/" + id).expect(404);
        Reply unknown = other.delete("/api/v1/admin/api-keys/" + "key_" + "a".repeat(26)).expect(404);
        assertEquals(unknown.toString(), known.toString());
        assertFalse(other.get("/api/v1/admin/api-keys?limit=500").expect(200).text().contains(id));
    }

    @Test
    public void listsExportsAndAuditShowNothingOfAnotherAccount() {
        String mine = create("shop-a", "api-key", "secretive", Map.of("key", "abc"));
        Api other = key("lists", "shop-b", ALL);
        String own = other.post(CONNECTIONS, draft("shop-b", "api-key", "own", Map.of("key", "abc"))).expect(201).json().get("id").asText();
        assertTrue(other.get(CONNECTIONS).expect(200).text().contains(own));
        for (String path : List.of(CONNECTIONS, CONNECTIONS + "?account=shop-a", CONNECTIONS + "?q=secretive", CONNECTIONS + "?deleted=true",
                CONNECTIONS + "/export", CONNECTIONS + "/export?account=shop-a", "/api/v1/admin/audit", "/api/v1/admin/audit?account=shop-a",
                "/api/v1/admin/audit?subject=" + mine, "/api/v1/admin/api-keys", "/api/v1/providers", "/api/v1/admin/bundles")) {
            Reply reply = other.get(path);
            assertTrue(path + " " + reply, reply.status() == 200 || reply.status() == 403);
            assertFalse(path, reply.text().contains(mine));
            assertFalse(path, reply.text().contains("secretive"));
        }
    }

    @Test
    public void nobodyCreatesForAnotherAccount() {
        Api other = key("creates", "shop-b", ALL);
        int before = count("shop-a");
        other.post(CONNECTIONS, draft("shop-a", "api-key", "smuggled", Map.of("key", "abc"))).expect(403);
        other.post(CONNECTIONS + "/test", draft("shop-a", "api-key", "smuggled", Map.of("key", "abc"))).expect(403);
        other.post("/api/v1/admin/api-keys", Map.of("label", "smuggled", "scopes", List.of("read"), "account", "shop-a")).expect(403);
        other.post("/api/v1/admin/api-keys", Map.of("label", "for all", "scopes", List.of("read"))).expect(403);
        assertEquals(before, count("shop-a"));
    }

    private int count(String account) {
        return api.get(CONNECTIONS + "?limit=500&account=" + account).expect(200).json().get("items").size();
    }

    @Test
    public void anIdempotencyKeyBelongsToItsCaller() {
        byte[] draft = "{\"account\":\"shop-c\",\"provider\":\"api-key\",\"label\":\"l\",\"values\":{\"key\":\"k\"}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "the-same");
        String first = createOnce(api, draft, headers);
        assertEquals(first, createOnce(api, draft, headers));
        assertNotEquals(first, createOnce(key("idempotent", "shop-c", ALL), draft, headers));
    }

    private static String createOnce(Api caller, byte[] draft, Map<String, String> headers) {
        return caller.send("POST", CONNECTIONS, BodyPublishers.ofByteArray(draft), headers).expect(201).json().get("id").asText();
    }

    @Test
    public void aCursorOfAnotherAccountLeadsNowhereNew() {
        for (int i = 0; i < 3; i++) {
            create("shop-a", "api-key", "paged " + i, Map.of("key", "abc"));
        }
        String cursor = api.get(CONNECTIONS + "?limit=1").expect(200).json().get("next").asText();
        Reply page = key("pages", "shop-b", ALL).get(CONNECTIONS + "?limit=100&cursor=" + Api.encode(cursor));
        assertTrue(page.toString(), page.status() == 200 || page.status() == 400);
        assertFalse(page.text().contains("shop-a"));
    }

    @Test
    public void everyRouteNeedsItsScope() {
        needFtp();
        String id = create("accounts", "ftp", "scoped", ftpValues());
        Map<Set<String>, Api> keys = new LinkedHashMap<>();
        int looked = 0;
        for (Operation operation : Operation.all(api)) {
            if (!operation.needsKey() || operation.isOfSession()) {
                continue;
            }
            assertFalse(operation + " names no scope", operation.scopes().isEmpty());
            Set<String> lacking = new TreeSet<>(operation.scopes());
            if (operation.id().equals("testNewConnection")) {
                lacking.add("write");
            }
            Api without = keys.computeIfAbsent(lacking, scopes -> key("without " + scopes, "", allBut(scopes)));
            for (String hole : List.of(id, "none")) {
                Reply reply = operation.send(without, hole, Map.of());
                assertEquals(operation + " " + reply, 403, reply.status());
                assertEquals("urn:patchbay:problem:forbidden", reply.json().get("type").asText());
            }
            looked++;
        }
        assertTrue("only " + looked + " routes", looked >= 20);
        assertEquals("scoped", api.get(CONNECTIONS + "/" + id).expect(200).json().get("label").asText());
    }

    private static String[] allBut(Set<String> scopes) {
        List<String> left = new ArrayList<>(List.of(ALL));
        left.removeAll(scopes);
        return left.toArray(String[]::new);
    }

    @Test
    public void nobodyGivesAScopeAwayThatHeDoesNotHave() {
        Api admin = key("admin only", "", "admin");
        admin.post("/api/v1/admin/api-keys", Map.of("label", "more", "scopes", List.of("credential:read"))).expect(403);
        admin.post("/api/v1/admin/api-keys", Map.of("label", "as much", "scopes", List.of("admin"))).expect(201);
    }

    @Test
    public void withoutAValidKeyEveryRouteIs401() {
        Api revoked = key("revoked", "", ALL);
        revoked.get("/api/v1/providers").expect(200);
        for (JsonNode each : api.get("/api/v1/admin/api-keys?limit=500").expect(200).json().get("items")) {
            if (each.get("label").asText().equals("revoked")) {
                api.delete("/api/v1/admin/api-keys/" + each.get("id").asText()).expect(204);
            }
        }
        Api expired = expired();
        for (Operation operation : Operation.all(api)) {
            for (Api caller : List.of(api.as(null), api.as("pbk_wrong"), api.as("pbk_" + "A".repeat(43)), revoked, expired)) {
                Reply reply = operation.send(caller, "none", stranger());
                if (operation.needsKey()) {
                    assertEquals(operation + " " + reply, 401, reply.status());
                    assertEquals("Bearer", reply.header("WWW-Authenticate"));
                    assertEquals("urn:patchbay:problem:unauthenticated", reply.json().get("type").asText());
                } else {
                    assertEquals(operation + " " + reply, 200, reply.status());
                }
            }
        }
    }

    private Api expired() {
        Api soon = api.as(api.post("/api/v1/admin/api-keys", Map.of("label", "expires", "scopes", List.of(ALL),
                "expiresAt", Instant.now().plusSeconds(3).toString())).expect(201).json().get("key").asText());
        Eventually.until("the key has expired", () -> soon.send("GET", "/api/v1/providers", BodyPublishers.noBody(), stranger()).status() == 401);
        return soon;
    }

    private Map<String, String> stranger() {
        strangers++;
        return Map.of("X-Forwarded-For", "198." + (18 + strangers / 65_536 % 2) + "." + strangers / 256 % 256 + "." + strangers % 256);
    }

    @Test
    public void anAddressThatKeepsTryingKeysIsToldToWaitButAValidKeyStillWorks() {
        Reply last = null;
        for (int i = 0; i < 60 && (last == null || last.status() == 401); i++) {
            last = api.as("pbk_wrong").send("GET", "/api/v1/providers", BodyPublishers.noBody(), Map.of("X-Forwarded-For", "203.0.113.7"));
        }
        assertEquals(429, last.status());
        assertFalse(last.header("Retry-After").isEmpty());
        api.send("GET", "/api/v1/providers", BodyPublishers.noBody(), Map.of("X-Forwarded-For", "203.0.113.7")).expect(200);
    }
}
