package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.provider.Field;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with {@code {field}} holes. In URLs what goes in is encoded (RFC 3986 section 2.3: only unreserved characters are
 * kept), in host names it is checked instead, since nothing can be encoded there.
 */
public record Template(String text) {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern LABEL_PART = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern END_OF_AUTHORITY = Pattern.compile("[/?#]");

    /** A value that does not fit where the template puts it. */
    public static final class Misfit extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;
        private final String field;

        Misfit(String field, String message) {
            super(message);
            this.field = field;
        }

        /** The field whose value it is. */
        public String field() {
            return field;
        }
    }

    /** The names in the holes. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher hole = HOLE.matcher(text);
        while (hole.find()) {
            names.add(hole.group(1));
        }
        return names;
    }

    /** Whether every hole can be filled. */
    public boolean isComplete(Inserts inserts) {
        return names().stream().allMatch(inserts::has);
    }

    /** The name in the hole that is the whole text, if it is of this kind. */
    Optional<String> whole(Inserts inserts, Field.Kind kind) {
        Matcher hole = HOLE.matcher(text);
        return hole.matches() && !hole.group(1).equals(Inserts.ACCESS_TOKEN) && inserts.kind(hole.group(1)) == kind
                ? Optional.of(hole.group(1))
                : Optional.empty();
    }

    /**
     * As a URL, or a part of one. A URL field at the very beginning stands as it is, one that is the whole text and a host too.
     *
     * @throws Misfit for a value that would leave its place in a host name
     * @throws IllegalArgumentException for a secret, an unknown field and one without a value
     */
    public String url(Inserts inserts) {
        if (whole(inserts, Field.Kind.HOST).isPresent()) {
            return fill(text, inserts, (name, value) -> value);
        }
        Matcher first = HOLE.matcher(text);
        if (first.lookingAt() && !first.group(1).equals(Inserts.ACCESS_TOKEN)
                && inserts.kind(first.group(1)) == Field.Kind.URL) {
            return below(fill(first.group(), inserts, (name, value) -> value), text.substring(first.end()), inserts);
        }
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return fill(text, inserts, (name, value) -> encode(value));
        }
        Matcher end = END_OF_AUTHORITY.matcher(text);
        int path = end.find(scheme + 3) ? end.start() : text.length();
        return text.substring(0, scheme + 3)
                + fill(text.substring(scheme + 3, path), inserts, (name, value) -> inHost(inserts, name, value, true))
                + fill(text.substring(path), inserts, (name, value) -> encode(value));
    }

    private static String below(String base, String rest, Inserts inserts) {
        if (rest.isEmpty()) {
            return base;
        }
        if (rest.charAt(0) != '/' && rest.charAt(0) != '?') {
            throw new IllegalArgumentException("only a path or a query may follow a URL field: " + rest);
        }
        String start = base.endsWith("/") && rest.charAt(0) == '/' ? base.substring(0, base.length() - 1) : base;
        return start + fill(rest, inserts, (name, value) -> encode(value));
    }

    /** As an entry of a grant: {@code host}, {@code *.host} or {@code host:port}, an IPv6 address in brackets before a port. */
    String host(Inserts inserts) {
        boolean port = text.indexOf(':') >= 0;
        return fill(text, inserts, (name, value) -> inHost(inserts, name, value, port));
    }

    /** For an injection: secrets in clear, each value through {@code fit}, which gets the name too and may refuse. */
    String injected(Inserts inserts, BinaryOperator<String> fit) {
        return replace(text, name -> fit.apply(name, inserts.revealed(name).orElseThrow(() -> missing(name))));
    }

    /** As it is, secrets in clear: for parameters and claims, which their place encodes. */
    public String revealed(Inserts inserts) {
        return injected(inserts, (name, value) -> value);
    }

    /** {@code text} with everything but unreserved characters percent-encoded as UTF-8 (RFC 3986 section 2.1). */
    public static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean unreserved = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '-' || c == '.' || c == '_' || c == '~';
            if (unreserved) {
                out.append(c);
            } else {
                out.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static String inHost(Inserts inserts, String name, String value, boolean brackets) {
        switch (inserts.kind(name)) {
            case HOST -> {
                String host = HostSyntax.canonical(value).orElseThrow(() -> new Misfit(name, "Is no host."));
                return brackets && HostSyntax.isIpv6Text(host) ? "[" + host + "]" : host;
            }
            case CHOICE -> {
                return value;
            }
            default -> {
                if (!LABEL_PART.matcher(value).matches()) {
                    throw new Misfit(name, "Becomes part of a host name: only letters, digits and hyphens.");
                }
                return value.toLowerCase(Locale.ROOT);
            }
        }
    }

    private static String fill(String part, Inserts inserts, BinaryOperator<String> fit) {
        return replace(part, name -> fit.apply(name, inserts.plain(name).orElseThrow(() -> missing(name))));
    }

    private static String replace(String part, UnaryOperator<String> value) {
        return HOLE.matcher(part).replaceAll(hole -> Matcher.quoteReplacement(value.apply(hole.group(1))));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("there is no value for {" + name + "}");
    }
}
