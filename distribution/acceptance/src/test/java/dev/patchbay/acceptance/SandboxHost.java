package dev.patchbay.acceptance;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.Browser;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import dev.patchbay.testsupport.Reply;
import dev.patchbay.testsupport.WebPage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host with the sandbox in it, and what people and programs do with the two. Used by one thread. */
final class SandboxHost implements AutoCloseable {
    /** Where the sandbox is, whoever installs it. */
    /** Where the sandboxes of this test run listen, one after the other. */
    static final int PORT = Ports.free();
    static final String SANDBOX = "http://127.0.0.1:" + PORT;
    static final String CLIENT_ID = "sandbox-client";
    static final String CLIENT_SECRET = "sandbox-secret";
    static final String BUNDLE = Connections.BUNDLES + "/dev.patchbay.app.sandbox";
    static final String SESSIONS = "/api/v1/connect-sessions";
    static final String CLIENTS = "/api/v1/oauth-clients";

    private final HostProcess process;
    private final URI publicUrl;
    private final Api api;

    private SandboxHost(HostProcess process, URI publicUrl) {
        this.process = process;
        this.publicUrl = publicUrl;
        this.api = process.api();
    }

    /** Starts the host and installs the sandbox over HTTP. */
    static SandboxHost start(HostProcess.Plan plan, URI publicUrl) {
        SandboxHost host = new SandboxHost(plan.setting("public.url", publicUrl.toString()).setting("sandbox.port", String.valueOf(PORT)).start(), publicUrl);
        host.installSandbox();
        return host;
    }

    void installSandbox() {
        JsonNode installed = api.install(Distribution.integration("dev.patchbay.app.sandbox")).expect(201).json();
        assertEquals(installed.toString(), "[\"sandbox\"]", installed.path("providers").toString());
    }

    HostProcess process() {
        return process;
    }

    Api api() {
        return api;
    }

    URI publicUrl() {
        return publicUrl;
    }

    /** A browser nobody has used. */
    Browser browser() {
        return new Browser(publicUrl);
    }

    /** An OAuth client of the account for a method of the sandbox, with what the sandbox knows it by. */
    String client(String account, String method) {
        return api.post(CLIENTS, Map.of("account", account, "provider", "sandbox", "method", method, "label", "Sandbox " + method,
                "values", Map.of("clientId", CLIENT_ID, "clientSecret", CLIENT_SECRET))).expect(201).json().path("id").asText();
    }

    /** The link of a new session for the sandbox. */
    String link(String account) {
        return link(Map.of("account", account, "provider", "sandbox"));
    }

    /** The link of a new session. */
    String link(Map<String, ?> wanted) {
        return api.post(SESSIONS, wanted).expect(201).json().path("url").asText();
    }

    /** A link that connects again. */
    String reconnectLink(String connection) {
        return api.post(Connections.PATH + "/" + connection + "/reconnect").expect(201).json().path("url").asText();
    }

    /** Somebody opens a link; the session's page. */
    Browser opened(String link) {
        Browser browser = browser();
        browser.open(link).expect("works once");
        browser.press("Continue");
        return browser;
    }

    /** From a session's page to the sandbox's question. */
    static Browser leave(Browser browser) {
        browser.press("Connect Sandbox shop").expect("asks to act for you");
        return browser;
    }

    /** Says yes at the sandbox; the page after the way back. */
    static WebPage allow(Browser browser, String person) {
        browser.page().choose(person);
        return browser.press("Allow");
    }

    /** The whole way with a method that an OAuth client is there for; the connection's id. */
    String connected(String account, String person) {
        client(account, "oauth2");
        allow(leave(opened(link(account))), person).expect("is connected");
        return only(account);
    }

    /** Another way to connect is chosen on the page. */
    static Browser way(Browser browser, String method) {
        browser.page().choose(method);
        browser.press("Use this way");
        return browser;
    }

    List<JsonNode> list(String account) {
        JsonNode items = api.get(Connections.PATH + "?account=" + account).expect(200).json().path("items");
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        return all;
    }

    /** The id of the account's only connection. */
    String only(String account) {
        List<JsonNode> all = list(account);
        assertEquals(all.toString(), 1, all.size());
        return all.get(0).path("id").asText();
    }

    JsonNode get(String connection) {
        return api.get(Connections.PATH + "/" + connection).expect(200).json();
    }

    JsonNode credential(String connection) {
        return api.get(Connections.PATH + "/" + connection + "/credential").expect(200).json();
    }

    Reply refresh(String connection) {
        return api.post(Connections.PATH + "/" + connection + "/refresh");
    }

    /** What the timeline says, oldest first. */
    List<String> events(String connection) {
        JsonNode page = api.get(Connections.PATH + "/" + connection + "/events?limit=100").expect(200).json();
        List<String> types = new ArrayList<>(page.path("items").findValuesAsText("type"));
        Collections.reverse(types);
        return types;
    }

    /** What happened in the account's sessions, oldest first. */
    List<String> sessionEvents(String account) {
        List<String> actions = new ArrayList<>();
        api.get("/api/v1/admin/audit?account=" + account + "&limit=100").expect(200).json().path("items").forEach(entry -> {
            if (entry.path("action").asText().startsWith("connect-session.")) {
                actions.add(0, entry.path("action").asText().substring("connect-session.".length()));
            }
        });
        return actions;
    }

    /** What the sandbox's API answers to these headers. */
    static Reply me(Map<String, String> headers) {
        return new Api(URI.create(SANDBOX), null).send("GET", "/api/me", HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Who the sandbox takes the bearer of an access token for. */
    static JsonNode whoIs(String accessToken) {
        return me(Map.of("Authorization", "Bearer " + accessToken)).expect(200).json();
    }

    /** A person takes back at the sandbox what was allowed. */
    void revokeAtSandbox(String person) {
        Browser browser = browser();
        browser.open(SANDBOX + "/");
        browser.press("Revoke what " + person + " allowed").expect("Ended:");
    }

    /** Says what a step of the account is for, and what is bound to it; how it stands then. */
    String step(String account, Map<String, ?> binding) {
        String path = step(account);
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(new ObjectMapper().valueToTree(binding).toString());
        return api.send("PUT", path, body, Map.of("Content-Type", "application/json")).expect(200).json().path("state").asText();
    }

    /** The path of the account's step. */
    static String step(String account) {
        return "/api/v1/steps/orders/read?account=" + account;
    }

    /** Values for a body, in their order. */
    static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i].toString(), pairs[i + 1]);
        }
        return values;
    }

    @Override
    public void close() {
        process.close();
    }
}
