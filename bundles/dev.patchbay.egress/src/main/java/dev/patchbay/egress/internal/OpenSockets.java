package dev.patchbay.egress.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The sockets of one call, and how many bytes went through them. Thread-safe. */
final class OpenSockets {
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final LongAdder bytes = new LongAdder();
    private volatile boolean ended;

    /**
     * Makes a socket the call's own: it is closed with it.
     *
     * @throws SocketException where the call has ended
     */
    <S extends Closeable> S own(S socket) throws IOException {
        open.add(socket);
        if (ended) { // looked at after adding: either this sees the end, or the end sees the socket
            open.remove(socket);
            socket.close();
            throw new SocketException("the call has ended");
        }
        return socket;
    }

    /** Lets go of a socket that was closed. */
    void forget(Closeable socket) {
        open.remove(socket);
    }

    /** Counts bytes read or written. */
    void count(long read) {
        bytes.add(read);
    }

    /** The bytes so far. */
    long transferred() {
        return bytes.sum();
    }

    /** Closes them all, and every later one at once; idempotent. */
    void end() {
        ended = true;
        for (Closeable socket : open) {
            closeQuietly(socket);
        }
    }

    /** Closes something that is being given up; how it ends no longer matters. */
    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // its descriptor is gone either way
        }
    }
}
