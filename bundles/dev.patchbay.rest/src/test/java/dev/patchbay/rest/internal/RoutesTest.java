package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Before;
import org.junit.Test;

/** Each route once, with its whole body. */
public class RoutesTest {
    private static final String CONNECTION = "{\"id\":\"con_1\",\"account\":\"acme\",\"provider\":\"ftp\",\"method\":\"login\","
            + "\"label\":\"Täglich\",\"status\":\"failing\","
            + "\"values\":{\"host\":\"files.example\",\"port\":21,\"password\":{\"set\":true}},"
            + "\"schemaVersion\":1,\"createdAt\":\"2026-01-02T03:04:05Z\",\"updatedAt\":\"2026-01-02T03:04:05Z\","
            + "\"reason\":\"UNREACHABLE\",\"lastTest\":{\"at\":\"2026-01-02T03:04:05Z\",\"passed\":false,\"reason\":\"UNREACHABLE\"},\"uses\":0}";
    private static final String PROVIDER = "{\"id\":\"ftp\",\"label\":\"FTP\",\"description\":\"Moves files.\",\"category\":\"files\","
            + "\"methods\":[{\"id\":\"login\",\"label\":\"Login\",\"auth\":\"stored-fields\"}],"
            + "\"capabilities\":[\"files\",\"test\"],\"icon\":true,\"bundle\":\"dev.patchbay.app.ftp\",\"bundleVersion\":\"0.1.0\","
            + "\"available\":false,\"problem\":\"Being updated.\"";
    private static final String BUNDLE = "{\"symbolicName\":\"dev.patchbay.app.ftp\",\"version\":\"0.1.0\",\"state\":\"ACTIVE\","
            + "\"providers\":[\"ftp\"],\"digest\":\"sha256:00\",\"trust\":\"open\",\"origin\":\"installed\"}";
    private static final String API_KEY = "{\"id\":\"key_1\",\"label\":\"tests\",\"scopes\":[\"read\",\"credential:read\"],"
            + "\"account\":\"acme\",\"createdAt\":\"2026-01-02T03:04:05Z\",\"expiresAt\":\"2026-01-02T03:04:05Z\"";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(body, answer.body());
        assertEquals(status, answer.statusCode());
    }

    private void assertNoted(String... calls) {
        assertEquals(List.of(calls), List.copyOf(host.fake.calls));
    }

    @Test
    public void providersAreListedAsRows() throws Exception {
        assertAnswer(200, "{\"items\":[" + PROVIDER + ",\"translations\":{\"de\":{\"label\":\"FTP-Server\",\"methods.login.label\":\"Anmeldung\"}}}],\"next\":null}",
                host.get("/api/v1/providers?q=f&category=files&auth=none"));
        assertNoted("providers ProviderQuery[words=f, category=files, auth=none]");
    }

    @Test
    public void aProviderIsShownWithItsDefinition() throws Exception {
        assertAnswer(200, PROVIDER + ",\"toMigrate\":12,\"waitsForApproval\":true,\"definition\":{\"id\":\"ftp\"}}", host.get("/api/v1/providers/ftp"));
    }

    @Test
    public void aDrawingIsSentAsAnImageInWhichNothingRuns() throws Exception {
        HttpResponse<String> answer = host.get("/api/v1/providers/ftp/icon");
        assertAnswer(200, "<svg/>", answer);
        assertEquals("image/svg+xml", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("default-src 'none'; style-src 'unsafe-inline'; sandbox",
                answer.headers().firstValue("Content-Security-Policy").orElse(""));
        assertEquals("what is no image is not sent", 404, host.get("/api/v1/providers/login/icon").statusCode());
    }

    @Test
    public void connectionsAreListedByPage() throws Exception {
        HttpResponse<String> answer = host.get(
                "/api/v1/connections?account=a%20b&provider=ftp&status=reconnect&q=t%C3%A4&deleted=true&limit=7&cursor=x&sort=label");
        assertAnswer(200, "{\"items\":[" + CONNECTION + "],\"next\":\"abc\"}", answer);
        assertNoted("list ConnectionQuery[account=a b, provider=ftp, status=RECONNECT, words=tä, deleted=true, order=LABEL, limit=7, cursor=x]");
    }

    @Test
    public void connectionsAreCountedByStatusAndProvider() throws Exception {
        assertAnswer(200, "{\"total\":3,\"byStatus\":{\"pending\":0,\"ready\":2,\"reconnect\":0,\"failing\":0,\"unavailable\":1},"
                + "\"byProvider\":[{\"provider\":\"ftp\",\"label\":\"FTP\",\"count\":3}]}",
                host.get("/api/v1/connections/summary?account=acme&provider=ftp&q=t%C3%A4"));
        assertNoted("summary acme ftp tä");
    }

    @Test
    public void aConnectionIsReadWithItsEntityTag() throws Exception {
        HttpResponse<String> answer = host.get("/api/v1/connections/con_1");
        assertAnswer(200, CONNECTION, answer);
        assertEquals("\"3\"", answer.headers().firstValue("ETag").orElse(""));
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    public void aConnectionIsCreatedOnceForAnIdempotencyKey() throws Exception {
        String body = "{\"account\":\"acme\",\"provider\":\"ftp\",\"label\":\"x\",\"values\":{\"port\":21,\"tls\":null,\"list\":[1.5,true]}}";
        HttpResponse<String> answer = host.send(host.authorized("POST", "/api/v1/connections", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json; charset=UTF-8").header("Idempotency-Key", "k-1"));
        assertEquals(201, answer.statusCode());
        assertEquals("/api/v1/connections/con_2", answer.headers().firstValue("Location").orElse(""));
        assertEquals("\"1\"", answer.headers().firstValue("ETag").orElse(""));
        assertEquals("\"warnings\":[{\"field\":\"values.password\",\"code\":\"white-space\",\"message\":\"It ends with white space.\"}]}",
                answer.body().substring(answer.body().indexOf("\"warnings\"")));
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest(body.getBytes(StandardCharsets.UTF_8))).substring(0, 8);
        assertNoted("create ConnectionDraft[account=acme, provider=ftp, method=null, label=x, values=RawValues[port, tls, list],"
                + " client=null, step=null]"
                + "{port=21, tls=null, list=[1.5, true]} once k-1 " + digest);
    }

    @Test
    public void anEditCarriesTheVersionTheCallerSaw() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("PATCH", "/api/v1/connections/con_1",
                BodyPublishers.ofString("{\"label\":\"y\"}")).header("Content-Type", "application/json").header("If-Match", "\"3\""));
        assertAnswer(200, CONNECTION, answer);
        assertNoted("edit con_1 ConnectionEdit[label=y, values=RawValues[], expectedVersion=3]{}");
    }

    @Test
    public void aDeletionSaysHow() throws Exception {
        assertAnswer(204, "", host.send(host.authorized("DELETE", "/api/v1/connections/con_1?force=true&now=true",
                BodyPublishers.noBody()).header("If-Match", "*")));
        assertNoted("delete con_1 force=true now=true version=null");
    }

    @Test
    public void aDeletionIsTakenBack() throws Exception {
        assertAnswer(200, CONNECTION, host.send(host.authorized("POST", "/api/v1/connections/con_1/restore", BodyPublishers.noBody())));
        assertNoted("restore con_1");
    }

    @Test
    public void theExportHoldsEveryConnection() throws Exception {
        assertAnswer(200, "{\"connections\":[" + CONNECTION + "," + CONNECTION.replace("con_1", "con_2") + "]}",
                host.get("/api/v1/connections/export?secrets=false"));
    }

    @Test
    public void theCredentialIsRevealedAndNotStored() throws Exception {
        HttpResponse<String> answer = host.get("/api/v1/connections/con_1/credential");
        assertAnswer(200, "{\"provider\":\"ftp\",\"method\":\"login\",\"auth\":\"stored-fields\",\"values\":{\"password\":\"canary-7f3a\"},"
                + "\"accessToken\":\"at-canary-7f3a\",\"expiresAt\":\"2026-01-02T03:04:05Z\"}", answer);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    public void theCredentialIsTheSameWithAndWithoutJersey() throws Exception {
        HttpResponse<String> direct = host.get("/api/v1/connections/con_1/credential");
        for (HttpResponse<String> other : List.of(
                host.get("/api/v1/connections/con%5F1/credential"),
                host.send(host.authorized("GET", "/api/v1/connections/con_1/credential", BodyPublishers.noBody())
                        .header("Accept", "text/html;q=0.5, application/json")))) {
            assertEquals(direct.body(), other.body());
            assertEquals(direct.statusCode(), other.statusCode());
            assertEquals(headers(direct), headers(other));
        }
        assertEquals(406, host.send(host.authorized("GET", "/api/v1/connections/con_1/credential", BodyPublishers.noBody())
                .header("Accept", "text/html")).statusCode());
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(Set.of("x-request-id", "date"));
        return headers;
    }

    @Test
    public void testsAnswerWithTheirSteps() throws Exception {
        assertAnswer(200, "{\"passed\":null,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"}]}",
                host.json("POST", "/api/v1/connections/test", "{\"account\":\"acme\",\"provider\":\"ftp\",\"values\":{}}"));
        assertAnswer(200, "{\"passed\":false,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"},{\"name\":\"List\",\"mark\":\"FAILED\","
                + "\"failure\":{\"reason\":\"PERMISSION_MISSING\",\"message\":\"No \\\"list\\\" here.\"}}]}",
                host.send(host.authorized("POST", "/api/v1/connections/con_1/test", BodyPublishers.noBody())));
    }

    @Test
    public void bundlesAreShownAndRemoved() throws Exception {
        assertAnswer(200, "{\"items\":[" + BUNDLE + "],\"next\":null,"
                + "\"trust\":{\"policy\":\"open\",\"accepting\":true,\"detail\":\"Anything.\"}}", host.get("/api/v1/admin/bundles"));
        assertAnswer(200, BUNDLE, host.get("/api/v1/admin/bundles/dev.patchbay.app.ftp"));
        assertAnswer(204, "", host.send(host.authorized("DELETE", "/api/v1/admin/bundles/dev.patchbay.app.ftp", BodyPublishers.noBody())));
        assertNoted("uninstall dev.patchbay.app.ftp");
    }

    @Test
    public void aJarIsInstalledFromTheBody() throws Exception {
        String digest = "AB".repeat(32);
        HttpResponse<String> answer = host.send(host.authorized("POST", "/api/v1/admin/bundles?sha256=" + digest,
                BodyPublishers.ofByteArray(new byte[70_000])).header("Content-Type", "application/java-archive"));
        assertAnswer(201, BUNDLE, answer);
        assertEquals("/api/v1/admin/bundles/dev.patchbay.app.ftp", answer.headers().firstValue("Location").orElse(""));
        assertNoted("install 70000 bytes " + "ab".repeat(32));
    }

    @Test
    public void aJarIsInstalledFromAForm() throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"jar\"; filename=\"x.jar\"\r\n\r\n12345\r\n--b--\r\n";
        assertAnswer(201, BUNDLE, host.send(host.authorized("POST", "/api/v1/admin/bundles", BodyPublishers.ofString(form))
                .header("Content-Type", "multipart/form-data; boundary=b")));
        assertNoted("install 5 bytes null");
    }

    @Test
    public void aBundleIsInstalledFromWhereTheBodySays() throws Exception {
        String digest = "AB".repeat(32);
        host.json("POST", "/api/v1/admin/bundles", "{\"name\":\"slack\"}");
        host.json("POST", "/api/v1/admin/bundles", "{\"url\":\"https://r.example/a.jar\",\"sha256\":\"" + digest + "\"}");
        host.json("POST", "/api/v1/admin/bundles", "{\"coordinates\":\"g:a:1\"}");
        assertAnswer(201, BUNDLE, host.send(host.authorized("POST", "/api/v1/admin/bundles", BodyPublishers.ofString("{\"id\":1}"))
                .header("Content-Type", "application/vnd.patchbay.connection+json")));
        assertNoted("install Named[name=slack] null", "install Address[uri=https://r.example/a.jar] " + "ab".repeat(32),
                "install g:a:1 null", "install 8 bytes null");
    }

    @Test
    public void sourcesThatAreNoneAreRefusedFieldByField() throws Exception {
        assertFields("name one-of", host.json("POST", "/api/v1/admin/bundles", "{}"));
        assertFields("url one-of", host.json("POST", "/api/v1/admin/bundles", "{\"name\":\"a\",\"coordinates\":\"g:a:1\"}"));
        assertFields("url format", host.json("POST", "/api/v1/admin/bundles", "{\"url\":\"file:///etc/passwd\"}"));
        assertFields("coordinates format, sha256 format, x unknown",
                host.json("POST", "/api/v1/admin/features", "{\"coordinates\":\"g:a\",\"sha256\":\"1\",\"x\":1}"));
        assertNoted();
    }

    private static void assertFields(String fieldsAndCodes, HttpResponse<String> answer) throws Exception {
        assertEquals(422, answer.statusCode());
        java.util.List<String> found = new java.util.ArrayList<>();
        Json.MAPPER.readTree(answer.body()).get("errors").forEach(e -> found.add(e.get("field").asText() + " " + e.get("code").asText()));
        found.sort(null);
        assertEquals(fieldsAndCodes, String.join(", ", found));
    }

    @Test
    public void aBundleIsUpdated() throws Exception {
        String updated = "{\"symbolicName\":\"dev.patchbay.app.ftp\",\"version\":\"0.2.0\",\"state\":\"ACTIVE\",\"providers\":[\"ftp\"],"
                + "\"digest\":\"sha256:01\",\"trust\":\"signed\",\"signer\":\"sha256:02\",\"origin\":\"installed\",\"features\":[\"g:a\"],"
                + "\"rollback\":{\"version\":\"0.1.0\",\"until\":\"2030-01-31T00:00:00Z\"},"
                + "\"waiting\":[{\"provider\":\"ftp\",\"hosts\":[\"b.example\"],\"endpoints\":[],\"scopes\":[\"write\"]}]}";
        assertAnswer(200, updated, host.send(host.authorized("PUT", "/api/v1/admin/bundles/a.b",
                BodyPublishers.ofByteArray(new byte[3])).header("Content-Type", "application/octet-stream")));
        assertAnswer(200, updated, host.send(host.authorized("PUT", "/api/v1/admin/bundles/a.b?approve=true",
                BodyPublishers.ofByteArray(new byte[3])).header("Content-Type", "application/octet-stream")));
        assertNoted("update a.b 3 bytes false", "update a.b 3 bytes true");
    }

    @Test
    public void aDryRunAnswersWithTheForecastAndUpdatesNothing() throws Exception {
        assertAnswer(200, "{\"symbolicName\":\"a.b\",\"fromVersion\":\"0.1.0\",\"toVersion\":\"0.2.0\",\"refreshed\":[\"a.b\"],"
                + "\"addedProviders\":[\"sftp\"],\"removedProviders\":[],\"providers\":[{\"provider\":\"ftp\",\"fromVersion\":1,\"toVersion\":2,"
                + "\"connections\":3,\"changedFields\":[\"user\"],\"unfit\":1,\"firstUnfit\":[{\"connection\":\"con_1\",\"account\":\"acme\","
                + "\"label\":\"One\",\"errors\":[{\"field\":\"values.user\",\"code\":\"required\",\"message\":\"Enter it.\"}]}],"
                + "\"example\":{\"connection\":\"con_2\",\"label\":\"Two\",\"before\":{\"a\":\"x\"},\"after\":{\"b\":\"x\"}},"
                + "\"addedHosts\":[\"b.example\"],\"addedEndpoints\":[],\"addedScopes\":[],\"missingMethods\":[]}]}",
                host.send(host.authorized("PUT", "/api/v1/admin/bundles/a.b?dryRun=true", BodyPublishers.ofByteArray(new byte[3]))
                        .header("Content-Type", "application/java-archive")));
        assertNoted("forecast a.b 3 bytes");
    }

    @Test
    public void aBundleIsRolledBackOrItsRollbackClosed() throws Exception {
        assertAnswer(200, BUNDLE, host.send(host.authorized("POST", "/api/v1/admin/bundles/a.b/rollback", BodyPublishers.noBody())));
        assertAnswer(200, BUNDLE, host.send(host.authorized("POST", "/api/v1/admin/bundles/a.b/close-rollback", BodyPublishers.noBody())));
        assertNoted("rollback a.b", "close rollback a.b");
    }

    @Test
    public void featuresAreShownInstalledAndRemoved() throws Exception {
        String feature = "{\"id\":\"g:crm\",\"version\":\"1.0.0\",\"name\":\"CRM\",\"bundles\":[{\"symbolicName\":\"a.b\",\"version\":\"1.0.0\","
                + "\"library\":false},{\"symbolicName\":\"a.lib\",\"version\":\"2.0.0\",\"library\":true}],\"digest\":\"sha256:00\","
                + "\"installedAt\":\"2026-01-02T03:04:05Z\"}";
        assertAnswer(200, "{\"items\":[" + feature + "],\"next\":null}", host.get("/api/v1/admin/features"));
        assertAnswer(200, feature, host.get("/api/v1/admin/features/g:crm"));
        HttpResponse<String> made = host.send(host.authorized("POST", "/api/v1/admin/features", BodyPublishers.ofByteArray(new byte[9]))
                .header("Content-Type", "application/zip"));
        assertAnswer(201, feature, made);
        assertEquals("/api/v1/admin/features/g:crm", made.headers().firstValue("Location").orElse(""));
        host.json("POST", "/api/v1/admin/features", "{\"feature-resource-version\":\"1.0\"}");
        host.json("POST", "/api/v1/admin/features", "{\"name\":\"apps-crm\"}");
        host.json("POST", "/api/v1/admin/features?approve=true", "{\"name\":\"apps-crm\"}");
        host.send(host.authorized("DELETE", "/api/v1/admin/features/g:crm", BodyPublishers.noBody()));
        assertNoted("install feature 9 bytes null", "install feature 34 bytes null", "install feature Named[name=apps-crm] null",
                "install feature Named[name=apps-crm] null approved", "uninstall feature g:crm");
    }

    @Test
    public void whatAFeatureWouldDoIsSaidInsteadOfDone() throws Exception {
        assertAnswer(200, "{\"id\":\"g:crm\",\"name\":\"CRM\",\"fromVersion\":\"1.0.0\",\"toVersion\":\"1.1.0\",\"updated\":[{\"symbolicName\":\"a.b\","
                + "\"fromVersion\":\"1.0.0\",\"toVersion\":\"1.1.0\",\"refreshed\":[\"a.b\"],\"addedProviders\":[],\"removedProviders\":[],"
                + "\"providers\":[]}],\"added\":[{\"symbolicName\":\"a.lib\",\"version\":\"2.1.0\",\"library\":true}],\"removed\":[{\"symbolicName\":"
                + "\"a.lib\",\"version\":\"2.0.0\",\"library\":true}],\"addedProviders\":[\"crm\"],\"removedProviders\":[\"old-crm\"]}",
                host.json("POST", "/api/v1/admin/features?dryRun=true", "{\"name\":\"apps-crm\"}"));
        assertEquals(400, host.json("POST", "/api/v1/admin/features?dryRun=perhaps", "{\"name\":\"apps-crm\"}").statusCode());
        assertNoted("forecast feature Named[name=apps-crm] null");
    }

    @Test
    public void availableAppsAreListed() throws Exception {
        assertAnswer(200, "{\"items\":[{\"id\":\"ftp\",\"label\":\"FTP\",\"description\":\"Files\",\"category\":\"files\","
                + "\"symbolicName\":\"dev.patchbay.app.ftp\",\"version\":\"0.1.0\"}],\"next\":null}",
                host.get("/api/v1/admin/available?q=ft&category=files"));
        assertNoted("available ft files");
    }

    @Test
    public void apiKeysAreListedMadeAndRevoked() throws Exception {
        assertAnswer(200, "{\"items\":[" + API_KEY + "}],\"next\":null}", host.get("/api/v1/admin/api-keys?limit=2"));
        assertAnswer(201, API_KEY + ",\"key\":\"pbk_new\"}", host.json("POST", "/api/v1/admin/api-keys",
                "{\"label\":\"ci\",\"scopes\":[\"read\",\"bundles:install\"],\"account\":null,\"expiresAt\":\"2030-01-01T01:00:00+01:00\"}"));
        assertAnswer(204, "", host.send(host.authorized("DELETE", "/api/v1/admin/api-keys/key_1", BodyPublishers.noBody())));
        assertNoted("create key ApiKeyRequest[label=ci, scopes=[READ, BUNDLES_INSTALL], account=null, expiresAt=2030-01-01T00:00:00Z]",
                "revoke key_1");
    }

    @Test
    public void accountsAreListedWithTheNumberOfTheirConnections() throws Exception {
        assertAnswer(200, "{\"items\":[{\"id\":\"acme\",\"label\":\"acme\",\"branding\":{},\"notRequired\":[],\"connections\":7}],"
                + "\"next\":\"n\"}", host.get("/api/v1/accounts?q=ac&limit=3&cursor=x"));
        assertNoted("accounts Query[words=ac, limit=3, cursor=x]");
    }

    @Test
    public void theAuditIsListedAndVerified() throws Exception {
        assertAnswer(200, "{\"items\":[{\"seq\":7,\"at\":\"2026-01-02T03:04:05Z\",\"caller\":\"key_1\",\"callerLabel\":\"tests\","
                + "\"address\":\"127.0.0.1\",\"action\":\"connection.create\",\"subject\":\"con_1\",\"account\":\"acme\","
                + "\"detail\":{\"provider\":\"ftp\"},\"count\":2}],\"next\":\"c\"}",
                host.get("/api/v1/admin/audit?account=acme&subject=con_1&action=connection.create&limit=1&cursor=z"));
        assertAnswer(200, "{\"intact\":true,\"checked\":7,\"detail\":\"Every entry is right.\"}", host.get("/api/v1/admin/audit/verify"));
    }

    @Test
    public void headAnswersLikeGetWithoutABody() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("HEAD", "/api/v1/connections/con_1", BodyPublishers.noBody()));
        assertAnswer(200, "", answer);
        assertEquals("\"3\"", answer.headers().firstValue("ETag").orElse(""));
    }
}
