package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the head of an HTTP/1.1 request (RFC 9112). The fields that decide where a message ends or goes are the host's. */
final class RequestHead {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t -~\\x80-\\xFF]*");
    private static final Set<String> OWN = Set.of("host", "connection", "keep-alive", "proxy-connection", "proxy-authorization",
            "content-length", "transfer-encoding", "te", "trailer", "upgrade", "expect", "accept-encoding");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private RequestHead() { }

    /**
     * The bytes of the head.
     *
     * @param proxy the proxy that gets the request itself; null on the direct way and inside a tunnel
     * @throws ConnectionFailure {@code INVALID_INPUT} where method or a header cannot stand in a request
     */
    static byte[] of(HttpCall call, HttpTarget to, int bodyLength, @Nullable ProxyServer proxy) {
        if (!TOKEN.matcher(call.method()).matches() || call.method().equalsIgnoreCase("CONNECT")) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "not a method a request can have");
        }
        StringBuilder head = new StringBuilder(call.method()).append(' ')
                .append(proxy == null ? to.path() : to.absoluteForm()).append(" HTTP/1.1\r\n");
        field(head, "Host", to.hostField());
        field(head, "Connection", "close");
        field(head, "Accept-Encoding", "identity");
        boolean named = false;
        for (HttpCall.Header header : call.headers()) {
            field(head, checked(header), header.value().strip());
            named |= header.name().equalsIgnoreCase("User-Agent");
        }
        if (!named) {
            field(head, "User-Agent", "Patchbay");
        }
        if (bodyLength > 0 || WITH_BODY.contains(call.method())) {
            field(head, "Content-Length", Integer.toString(bodyLength));
        }
        @Nullable Secret authorization = proxy == null ? null : proxy.authorization();
        if (authorization != null) {
            field(head, "Proxy-Authorization", authorization.reveal());
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String checked(HttpCall.Header header) {
        if (!TOKEN.matcher(header.name()).matches()) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "a header name with characters HTTP does not know");
        }
        if (OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
            throw new ConnectionFailure(Reason.INVALID_INPUT, "the header " + header.name() + " is always set by Patchbay itself");
        }
        if (!FIELD_VALUE.matcher(header.value()).matches()) {
            throw new ConnectionFailure(Reason.INVALID_INPUT,
                    "the header " + header.name() + " has characters HTTP cannot carry");
        }
        return header.name();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
