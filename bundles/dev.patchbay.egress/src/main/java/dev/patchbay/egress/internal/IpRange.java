package dev.patchbay.egress.internal;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An address block in CIDR notation (RFC 4632), or a single address. Immutable. */
final class IpRange {
    private final byte[] prefix;
    private final int bits;

    private IpRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException where it is none; the message completes "x is …"
     */
    static IpRange parse(String text) {
        int slash = text.indexOf('/');
        @Nullable InetAddress address = Host.parse(slash < 0 ? text : text.substring(0, slash)).address();
        if (address == null) {
            throw new IllegalArgumentException("not an IP address");
        }
        byte[] prefix = address.getAddress();
        int width = prefix.length * Byte.SIZE;
        String length = slash < 0 ? String.valueOf(width) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > width) {
            throw new IllegalArgumentException("not an address block such as 10.0.0.0/8");
        }
        return new IpRange(prefix, Integer.parseInt(length));
    }

    /** Whether the block holds the address; never, where one is IPv4 and the other IPv6. */
    boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** Whether the block holds the address of these 4 or 16 bytes. */
    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            int compared = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            int mask = 0xFF << (Byte.SIZE - compared) & 0xFF;
            if (((address[i] ^ prefix[i]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
