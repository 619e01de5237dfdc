package dev.patchbay.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A port where every connection is counted and closed. */
final class CountingListener implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger accepted = new AtomicInteger();

    CountingListener(String address, int port) throws IOException {
        socket = new ServerSocket(port, 50, InetAddress.getByName(address));
        Thread thread = new Thread(this::count, "counting-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void count() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                accepted.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
