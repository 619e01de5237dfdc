package dev.patchbay.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one port at which every sandbox listens. Tests of several processes that run side by side take it one after the other: who
 * waited for it holds it until it is released, or its process ends. Thread-safe.
 */
public final class SandboxPort {
    /** The port. */
    public static final int NUMBER = 7071;

    private static final Duration ANOTHER_TEST_RUN = Duration.ofMinutes(40);
    private static @Nullable FileLock held;

    private SandboxPort() {}

    /** Waits until no other test of this machine has it, and nobody listens there. */
    public static synchronized void await() {
        if (held == null) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "patchbay-sandbox-" + NUMBER + ".lock");
            Eventually.until("other tests have ended with port " + NUMBER, ANOTHER_TEST_RUN, () -> {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                held = channel.tryLock();
                if (held == null) {
                    channel.close();
                }
                return held != null;
            });
        }
        Eventually.until("port " + NUMBER + " of this machine is free for the sandbox", SandboxPort::isFree);
    }

    /** Lets other tests have it, once what listened there has ended; does nothing where it is not held. */
    public static synchronized void release() {
        if (held != null) {
            try {
                held.acquiredBy().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                held = null;
            }
        }
    }

    /** Whether nobody listens there now. */
    public static boolean isFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", NUMBER));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
