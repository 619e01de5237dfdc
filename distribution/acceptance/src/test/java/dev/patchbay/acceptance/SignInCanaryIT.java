package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * What is secret in a sign-in, with everything logged and an app that repeats it in its errors: where does it turn up? All is
 * done once; each test looks at one place.
 */
public final class SignInCanaryIT {
    /** Every answer of the host, with what was asked. */
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();
    private static final List<Canary> SECRETS = new ArrayList<>();
    private static final List<String> CONNECTIONS = new ArrayList<>();
    private static final String JSON_SECRET = "\"clientSecret\"";

    private static CanaryApp app;
    private static HostProcess host;
    private static Api api;
    private static Path data;

    @BeforeClass
    public static void signInInEveryWay() throws Exception {
        app = new CanaryApp();
        data = Distribution.workFolder(SignInCanaryIT.class).resolve("data");
        int port = Ports.free();
        host = Distribution.host(data).port(port).setting("log.level", "trace").setting("public.url", "http://127.0.0.1:" + port).start();
        api = host.api();
        authorizationCode();
        device();
        clientCredentials();
        oauth1();
        useAndFail();
        crawl();
        app.secrets().forEach((kind, values) -> values.forEach(value -> SECRETS.add(Canary.of(kind, value))));
        host.kill(); // the write-ahead log stays, to be searched too
    }

    @AfterClass
    public static void stop() {
        host.close();
        app.close();
    }

    private static String secret(String kind) {
        Canary canary = new Canary(kind);
        SECRETS.add(canary);
        return canary.plain();
    }

    private static void client(String account, String provider, String method, Object... values) {
        Map<String, Object> all = SandboxHost.values(values);
        all.put("clientId", "our-client");
        all.put("clientSecret", secret("client secret"));
        keep("POST clients", api.post(SandboxHost.CLIENTS,
                Map.of("account", account, "provider", provider, "method", method, "label", "Canary", "values", all))).expect(201);
    }

    private static Browser opened(String account, String provider) {
        return opened(api.post(SandboxHost.SESSIONS, Map.of("account", account, "provider", provider)).expect(201));
    }

    private static Browser opened(Reply session) {
        String link = session.json().path("url").asText();
        SECRETS.add(Canary.of("link token", link.substring(link.lastIndexOf('/') + 1)));
        Browser browser = new Browser(host.address());
        browser.open(link);
        browser.press("Continue");
        browser.cookies().forEach(key -> SECRETS.add(Canary.of("cookie key", key)));
        return browser;
    }

    /** The person is done: what the host answered, and the connection there is now. */
    private static void done(Browser browser, String account) {
        keep(browser);
        JsonNode items = keep("list", api.get(Connections.PATH + "?account=" + account)).expect(200).json().path("items");
        items.forEach(item -> CONNECTIONS.add(item.path("id").asText()));
    }

    private static void keep(Browser browser) {
        browser.history().stream().filter(visit -> visit.address().toString().startsWith(host.address().toString()))
                .forEach(visit -> keep(visit.method() + " page " + visit.address().getPath(), visit.answer()));
    }

    private static Reply keep(String asked, Reply reply) {
        ANSWERS.put(ANSWERS.size() + " " + asked, reply.headers().map() + "\n" + reply.text());
        return reply;
    }

    private static void authorizationCode() {
        client("code", "oauth2", "authorization-code", "authorizeUrl", app.url("/authorize"), "tokenUrl", app.url("/token"),
                "revokeUrl", app.url("/revoke"), "endpoints", "entered");
        app.rude(true);
        Browser browser = opened("code", "oauth2");
        browser.page().fill("Test URL", app.url("/me"));
        browser.press("Connect OAuth 2.0").expect("What to do:");
        app.rude(false);
        browser.press("Try again");
        browser.press("Go on on another device");
        String shared = browser.page().value("Link");
        SECRETS.add(Canary.of("link token", shared.substring(shared.lastIndexOf('/') + 1)));
        browser.press("Go on here instead");
        browser.press("Connect OAuth 2.0").expect("is connected");
        done(browser, "code");
    }

    private static void device() {
        client("device", "oauth2", "device-code", "deviceUrl", app.url("/device"), "tokenUrl", app.url("/token"), "endpoints", "entered",
                "clientAuthentication", "body");
        Browser browser = SandboxHost.way(opened("device", "oauth2"), "Enter a code on another device (device flow)");
        browser.press("Connect OAuth 2.0").expect("ABCD-EFGH");
        dev.patchbay.testsupport.Eventually.until("the app has answered", () -> browser.reload().says("is connected"));
        done(browser, "device");
    }

    private static void clientCredentials() {
        Map<String, Object> draft = Map.of("account", "program", "provider", "oauth2", "method", "client-credentials", "label", "Program",
                "values", Map.of("clientId", "robot", "clientSecret", secret("client secret"), "tokenUrl", app.url("/token")));
        app.rude(true);
        keep("test of a draft", api.post(Connections.PATH + "/test", draft));
        app.rude(false);
        keep("create", api.post(Connections.PATH, draft)).expect(201);
        Browser browser = SandboxHost.way(opened("program", "oauth2"), "A client of its own, nobody signs in (client credentials)");
        browser.page().fill("Client ID", "robot").fill("Client secret", secret("client secret")).fill("Token URL", "no URL");
        browser.press("Connect OAuth 2.0").expect("One thing to correct");
        app.rude(true);
        browser.page().fill("Client secret", secret("client secret")).fill("Token URL", app.url("/token"));
        browser.press("Connect OAuth 2.0").expect("What to do:");
        app.rude(false);
        done(browser, "program");
    }

    private static void oauth1() {
        client("one", "oauth1", "oauth1", "requestTokenUrl", app.url("/request_token"), "authorizeUrl", app.url("/authorize1"),
                "accessTokenUrl", app.url("/access_token"));
        Browser browser = opened("one", "oauth1");
        browser.page().fill("API address", app.url(""));
        browser.press("Connect OAuth 1.0a").expect("is connected");
        done(browser, "one");
        keep("sign", api.post(Connections.PATH + "/" + CONNECTIONS.get(CONNECTIONS.size() - 1) + "/sign",
                Map.of("method", "GET", "url", app.url("/me")))).expect(200);
    }

    private static void useAndFail() {
        for (String id : CONNECTIONS) {
            String path = Connections.PATH + "/" + id;
            keep("credential", api.get(path + "/credential")).expect(200);
            keep("test", api.post(path + "/test"));
            keep("refresh", api.post(path + "/refresh"));
            app.rude(true);
            keep("failed refresh", api.post(path + "/refresh"));
            keep("failed test", api.post(path + "/test"));
            Reply link = api.post(path + "/reconnect");
            if (link.status() == 201) {
                keep(opened(link));
            }
            app.rude(false);
        }
    }

    /** Every GET route of the OpenAPI document with everything that has an id. */
    private static void crawl() {
        List<String> ids = new ArrayList<>(CONNECTIONS);
        api.get(SandboxHost.CLIENTS).expect(200).json().path("items").forEach(client -> ids.add(client.path("id").asText()));
        api.get("/openapi.json").expect(200).json().path("paths").properties().forEach(route -> {
            if (route.getValue().has("get") && !route.getKey().endsWith("/credential")) {
                for (String id : route.getKey().contains("{") ? ids : List.of("")) {
                    keep("GET " + route.getKey(), api.get(route.getKey().replaceAll("\\{\\w+}", id)));
                }
            }
        });
    }

    /** Where a secret of this kind has to be. */
    private static boolean belongs(String kind, String asked) {
        return switch (kind) {
            case "access token" -> asked.endsWith(" credential");
            case "OAuth 1 token" -> asked.endsWith(" credential") || asked.endsWith(" sign");
            /* where the person goes; the page that says so can be loaded again */
            case "state", "request token" -> asked.contains("page /connect/s/");
            case "link token" -> asked.contains("page /connect/");
            case "cookie key" -> asked.endsWith("POST page /connect");
            default -> false;
        };
    }

    private static List<String> found(String text, List<Canary> secrets) {
        return secrets.stream().flatMap(secret -> secret.formsIn(text).stream()).toList();
    }

    @Test
    public void everyKindOfSecretWasThere() {
        List<String> kinds = SECRETS.stream().map(Canary::toString).distinct().sorted().toList();
        assertEquals(List.of("OAuth 1 token", "OAuth 1 verifier", "access token", "client secret", "code", "cookie key", "device code",
                "link token", "refresh token", "request token", "state", "token secret", "verifier"), kinds);
        assertTrue("connections: " + CONNECTIONS, CONNECTIONS.size() >= 4);
    }

    @Test
    public void noAnswerHoldsASecretButTheOneItIsMeantFor() {
        assertTrue("answers: " + ANSWERS.size(), ANSWERS.size() > 150);
        ANSWERS.forEach((asked, answer) -> assertEquals(asked, List.of(),
                found(answer, SECRETS.stream().filter(secret -> !belongs(secret.toString(), asked)).toList())));
        assertTrue("they are found where they belong", ANSWERS.entrySet().stream()
                .anyMatch(e -> e.getKey().endsWith(" credential") && !found(e.getValue(), SECRETS).isEmpty()));
        assertTrue("nor where a client is shown", ANSWERS.values().stream().anyMatch(answer -> answer.contains(JSON_SECRET)));
    }

    @Test
    public void noLogLineHoldsASecretEvenAtTrace() {
        String output = host.output();
        assertTrue("everything is logged", output.contains(" TRACE ") && output.contains(" DEBUG "));
        List<Canary> all = new ArrayList<>(SECRETS);
        all.add(Canary.of("the API key", host.firstKey()));
        output.lines().forEach(line -> assertEquals(line, List.of(), found(line, all)));
    }

    @Test
    public void noFileHoldsASecret() throws IOException {
        List<Path> files = Distribution.files(data);
        assertTrue("database, logs, cache: " + files.size(), files.size() > 50);
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertEquals(file.toString(), List.of(), found(content, SECRETS));
        }
    }
}
