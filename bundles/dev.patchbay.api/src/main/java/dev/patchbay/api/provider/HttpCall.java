package dev.patchbay.api.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An HTTP request, as data. Immutable; each method gives a changed copy. {@code toString} shows method and host only. */
public final class HttpCall {
    /** One header line; a name may occur more than once. */
    public record Header(String name, String value) {
        /** Never the value: it may be a credential. */
        @Override
        public String toString() {
            return name;
        }
    }

    private final String method;
    private final URI uri;
    private final List<Header> headers;
    private final byte[] body;

    private HttpCall(String method, URI uri, List<Header> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** A request with any method and no body. */
    public static HttpCall of(String method, URI uri) {
        return new HttpCall(method, uri, List.of(), new byte[0]);
    }

    /** A GET. */
    public static HttpCall get(URI uri) {
        return of("GET", uri);
    }

    /** A POST with a body. */
    public static HttpCall post(URI uri, String contentType, String body) {
        return of("POST", uri).body(contentType, body);
    }

    /** With one more header; CR, LF and NUL are refused. */
    public HttpCall header(String name, String value) {
        if (name.isEmpty() || (name + value).chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("a header with a line break: " + name.replaceAll("[\\r\\n\\x00]", " "));
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpCall(method, uri, more, body);
    }

    /** With this body, in UTF-8. */
    public HttpCall body(String contentType, String text) {
        return new HttpCall(method, uri, headers, text.getBytes(StandardCharsets.UTF_8)).header("Content-Type", contentType);
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** The absolute URI. */
    public URI uri() {
        return uri;
    }

    /** The headers, in order. */
    public List<Header> headers() {
        return headers;
    }

    /** A copy of the body; empty where there is none. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
