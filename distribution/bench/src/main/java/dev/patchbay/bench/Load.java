package dev.patchbay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A closed loop over keep-alive connections: each sends its next request when its answer is in. One thread with a selector
 * and no work but finding the end of each answer, so that on few cores the server and not this is what is measured.
 */
final class Load implements AutoCloseable {
    private static final int FIRST_ROOM = 1 << 16;

    private final Selector selector;
    private final LongFunction<byte[]> requests;
    private final int expected;
    private final Consumer<Answer> onAnswer;
    private long sent;
    private long[] nanos = new long[FIRST_ROOM];
    private int answered;

    /** One connection and the request it waits for. */
    private static final class Lane {
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocate(Answer.LARGEST);
        long sentAt;

        Lane(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * What came of a run.
     *
     * @param seconds how long it took
     * @param nanos the answers' times in ns, sorted
     */
    record Outcome(double seconds, long[] nanos) {
        double rate() {
            return nanos.length / seconds;
        }

        double millis(double percentile) {
            return nanos[(int) Math.min(nanos.length - 1, Math.floor(nanos.length * percentile / 100))] / 1e6;
        }
    }

    /**
     * Connects.
     *
     * @param requests the request of each number, counted from 0 on over all runs; not longer than a socket takes at once
     * @param expected the status every answer must have
     */
    Load(URI host, int connections, LongFunction<byte[]> requests, int expected, Consumer<Answer> onAnswer) throws IOException {
        this.selector = Selector.open();
        this.requests = requests;
        this.expected = expected;
        this.onAnswer = onAnswer;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(host.getHost(), host.getPort()));
            channel.socket().setTcpNoDelay(true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Lane(channel));
        }
    }

    /** A load that looks at nothing but the status. */
    Load(URI host, int connections, LongFunction<byte[]> requests, int expected) throws IOException {
        this(host, connections, requests, expected, answer -> { });
    }

    /** Sends for this many seconds, then waits for the last answers. */
    Outcome forSeconds(int seconds) throws IOException {
        return run(Long.MAX_VALUE, System.nanoTime() + seconds * 1_000_000_000L);
    }

    /** Sends this many requests. */
    Outcome times(long count) throws IOException {
        return run(sent + count, Long.MAX_VALUE);
    }

    private Outcome run(long lastRequest, long end) throws IOException {
        answered = 0;
        long begin = System.nanoTime();
        int waiting = 0;
        for (SelectionKey key : selector.keys()) {
            if (sent < lastRequest) {
                send((Lane) key.attachment());
                waiting++;
            }
        }
        while (waiting > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                Lane lane = (Lane) key.attachment();
                if (receive(lane)) {
                    if (sent < lastRequest && System.nanoTime() < end) {
                        send(lane);
                    } else {
                        waiting--;
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = Arrays.copyOf(nanos, answered);
        Arrays.sort(sorted);
        return new Outcome(seconds, sorted);
    }

    private void send(Lane lane) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(requests.apply(sent++));
        lane.sentAt = System.nanoTime();
        while (out.hasRemaining()) {
            lane.channel.write(out);
        }
    }

    private boolean receive(Lane lane) throws IOException {
        if (lane.channel.read(lane.in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        Answer answer = Answer.in(lane.in);
        if (answer == null) {
            return false;
        }
        if (answered == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * nanos.length);
        }
        nanos[answered++] = System.nanoTime() - lane.sentAt;
        if (answer.status() != expected) {
            throw new IOException("an answer was " + answer.status() + ": " + answer.text());
        }
        onAnswer.accept(answer);
        lane.in.clear();
        return true;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
