package dev.patchbay.rest.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request really came from. {@code X-Forwarded-For} is believed from trusted proxies only, and read from the right:
 * the first address that is not itself a trusted proxy is the client. Immutable.
 */
final class ClientAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Block> trusted;

    private record Block(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((address[i / 8] & mask) != (other[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private ClientAddress(List<Block> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException for an entry that is neither an address nor a CIDR block (RFC 4632)
     */
    static ClientAddress of(RestSettings settings) {
        List<Block> blocks = new ArrayList<>();
        if (settings.behindProxy()) {
            settings.trustedProxies().forEach(text -> blocks.add(block(text)));
        }
        return new ClientAddress(blocks);
    }

    /** The client's address: the peer's, or what trusted proxies say about it. */
    String resolve(String peer, Enumeration<String> forwardedFor) {
        if (trusted.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        List<String> hops = new ArrayList<>();
        while (forwardedFor.hasMoreElements()) {
            hops.addAll(List.of(forwardedFor.nextElement().split(",")));
        }
        String client = peer;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<byte[]> hop = bytes(hops.get(i).strip());
            if (hop.isEmpty()) {
                return client;
            }
            client = hops.get(i).strip();
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    /** What callers from one place share: the address, of IPv6 its /64 network. */
    static String network(String address) {
        return bytes(address).filter(b -> b.length == 16).map(b -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                text.append(Character.forDigit((b[i] >> 4) & 15, 16)).append(Character.forDigit(b[i] & 15, 16));
            }
            return text.append("/64").toString();
        }).orElse(address);
    }

    private boolean isTrusted(String address) {
        return bytes(address).filter(b -> trusted.stream().anyMatch(t -> t.contains(b))).isPresent();
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = bytes(literal).orElseThrow(() -> bad(text));
        try {
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw bad(text);
            }
            return new Block(address, bits);
        } catch (NumberFormatException e) {
            throw bad(text);
        }
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("trusted-proxies: not an address or CIDR block: " + text);
    }

    /* literals only: a name would be looked up */
    private static Optional<byte[]> bytes(String literal) {
        String plain = literal.startsWith("[") && literal.endsWith("]") ? literal.substring(1, literal.length() - 1) : literal;
        if (!LITERAL.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
