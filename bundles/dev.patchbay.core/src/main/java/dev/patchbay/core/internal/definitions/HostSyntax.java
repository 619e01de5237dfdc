package dev.patchbay.core.internal.definitions;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one spelling of a host this host accepts: a DNS name (RFC 1123 section 2.1; internationalised ones by RFC 3490), an
 * IPv4 address as four decimal numbers, or an IPv6 address without brackets and zone (RFC 4291 section 2.2). Decimal, octal,
 * hexadecimal and shortened IPv4 addresses, ports, user information and a final dot are none.
 */
public final class HostSyntax {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    /** A last label that some resolver would read as a number. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private HostSyntax() {}

    /** The host in lower case and ASCII, as it stands in a grant; empty where the text is no host. */
    static Optional<String> canonical(String text) {
        if (text.isEmpty() || text.length() > 253) {
            return Optional.empty();
        }
        if (text.indexOf(':') >= 0) {
            return Optional.of(text.toLowerCase(Locale.ROOT)).filter(HostSyntax::isIpv6);
        }
        boolean ascii = text.chars().allMatch(c -> c < 128);
        String name = ascii ? text.toLowerCase(Locale.ROOT) : toAscii(text);
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NUMERIC.matcher(last).matches()) {
            /* a full-width spelling of an address is none: people would read another text than the one that counts */
            return ascii && isIpv4(name) ? Optional.of(name) : Optional.empty();
        }
        return isName(name) ? Optional.of(name) : Optional.empty();
    }

    /** Whether a canonical host is an IPv6 address. */
    static boolean isIpv6Text(String host) {
        return host.indexOf(':') >= 0;
    }

    /** As {@link #httpsUrl}, or the same with http to the machine itself, which no one else can read. */
    public static Optional<URI> endpointUrl(String text) {
        String loopback = text.regionMatches(true, 0, "http://", 0, 7) ? "https" + text.substring(4) : text;
        Optional<URI> uri = httpsUrl(loopback);
        if (loopback.equals(text)) {
            return uri;
        }
        return uri.filter(u -> LOOPBACK.contains(host(u).orElse(""))).map(u -> URI.create(text));
    }

    /** An absolute https URL without user information, fragment and odd host, parsed once; empty for anything else. */
    static Optional<URI> httpsUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean plain = "https".equalsIgnoreCase(uri.getScheme()) && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null && uri.getHost() != null && uri.getPort() <= 65_535
                    && uri.getPort() != 0;
            return plain && authorityIsHostAndPort(uri) && host(uri).isPresent() ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The canonical host of a URL, without brackets. */
    public static Optional<String> host(URI uri) {
        String host = String.valueOf(uri.getHost());
        return canonical(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
    }

    private static boolean authorityIsHostAndPort(URI uri) {
        String expected = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return expected.equals(uri.getRawAuthority());
    }

    private static String toAscii(String text) {
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isName(String name) {
        if (name.length() > 253) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!NUMBER.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int left = groups(text.substring(0, gap), false);
        int right = groups(text.substring(gap + 2), true);
        return left >= 0 && right >= 0 && left + right <= 7;
    }

    /** How many groups a part has, an IPv4 address at the end counting two; -1 where it is none. */
    private static int groups(String part, boolean last) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] all = part.split(":", -1);
        for (int i = 0; i < all.length; i++) {
            boolean tail = last && i == all.length - 1;
            if (tail && all[i].indexOf('.') >= 0) {
                return isIpv4(all[i]) ? all.length + 1 : -1;
            }
            if (!GROUP.matcher(all[i]).matches()) {
                return -1;
            }
        }
        return all.length;
    }
}
