package dev.patchbay.egress.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The company's HTTP proxy, {@code egress.proxy}. The operator named it, so its own address is not checked. Immutable.
 *
 * @param host where it is
 * @param port its port
 * @param authorization the {@code Proxy-Authorization} value (RFC 7617), if it wants one
 */
record ProxyServer(Host host, int port, @Nullable Secret authorization) {

    /**
     * Reads {@code http://[user:password@]host:port}.
     *
     * @throws IllegalArgumentException where it is something else; the message never repeats the value
     */
    static ProxyServer parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) { // its message holds the text: neither message nor cause may travel on
            throw wrong();
        }
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null
                && (uri.getRawPath() == null || uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getRawAuthority() == null || !bare) {
            throw wrong();
        }
        String authority = uri.getAuthority();
        int at = uri.getRawAuthority().lastIndexOf('@');
        try {
            Authority server = Authority.parse(uri.getRawAuthority().substring(at + 1));
            if (server.port() == 0) {
                throw wrong();
            }
            return new ProxyServer(server.host(), server.port(),
                    at < 0 ? null : basic(authority.substring(0, authority.lastIndexOf('@'))));
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    /** What a person is told when the way through the proxy fails. */
    ConnectionFailure failure(String what, @Nullable Throwable cause) {
        return new ConnectionFailure(Reason.UNREACHABLE, "the proxy " + this + " (egress.proxy) " + what, cause);
    }

    private static Secret basic(String userAndPassword) {
        byte[] plain = userAndPassword.getBytes(StandardCharsets.UTF_8);
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(plain));
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("not of the form http://[user:password@]host:port");
    }

    /** Host and port only. */
    @Override
    public String toString() {
        return host.uriText() + ":" + port;
    }
}
