package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A declared test: one request with the credential injected. Immutable; each method gives a changed copy.
 *
 * <p>URL and header templates hold {@code {field}} placeholders, never secrets: {@link Injection} adds those.
 */
public final class Probe {
    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final List<Integer> accepted;

    private Probe(String method, String url, Map<String, String> headers, List<Integer> accepted) {
        this.method = method;
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.accepted = List.copyOf(accepted);
    }

    /** A GET. */
    public static Probe get(String url) {
        return new Probe("GET", url, Map.of(), List.of());
    }

    /** Any method, without a body. */
    public static Probe of(String method, String url) {
        return new Probe(method, url, Map.of(), List.of());
    }

    /** With a header. */
    public Probe header(String name, String template) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, template);
        return new Probe(method, url, more, accepted);
    }

    /** Accepting this status, beside others so named, instead of every 2xx. */
    public Probe accept(int status) {
        List<Integer> more = new ArrayList<>(accepted);
        more.add(status);
        return new Probe(method, url, headers, more);
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
}
