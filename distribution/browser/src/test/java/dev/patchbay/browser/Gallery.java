package dev.patchbay.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.practice.PracticeFtpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A host in which something happened, and the pages on which it can be seen. Used by one thread. */
final class Gallery {
    /**
     * A page.
     *
     * @param name of its pictures
     * @param address within the host
     * @param presses what is pressed there before it is looked at
     * @param gone whether it is about something that is not there: the browser logs the host's answer to that
     */
    record Page(String name, String address, List<String> presses, boolean gone) {
        Page(String name, String address, String... presses) {
            this(name, address, List.of(presses), false);
        }

        static Page gone(String name, String address) {
            return new Page(name, address, List.of(), true);
        }
    }

    private static final String ACCOUNT = "demo";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ShownHost host;
    private final PracticeFtpServer ftp;
    private final Chromium chromium;
    private final List<Page> connectPages = new ArrayList<>();
    private String client = "";
    private String carrier = "";
    private String feed = "";
    private String shop = "";

    private Gallery(ShownHost host, PracticeFtpServer ftp, Chromium chromium) {
        this.host = host;
        this.ftp = ftp;
        this.chromium = chromium;
    }

    /** Lets happen what is to be seen; somebody goes through the connect pages in this browser. */
    static Gallery fill(ShownHost host, PracticeFtpServer ftp, Chromium chromium) {
        Gallery gallery = new Gallery(host, ftp, chromium);
        gallery.store();
        gallery.connect();
        gallery.bind();
        return gallery;
    }

    private void store() {
        host.installSandbox();
        host.api().install(ShownHost.integration("dev.patchbay.app.ftp")).expect(201);
        put("/api/v1/accounts/" + ACCOUNT, Map.of("label", "Harbour Supplies",
                "branding", Map.of("name", "Harbour Supplies", "color", "#7a2e52"), "notRequired", List.of("builtin")));
        client = host.sandboxClient(ACCOUNT);
        carrier = host.connection(ACCOUNT, "api-key", "Carrier rates", Map.of("key", "k-123"));
        host.connection("nordlager", "key-secret", "Tax tables", Map.of("key", "k", "secret", "s"));
        feed = host.connection(ACCOUNT, "ftp", "Supplier feed", ftp(ftp.password()));
        test(feed);
        test(host.connection(ACCOUNT, "ftp", "Old feed", ftp("changed-meanwhile")));
    }

    private Map<String, Object> ftp(String password) {
        return Map.of("host", PracticeFtpServer.HOST, "port", ftp.port(), "encryption", "none",
                "username", PracticeFtpServer.USER, "password", password);
    }

    private void test(String connection) {
        host.api().post("/api/v1/connections/" + connection + "/test").expect(200);
    }

    private void put(String path, Map<String, ?> body) {
        ObjectNode json = JSON.valueToTree(body);
        host.api().send("PUT", path, BodyPublishers.ofString(json.toString()), Map.of("Content-Type", "application/json")).expect(200);
    }

    private String link(Map<String, ?> wanted) {
        return host.api().post("/api/v1/connect-sessions", wanted).expect(201).json().get("url").asText();
    }

    /** The page behind a link, which is traded for this browser's key. */
    private String opened(Map<String, ?> wanted) {
        chromium.go(link(wanted));
        Hand.MOUSE.press(chromium, "Continue");
        chromium.sees("This page is open until");
        return chromium.driver().getCurrentUrl();
    }

    private void connect() {
        Map<String, String> sandbox = Map.of("account", ACCOUNT, "provider", "sandbox");
        connectPages.add(new Page("connect-start", link(sandbox)));
        connectPages.add(new Page("connect-choose", opened(Map.of("account", ACCOUNT))));
        connectPages.add(new Page("connect-form", opened(Map.of("account", ACCOUNT, "provider", "ftp"))));
        String faulty = opened(Map.of("account", ACCOUNT, "provider", "ftp"));
        Hand.MOUSE.type(chromium, "Server", "ftp://not a name");
        Hand.MOUSE.press(chromium, "Connect FTP server");
        chromium.sees("One thing to correct");
        connectPages.add(new Page("connect-faults", faulty));
        connectPages.add(new Page("connect-sign-in", opened(sandbox)));
        String done = opened(sandbox);
        Hand.MOUSE.press(chromium, "Connect Sandbox shop");
        Hand.MOUSE.press(chromium, "Bob");
        Hand.MOUSE.press(chromium, "Allow");
        chromium.sees("is connected");
        connectPages.add(new Page("connect-done", done));
        String stopped = opened(sandbox);
        Hand.MOUSE.press(chromium, "Cancel");
        chromium.sees("Nothing was stored");
        connectPages.add(new Page("connect-stopped", stopped));
        connectPages.add(Page.gone("connect-ended", "/connect/s/ended-long-ago"));
        shop = host.api().get("/api/v1/connections?provider=sandbox").expect(200).json().at("/items/0/id").asText();
    }

    /** Steps use them; then the app takes back what it allowed. */
    private void bind() {
        String steps = "/api/v1/steps/order-to-warehouse/%s?account=" + ACCOUNT;
        put(steps.formatted("upload"), Map.of("connection", feed));
        put(steps.formatted("read"), Map.of("connection", shop));
        put("/api/v1/steps/returns/refund?account=" + ACCOUNT, Map.of("connection", shop));
        chromium.go(ShownHost.SANDBOX + "/");
        Hand.MOUSE.press(chromium, "Revoke what Bob allowed");
        chromium.sees("Ended:");
        test(shop);
        chromium.complaints();
        chromium.requests();
    }

    /** What an operator sees. */
    List<Page> operatorPages() {
        return List.of(
                new Page("connections", "/console/connections"),
                new Page("connections-nothing", "/console/connections?q=nothing-like-this"),
                new Page("connection", "/console/connection/" + feed),
                new Page("connection-reconnect", "/console/connection/" + shop),
                new Page("connection-edit", "/console/connection/" + carrier, "Edit"),
                new Page("connection-delete", "/console/connection/" + feed, "Delete…"),
                Page.gone("connection-gone", "/console/connection/con_none"),
                new Page("add", "/console/add"),
                new Page("add-ftp", "/console/add/ftp?account=" + ACCOUNT),
                new Page("add-sandbox", "/console/add/sandbox?account=" + ACCOUNT),
                new Page("integrations", "/console/integrations"),
                new Page("integrations-paste", "/console/integrations", "Paste JSON"),
                new Page("clients", "/console/clients"),
                new Page("client", "/console/clients/" + client),
                new Page("client-new", "/console/clients/new"),
                new Page("keys", "/console/keys"),
                new Page("keys-new", "/console/keys", "Make a key"),
                new Page("accounts", "/console/accounts"),
                new Page("account", "/console/accounts/" + ACCOUNT),
                new Page("audit", "/console/audit"),
                new Page("health", "/console/health"),
                new Page("settings", "/console/settings"),
                new Page("nothing", "/console/nothing-here"),
                new Page("demo", "/console/demo"));
    }

    /** What a person sees whom somebody sent a link to connect. */
    List<Page> connectPages() {
        return List.copyOf(connectPages);
    }

    /** What a merchant sees; the browser has to have the account's session. */
    List<Page> merchantPages() {
        return List.of(
                new Page("merchant-connections", "/console/connections"),
                new Page("merchant-connection", "/console/connection/" + shop),
                new Page("merchant-add", "/console/add"));
    }

    /** The link of the merchant's session. */
    String merchantLink() {
        return host.accountLink(ACCOUNT);
    }
}
