package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.definitions.HostSyntax;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a connect session may send people afterwards: URLs the operator listed and what lies below them. Scheme, host and port
 * must be the same, the path the same or below by whole segments; compared on the parsed URL that is sent later. Immutable.
 */
public final class ReturnTargets {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnTargets.class);
    private static final int LONGEST = 2_048;
    /** What RFC 3986 lets stand in a URL; a backslash, which browsers read as a slash, is not among it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+");
    /** Segments that lead upwards and encoded separators, which servers read in different ways. */
    private static final Pattern TRICK = Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|$)|%2f|%5c|%00|//");

    private final List<URI> listed;

    private ReturnTargets(List<URI> listed) {
        this.listed = List.copyOf(listed);
    }

    /** The targets of a setting: URLs with commas or white space between. What is none is left out and logged. */
    public static ReturnTargets of(String setting) {
        return new ReturnTargets(Arrays.stream(setting.split("[\\s,]+"))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> entry(text).stream())
                .toList());
    }

    private static Optional<URI> entry(String text) {
        Optional<URI> uri = parse(text).filter(u -> u.getRawQuery() == null);
        if (uri.isEmpty()) {
            LOG.warn("an entry of connect.return-to is no URL such as https://shop.example/path; it is left out");
        }
        return uri;
    }

    /** The URL, where it is on the list. */
    public Optional<URI> find(String text) {
        return parse(text).filter(uri -> listed.stream().anyMatch(entry -> covers(entry, uri)));
    }

    /** An http or https URL without user information, fragment and tricks; empty for anything else. */
    private static Optional<URI> parse(String text) {
        if (text.length() > LONGEST || !PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean plain = web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && !TRICK.matcher(uri.getRawPath()).find() && HostSyntax.host(uri).isPresent();
            String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
            return plain && authority.equals(uri.getRawAuthority()) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean covers(URI entry, URI uri) {
        String base = path(entry);
        String below = path(uri);
        return entry.getScheme().equalsIgnoreCase(uri.getScheme())
                && HostSyntax.host(entry).equals(HostSyntax.host(uri))
                && port(entry) == port(uri)
                && (below.equals(base) || below.startsWith(base.endsWith("/") ? base : base + "/"));
    }

    private static String path(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static int port(URI uri) {
        boolean https = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
        return uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80;
    }
}
