package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A declared test: one request with the credential injected, and what its JSON reply tells about the account at the app. Paths
 * are member names with dots between, array indexes are numbers: {@code data.shop.id}. Immutable; each method gives a changed copy.
 *
 * <p>URL and header templates hold {@code {field}} placeholders, never secrets: {@link Injection} adds those.
 */
public final class Probe {
    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final List<Integer> accepted;
    private String mediaType = "";
    private String body = "";
    private String expectedPath = "";
    private String expectedValue = "";
    private String accountId = "";
    private String accountLabel = "";
    private String scopes = "";
    private Map<String, String> captures = Map.of();

    private Probe(String method, String url, Map<String, String> headers, List<Integer> accepted) {
        this.method = method;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.accepted = List.copyOf(accepted);
    }

    private Probe changed(Map<String, String> otherHeaders, List<Integer> otherAccepted, Consumer<Probe> change) {
        Probe copy = new Probe(method, url, otherHeaders, otherAccepted);
        copy.mediaType = mediaType;
        copy.body = body;
        copy.expectedPath = expectedPath;
        copy.expectedValue = expectedValue;
        copy.accountId = accountId;
        copy.accountLabel = accountLabel;
        copy.scopes = scopes;
        copy.captures = captures;
        change.accept(copy);
        return copy;
    }

    private Probe changed(Consumer<Probe> change) {
        return changed(headers, accepted, change);
    }

    /** A GET. */
    public static Probe get(String url) {
        return new Probe("GET", url, Map.of(), List.of());
    }

    /** Any method. */
    public static Probe of(String method, String url) {
        return new Probe(method, url, Map.of(), List.of());
    }

    /** With a header. */
    public Probe header(String name, String template) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, template);
        return changed(more, accepted, p -> { });
    }

    /** Accepting this status, beside others so named, instead of every 2xx. */
    public Probe accept(int status) {
        List<Integer> more = new ArrayList<>(accepted);
        more.add(status);
        return changed(headers, more, p -> { });
    }

    /** With a body; a template as the headers are. */
    public Probe body(String type, String template) {
        return changed(p -> {
            p.mediaType = type;
            p.body = template;
        });
    }

    /** Passing only where the reply has this value, as text, at this path: for apps that answer 200 to everything. */
    public Probe expect(String path, String value) {
        return changed(p -> {
            p.expectedPath = path;
            p.expectedValue = value;
        });
    }

    /** With the paths of the account's id and of what a person calls it: so a reconnect knows another account. */
    public Probe account(String idPath, String labelPath) {
        return changed(p -> {
            p.accountId = idPath;
            p.accountLabel = labelPath;
        });
    }

    /** With the path of the granted scopes: a text, or an array of texts or of objects with a {@code handle}. */
    public Probe scopes(String path) {
        return changed(p -> p.scopes = path);
    }

    /** Keeping a value of the reply, by path, in a captured field when a connection is made. */
    public Probe capture(String path, Field<?> field) {
        Map<String, String> more = new TreeMap<>(captures);
        more.put(path, field.name());
        return changed(p -> p.captures = Map.copyOf(more));
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The template of the URL; without a scheme it stands below the definition's base URL. */
    public String url() {
        return url;
    }

    /** The templates of the headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The accepted statuses; empty for every 2xx. */
    public List<Integer> accepted() {
        return accepted;
    }

    /** The media type of the body; empty where there is none. */
    public String mediaType() {
        return mediaType;
    }

    /** The template of the body; empty where there is none. */
    public String body() {
        return body;
    }

    /** The path whose value decides; empty where only the status does. */
    public String expectedPath() {
        return expectedPath;
    }

    /** The value that is a success. */
    public String expectedValue() {
        return expectedValue;
    }

    /** The path of the account's id; empty where the reply has none. */
    public String accountId() {
        return accountId;
    }

    /** The path of the account's name; empty where the reply has none. */
    public String accountLabel() {
        return accountLabel;
    }

    /** The path of the granted scopes; empty where the reply has none. */
    public String scopes() {
        return scopes;
    }

    /** Fields by the path of the value they keep. */
    public Map<String, String> captures() {
        return captures;
    }
}
