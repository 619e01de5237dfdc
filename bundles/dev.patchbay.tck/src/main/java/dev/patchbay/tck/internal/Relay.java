package dev.patchbay.tck.internal;

import dev.patchbay.tck.TestApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a provider and its app, byte for byte: it knows which connections the provider still holds, and can keep the
 * first ones waiting until all have come. Thread-safe.
 */
public final class Relay implements TestApp {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final ServerSocket server;
    private final int app;
    private final CountDownLatch gate;
    private final Set<Socket> held = ConcurrentHashMap.newKeySet();

    /**
     * Starts it.
     *
     * @param app the app's port on 127.0.0.1
     * @param together how many connections are to be open before the first byte goes on; 1 for no waiting
     */
    public Relay(int app, int together) throws IOException {
        this.app = app;
        this.gate = new CountDownLatch(together);
        server = new ServerSocket(0, 50, ScriptedServer.loopback());
        ScriptedServer.daemon("relay", this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                held.add(near);
                gate.countDown();
                ScriptedServer.daemon("relay", () -> connect(near));
            }
        } catch (IOException closed) {
            held.forEach(ScriptedServer::close);
        }
    }

    /** Calls that a provider takes one after the other never come together: after a while they go on alone. */
    private void connect(Socket near) {
        try {
            gate.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            Socket far = new Socket(ScriptedServer.loopback(), app);
            ScriptedServer.daemon("relay", () -> copy(far, near, near));
            copy(near, far, far);
            held.remove(near);
            synchronized (held) {
                held.notifyAll();
            }
        } catch (IOException e) {
            ScriptedServer.close(near);
            held.remove(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies to the end, and hands the end on. */
    private static void copy(Socket from, Socket to, Socket ended) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
            ended.shutdownOutput();
        } catch (IOException oneSideLeft) {
            ScriptedServer.close(ended);
        }
    }

    /** How many connections the provider still holds, after it had some time to let go. */
    public int heldAfter(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        synchronized (held) {
            while (!held.isEmpty() && System.nanoTime() < until) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(held, Math.max(1_000_000, until - System.nanoTime()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return held.size();
                }
            }
        }
        return held.size();
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
