package dev.patchbay.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1, below those a system gives out by itself (32768 and up on Linux, 49152 and up elsewhere): a server
 * that is still to start finds its port free, and who waits for that server never reaches one that another test opened on any
 * free port meanwhile, such as an FTP server's for one transfer.
 */
public final class Ports {
    /** Above those that browsers or the host itself connect to for nobody, the last of which are 10080, 10250 and 11211. */
    private static final int FIRST = 12_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    /** A port nobody listens on at this moment. */
    public static int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + END);
    }

    /** Whether nobody listens on this port of 127.0.0.1 at this moment. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
