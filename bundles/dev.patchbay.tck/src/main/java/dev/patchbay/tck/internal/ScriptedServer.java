package dev.patchbay.tck.internal;

import dev.patchbay.tck.TestApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on a free port of 127.0.0.1 that is no real app: silent, or talking nonsense. Thread-safe. */
public final class ScriptedServer implements TestApp {
    /** What it does with a connection, until it returns. */
    private interface Script {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final int patience;
    private final Script script;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    /** Starts it; {@code patience} is how many milliseconds it waits for a byte, 0 for ever. */
    private ScriptedServer(int patience, Script script) throws IOException {
        this.patience = patience;
        this.script = script;
        server = new ServerSocket(0, 50, loopback());
        daemon("accept", this::accept);
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    static void daemon(String what, Runnable work) {
        Thread thread = new Thread(work, "patchbay-tck-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes connections and says nothing, ever. */
    public static ScriptedServer silent() throws IOException {
        return new ScriptedServer(0, (in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** Greets like an old line protocol and answers every line with a refusal that quotes it. */
    public static ScriptedServer quotingLines() throws IOException {
        return new ScriptedServer(0, (in, out) -> {
            write(out, "220 ready\r\n");
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.append((char) c);
                if (c == '\n') {
                    write(out, "500 not understood: " + line.toString().strip() + "\r\n");
                    line.setLength(0);
                }
            }
        });
    }

    /**
     * Answers an HTTP request with status 500 and the whole of the request as the text of the error; leaves whoever waits for a
     * greeting instead of asking.
     */
    public static ScriptedServer quotingHttp() throws IOException {
        return new ScriptedServer(1_000, (in, out) -> {
            byte[] buffer = new byte[65_536];
            int read = in.read(buffer);
            if (read > 0) {
                String asked = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                write(out, "HTTP/1.1 500 Oops\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                        + asked.length() + "\r\n\r\n" + asked);
            }
        });
    }

    /** A port of 127.0.0.1 where nobody listens. */
    public static int nobody() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, loopback())) {
            return gone.getLocalPort();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                first.countDown();
                daemon("serve", () -> serve(socket));
            }
        } catch (IOException closed) {
            accepted.forEach(ScriptedServer::close);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(patience);
            script.serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException theOtherSideLeft) {
            close(socket);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody connected within the time. */
    public boolean isReached(long seconds) {
        try {
            return first.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
