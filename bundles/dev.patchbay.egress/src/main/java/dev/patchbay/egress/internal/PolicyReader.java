package dev.patchbay.egress.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code egress.*} settings; an empty value is the default. Every complaint names the setting, none repeats a value
 * that may be secret.
 * <ul>
 * <li>{@code allow}: comma list of addresses, address blocks, and names, the first and last with or without {@code :port}, that
 * may be reached although they are special addresses. FTP needs its host without a port, for its data connections;
 * <li>{@code proxy}: {@code http://[user:password@]host:port}, may be {@code ENC(…)};
 * <li>{@code no-proxy}: comma list of hosts reached without it, {@code *.} for all names below one;
 * <li>{@code ca-file}: absolute path of PEM certificates trusted beside the JDK's;
 * <li>{@code timeout}: seconds for opening a connection and for a whole control call, 1 to 300, 10 unless told;
 * <li>{@code blocked-ports}: comma list of ports and ranges instead of {@link #BLOCKED_PORTS}, or {@code none}.
 * </ul>
 */
final class PolicyReader {
    /**
     * Ports no app lives on: echo, chargen and their like, Telnet, server-to-server mail, DNS, remote procedure calls,
     * NetBIOS and SMB, SNMP, remote shells, printers, NFS, container and cluster control, X11, IRC, and caches that take an
     * HTTP request for commands. Mailbox and submission ports (465, 587, 993, 995) and databases are apps and stay open.
     */
    static final String BLOCKED_PORTS = "1,7,9,11,13,15,17,19,23,25,37,42,43,53,69,79,87,95,111,113,123,135,137-139,161,162,"
            + "177,179,427,445,512-515,548,631,2049,2375,2376,2379,2380,4045,6000-6063,6379,6665-6669,10250,11211";
    private static final int LONGEST_TIMEOUT = 300;

    private final Map<String, ?> settings;
    private final UnaryOperator<String> decrypt;

    /** With the settings by key without {@code egress.}, and what opens an {@code ENC(…)} value. */
    PolicyReader(Map<String, ?> settings, UnaryOperator<String> decrypt) {
        this.settings = settings;
        this.decrypt = decrypt;
    }

    /**
     * The policy.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    EgressPolicy read() {
        List<IpRange> ranges = new ArrayList<>();
        List<HostPattern> hosts = new ArrayList<>();
        checked("allow", text -> {
            entries(text).forEach(e -> allow(e, ranges, hosts));
            return text;
        });
        return new EgressPolicy(ranges, hosts,
                checked("proxy", this::proxy),
                checked("no-proxy", text -> entries(text).map(e -> named(e, HostPattern::parse)).toList()),
                checked("ca-file", PolicyReader::trust),
                checked("timeout", PolicyReader::timeout),
                checked("blocked-ports", PolicyReader::blockedPorts));
    }

    private <T extends @Nullable Object> T checked(String key, Function<String, T> parse) {
        Object value = settings.get(key);
        try {
            return parse.apply(value == null ? "" : value.toString().strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("egress." + key + ": " + e.getMessage(), e);
        }
    }

    private static void allow(String entry, List<IpRange> ranges, List<HostPattern> hosts) {
        if (entry.startsWith("*")) {
            throw new IllegalArgumentException(Host.shown(entry) + " is a wildcard; name each host, or an address block");
        }
        if (entry.indexOf('/') >= 0) {
            ranges.add(named(entry, IpRange::parse));
        } else {
            hosts.add(named(entry, HostPattern::parse));
        }
    }

    private @Nullable ProxyServer proxy(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String clear = text;
        if (text.startsWith("ENC(")) {
            try {
                clear = decrypt.apply(text);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("the encrypted value cannot be opened", e);
            }
        }
        return ProxyServer.parse(clear);
    }

    private static TrustedRoots trust(String text) {
        if (text.isEmpty()) {
            return TrustedRoots.ofJdk();
        }
        try {
            return TrustedRoots.withFile(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path", e);
        }
    }

    private static Duration timeout(String text) {
        if (text.isEmpty()) {
            return Duration.ofSeconds(10);
        }
        int seconds = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
            throw new IllegalArgumentException("not a number of seconds from 1 to " + LONGEST_TIMEOUT);
        }
        return Duration.ofSeconds(seconds);
    }

    private static PortSet blockedPorts(String text) {
        return PortSet.parse(text.isEmpty() ? BLOCKED_PORTS : text.equals("none") ? "" : text);
    }

    private static Stream<String> entries(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(e -> !e.isEmpty());
    }

    private static <T> T named(String entry, Function<String, T> parse) {
        try {
            return parse.apply(entry);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Host.shown(entry) + " is " + e.getMessage(), e);
        }
    }
}
