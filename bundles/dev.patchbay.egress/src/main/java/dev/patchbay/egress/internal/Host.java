package dev.patchbay.egress.internal;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one canonical form, which everything after uses: the check, the resolver, TLS and the log. A DNS name is
 * lower-case ASCII (RFC 3490) without a final dot; an address is IPv4 as four plain decimals or IPv6 (RFC 4291) without a
 * zone. Spellings that programs read in different ways (octal, hexadecimal, fewer than four parts) are not accepted.
 * Immutable.
 *
 * @param name the name, or the address as text without brackets
 * @param address the address, where the host was given as one
 */
record Host(String name, @Nullable InetAddress address) {
    private static final int LONGEST_NAME = 253;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern ENDS_AS_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern DECIMAL_BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern ZERO_GROUPS = Pattern.compile("(?:^|:)0(?::0)+(?:$|:)");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /**
     * Reads a host.
     *
     * @throws IllegalArgumentException where it is none; the message completes "x is …" and does not repeat the text
     */
    static Host parse(String text) {
        if (text.startsWith("[")) {
            if (!text.endsWith("]")) {
                throw new IllegalArgumentException("not a valid host name");
            }
            return ipv6(text.substring(1, text.length() - 1));
        }
        if (text.indexOf(':') >= 0) {
            return ipv6(text);
        }
        String name = ascii(text);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a valid host name");
        }
        return ENDS_AS_NUMBER.matcher(name).matches() ? ipv4(name) : new Host(name, null);
    }

    /** The host of an address, in the text form of RFC 5952. */
    static Host of(InetAddress address) {
        String full = address.getHostAddress();
        return new Host(address instanceof Inet6Address ? compressed(full) : full, address);
    }

    /** As it stands in a URI or before a port: IPv6 in brackets. */
    String uriText() {
        return address instanceof Inet6Address ? "[" + name + "]" : name;
    }

    /** Untrusted text made fit for a log line or a message: what may be a password before an {@code @} is left out. */
    static String shown(String text) {
        String host = text.substring(text.lastIndexOf('@') + 1);
        String cut = host.length() > LONGEST_NAME ? host.substring(0, LONGEST_NAME) : host;
        return cut.isEmpty() ? "(empty)" : cut.replaceAll("[^!-~]", "?");
    }

    private static String compressed(String full) {
        String longest = "";
        Matcher zeros = ZERO_GROUPS.matcher(full);
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        int at = longest.isEmpty() ? -1 : full.indexOf(longest);
        return at < 0 ? full : full.substring(0, at) + "::" + full.substring(at + longest.length());
    }

    private static String ascii(String text) {
        try {
            return IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (RuntimeException e) { // IDN also fails with IndexOutOfBounds on some malformed texts
            throw new IllegalArgumentException("not a valid host name", e);
        }
    }

    private static Host ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        boolean plain = parts.length == bytes.length;
        for (int i = 0; plain && i < bytes.length; i++) {
            plain = DECIMAL_BYTE.matcher(parts[i]).matches() && Integer.parseInt(parts[i]) <= 255;
            bytes[i] = plain ? (byte) Integer.parseInt(parts[i]) : 0;
        }
        if (!plain) {
            throw new IllegalArgumentException("an unusual spelling of an IP address");
        }
        return of(address(bytes));
    }

    private static Host ipv6(String text) {
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("an IPv6 address with a zone");
        }
        if (!IPV6.matcher(text).matches() || text.indexOf(':') < 0) {
            throw new IllegalArgumentException("not a valid host name");
        }
        try {
            return of(InetAddress.getByName("[" + text + "]")); // brackets: a literal or an exception, never a look-up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a valid IPv6 address", e);
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a valid IP address", e);
        }
    }
}
