package dev.patchbay.installer.internal;

import dev.patchbay.api.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A repository that files are fetched from, in Maven's layout. Immutable.
 *
 * @param base its address with a slash at the end, without credentials
 * @param authorization the value of the header Authorization, or null
 */
record Repository(URI base, @Nullable Secret authorization) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads an entry of the setting.
     *
     * @param text {@code https://[user:password@]host[:port]/path}
     * @throws IllegalArgumentException where it is no such address; the message shows nothing of it
     */
    static Repository of(String text) {
        URI uri = URI.create(text.endsWith("/") ? text : text + "/").normalize();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("no address of a repository");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        URI base = URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getRawPath());
        String user = uri.getUserInfo();
        return new Repository(base, user == null ? null : Secret.of("Basic "
                + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
    }

    /** The host with its port, as a grant names it. */
    String host() {
        int port = base.getPort() < 0 ? (base.getScheme().equals("https") ? 443 : 80) : base.getPort();
        return base.getHost().replaceAll("[\\[\\]]", "") + (base.getHost().startsWith("[") ? "" : ":" + port);
    }

    /** Whether a file lies in it. */
    boolean contains(URI file) {
        URI plain = file.normalize();
        return plain.getRawUserInfo() == null && plain.getRawQuery() == null && plain.getRawFragment() == null
                && plain.toString().startsWith(base.toString()) && !plain.getRawPath().contains("..")
                && !plain.getRawPath().toLowerCase(Locale.ROOT).contains("%2e");
    }
}
