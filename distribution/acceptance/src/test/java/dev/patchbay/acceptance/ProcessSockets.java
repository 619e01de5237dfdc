package dev.patchbay.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The network sockets one process holds, as Linux shows them under {@code /proc}. Elsewhere nothing is to be seen, and
 * {@link #isOffered} says so.
 */
final class ProcessSockets {
    private static final String LISTEN = "0A";
    private static final String SOCKET = "socket:[";

    /**
     * One end that is not only listened on.
     *
     * @param protocol {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6}
     * @param remote the other end's address
     * @param localPort this end's port
     * @param remotePort the other end's port
     */
    record Open(String protocol, InetAddress remote, int localPort, int remotePort) {}

    private final Path process;

    ProcessSockets(long pid) {
        process = Path.of("/proc", Long.toString(pid));
    }

    /** Whether this machine shows them. */
    static boolean isOffered() {
        return Files.isReadable(Path.of("/proc/self/net/tcp"));
    }

    /** Those open at this moment; none once the process has ended. */
    Set<Open> now() {
        Set<Open> open = new HashSet<>();
        try {
            Set<String> own = inodes();
            for (String protocol : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
                Path table = process.resolve("net").resolve(protocol);
                if (Files.isReadable(table)) {
                    Files.readAllLines(table).stream().skip(1).map(line -> line.strip().split("\\s+"))
                            .filter(row -> own.contains(row[9]) && !row[3].equals(LISTEN))
                            .forEach(row -> open.add(open(protocol, row)));
                }
            }
        } catch (IOException e) {
            if (Files.exists(process)) {
                throw new UncheckedIOException(e);
            }
        }
        return open;
    }

    private Set<String> inodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(SOCKET)) {
                        inodes.add(target.substring(SOCKET.length(), target.length() - 1));
                    }
                } catch (java.nio.file.NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return inodes;
    }

    private static Open open(String protocol, String[] row) {
        return new Open(protocol, address(row[2].split(":")[0]), port(row[1]), port(row[2]));
    }

    private static int port(String end) {
        return Integer.parseInt(end.split(":")[1], 16);
    }

    /** The kernel prints each 32 bits in the machine's order. */
    private static InetAddress address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        boolean isLittle = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[isLittle ? (i & ~3) + 3 - (i & 3) : i];
        }
        try {
            return InetAddress.getByAddress(ordered);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
