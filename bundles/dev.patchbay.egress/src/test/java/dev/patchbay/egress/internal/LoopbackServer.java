package dev.patchbay.egress.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on 127.0.0.1 that knows who came. */
final class LoopbackServer implements Closeable {
    /** What it does with a connection. */
    interface Conversation {
        void hold(InputStream in, OutputStream out) throws IOException;
    }

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private final ServerSocket listening;
    private final Conversation conversation;
    private final List<Socket> visitors = new ArrayList<>();
    private int probes;

    LoopbackServer(Conversation conversation) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conversation);
    }

    LoopbackServer(ServerSocket listening, Conversation conversation) {
        this.listening = listening;
        this.conversation = conversation;
        start(this::acceptAll);
    }

    /** Answers every request with these characters, one byte each, and hangs up. */
    static LoopbackServer answering(String reply) throws IOException {
        return new LoopbackServer((in, out) -> {
            readHead(in);
            out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** Says nothing and keeps the connection. */
    static LoopbackServer silent() throws IOException {
        return new LoopbackServer((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** Sends back what comes. */
    static LoopbackServer echo() throws IOException {
        return new LoopbackServer(InputStream::transferTo);
    }

    /** The head of a request, read to its empty line. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many came. A connection of its own, made last, proves that nobody is still in the queue. */
    synchronized int visitors() throws IOException, InterruptedException {
        try (Socket last = new Socket(listening.getInetAddress(), port())) {
            long end = System.nanoTime() + LIMIT;
            while (visitors.stream().noneMatch(s -> s.getPort() == last.getLocalPort())) {
                waitUntil(end);
            }
        }
        probes++;
        return visitors.size() - probes;
    }

    /** Returns once somebody came. */
    synchronized void awaitVisitor() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT;
        while (visitors.isEmpty()) {
            waitUntil(end);
        }
    }

    private void waitUntil(long end) throws IOException, InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new IOException("nobody came");
        }
        wait(left);
    }

    private synchronized void arrived(Socket socket) {
        visitors.add(socket);
        notifyAll();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                arrived(socket);
                start(() -> hold(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void hold(Socket socket) {
        try (socket) {
            conversation.hold(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            return; // the other side went away, which many tests want
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        listening.close();
        for (Socket socket : visitors) {
            socket.close();
        }
    }
}
