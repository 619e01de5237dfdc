package dev.patchbay.connect.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How often links may be opened from one address, IPv6 counted by /64 network: so and so often in each minute. Thread-safe. */
final class TradeLimit {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int ADDRESSES = 10_000;
    private static final String REST = "rest";

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> counts = new HashMap<>();
    private long began;

    TradeLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** Counts one; where that is one too many, says how long to wait. */
    synchronized Optional<Duration> take(String address) {
        long now = nanoTime.getAsLong();
        if (now - began >= MINUTE) {
            began = now;
            counts.clear();
        }
        String network = network(address);
        String key = counts.containsKey(network) || counts.size() < ADDRESSES ? network : REST;
        int count = counts.merge(key, 1, Integer::sum);
        return count <= most ? Optional.empty() : Optional.of(Duration.ofNanos(MINUTE - (now - began)));
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.getByName(address);
            return literal instanceof Inet6Address ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), 8)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
