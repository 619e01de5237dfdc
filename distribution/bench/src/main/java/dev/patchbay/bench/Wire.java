package dev.patchbay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One keep-alive connection that sends a request and waits for the answer. Used by one thread. */
final class Wire implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(Answer.LARGEST);

    /** Connects. */
    Wire(URI host) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(host.getHost(), host.getPort()));
        channel.socket().setTcpNoDelay(true);
    }

    /** The answer; its body is overwritten by the next exchange. */
    Answer exchange(byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        in.clear();
        while (true) {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed the connection");
            }
            Answer answer = Answer.in(in);
            if (answer != null) {
                return answer;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
