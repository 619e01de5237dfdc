package dev.patchbay.egress.internal;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The addresses no app has: everything the IANA special-purpose registries (RFC 6890) keep from the public Internet, IPv6
 * outside of 2000::/3, addresses that carry such an IPv4 address inside, cloud metadata services, and this machine's own.
 */
final class SpecialAddresses {
    private record Block(IpRange range, String what) { }

    private static final List<Block> BLOCKS = List.of(
            block("0.0.0.0/8", "an unspecified address"),
            block("10.0.0.0/8", "a private address"),
            block("100.64.0.0/10", "a private address (carrier-grade NAT)"),
            block("127.0.0.0/8", "a loopback address"),
            block("168.63.129.16/32", "a cloud metadata address"),
            block("169.254.0.0/16", "a link-local address"),
            block("172.16.0.0/12", "a private address"),
            block("192.0.0.0/24", "a reserved address"),
            block("192.0.2.0/24", "a documentation address"),
            block("192.88.99.0/24", "a reserved address"),
            block("192.168.0.0/16", "a private address"),
            block("198.18.0.0/15", "a benchmark address"),
            block("198.51.100.0/24", "a documentation address"),
            block("203.0.113.0/24", "a documentation address"),
            block("224.0.0.0/4", "a multicast address"),
            block("255.255.255.255/32", "a broadcast address"),
            block("240.0.0.0/4", "a reserved address"),
            block("::/128", "an unspecified address"),
            block("::1/128", "a loopback address"),
            block("64:ff9b:1::/48", "a private address"),
            block("fc00::/7", "a private address"),
            block("fe80::/10", "a link-local address"),
            block("fec0::/10", "a private address"),
            block("ff00::/8", "a multicast address"),
            block("2001:db8::/32", "a documentation address"),
            block("3fff::/20", "a documentation address"));
    private static final IpRange GLOBAL_UNICAST = IpRange.parse("2000::/3");
    private static final IpRange PROTOCOL_ASSIGNMENTS = IpRange.parse("2001::/23");
    private static final IpRange TEREDO = IpRange.parse("2001::/32");
    private static final IpRange SIX_TO_FOUR = IpRange.parse("2002::/16");
    private static final IpRange NAT64 = IpRange.parse("64:ff9b::/96");

    private final Predicate<InetAddress> own;

    /** With a predicate for the addresses of this machine's interfaces. */
    SpecialAddresses(Predicate<InetAddress> own) {
        this.own = own;
    }

    /** What kind of special address it is, to complete "x is …"; empty for a public address. */
    Optional<String> kind(InetAddress address) {
        byte[] bytes = address.getAddress();
        Optional<String> kind = kind(bytes);
        return kind.isEmpty() && own.test(address) ? Optional.of("an address of this machine") : kind;
    }

    private static Optional<String> kind(byte[] bytes) {
        Optional<String> block = BLOCKS.stream().filter(b -> b.range().contains(bytes)).map(Block::what).findFirst();
        return block.isPresent() || bytes.length == 4 ? block : ipv6Kind(bytes);
    }

    private static Optional<String> ipv6Kind(byte[] bytes) {
        for (byte[] inside : embedded(bytes)) {
            Optional<String> kind = kind(inside);
            if (kind.isPresent()) {
                return kind.map(k -> k + " inside an IPv6 address");
            }
        }
        boolean reserved = PROTOCOL_ASSIGNMENTS.contains(bytes) && !TEREDO.contains(bytes)
                || !GLOBAL_UNICAST.contains(bytes) && !NAT64.contains(bytes);
        return reserved ? Optional.of("a reserved address") : Optional.empty();
    }

    /** RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo: server and inverted client), RFC 5214 (ISATAP). */
    private static List<byte[]> embedded(byte[] bytes) {
        if (NAT64.contains(bytes)) {
            return List.of(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return List.of(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (TEREDO.contains(bytes)) {
            byte[] client = Arrays.copyOfRange(bytes, 12, 16);
            for (int i = 0; i < client.length; i++) {
                client[i] = (byte) ~client[i];
            }
            return List.of(Arrays.copyOfRange(bytes, 4, 8), client);
        }
        boolean isatap = (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
        return isatap ? List.of(Arrays.copyOfRange(bytes, 12, 16)) : List.of();
    }

    private static Block block(String range, String what) {
        return new Block(IpRange.parse(range), what);
    }
}
