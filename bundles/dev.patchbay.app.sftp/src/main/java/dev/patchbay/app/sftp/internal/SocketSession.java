package dev.patchbay.app.sftp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * The SSH library's view of one connected socket: one thread reads, one writes, so that neither waits for the other. Both end
 * when the socket is closed, by whomever.
 */
final class SocketSession extends AbstractCloseable implements IoSession {
    private static final int READ_BUFFER = 32 << 10;
    /** What waits to be sent is bounded by the channel's window; only a server that makes us answer without end gets here. */
    private static final long WAITING_LIMIT = 32L << 20;

    private static final AtomicLong COUNT = new AtomicLong();

    private final long id = COUNT.incrementAndGet();
    private final IoService service;
    private final IoHandler handler;
    private final Socket socket;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Object reading = new Object();
    private final Thread reader;
    private final Thread writer;
    private boolean suspended;

    SocketSession(IoService service, IoHandler handler, Socket socket) {
        this.service = service;
        this.handler = handler;
        this.socket = socket;
        this.reader = thread(this::read, "sftp-read-" + id);
        this.writer = thread(this::write, "sftp-write-" + id);
    }

    /** A thread that keeps no process alive and no class loader reachable. */
    static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Starts to move bytes. */
    void start() {
        reader.start();
        writer.start();
    }

    /** Waits until both threads have ended; after {@link #close(boolean)} with {@code true} that is soon. */
    void awaitThreads(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        for (Thread thread : new Thread[] {reader, writer}) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
    }

    private void read() {
        byte[] bytes = new byte[READ_BUFFER];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                handler.messageReceived(this, new ByteArrayBuffer(bytes, 0, count));
                awaitResumed();
            }
        } catch (Exception e) {
            failed(e);
        } finally {
            close(true);
        }
    }

    private void awaitResumed() throws InterruptedException {
        synchronized (reading) {
            while (suspended && !isClosing()) {
                reading.wait();
            }
        }
    }

    private void write() {
        try (OutputStream out = socket.getOutputStream()) {
            for (Outgoing next = outgoing.take(); send(next, out); next = outgoing.take()) {
                out.flush();
            }
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            close(true);
        }
    }

    /** False where this was the last one. */
    private boolean send(Outgoing next, OutputStream out) throws IOException {
        @Nullable Buffer buffer = next.buffer;
        if (buffer == null) {
            next.setValue(true);
            return false;
        }
        try {
            waiting.addAndGet(-buffer.available());
            out.write(buffer.array(), buffer.rpos(), buffer.available());
            next.setValue(true);
            return true;
        } catch (IOException e) {
            next.setValue(e);
            throw e;
        }
    }

    private void failed(Exception e) {
        if (!isClosing()) {
            try {
                handler.exceptionCaught(this, e);
            } catch (Exception second) {
                e.addSuppressed(second);
            }
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        Outgoing next = new Outgoing(buffer);
        if (isClosing() || waiting.addAndGet(buffer.available()) > WAITING_LIMIT) {
            next.setValue(new ClosedChannelException());
            close(true);
            return next;
        }
        outgoing.add(next);
        failWhatIsLeftIfClosed();
        return next;
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        Outgoing last = new Outgoing(null);
        outgoing.add(last);
        return builder().when(last).build().close(false);
    }

    @Override
    protected void doCloseImmediately() {
        try {
            socket.close();
        } catch (IOException gone) {
            log.debug("closing a socket that is gone", gone);
        }
        writer.interrupt();
        resumeRead();
        super.doCloseImmediately();
        failWhatIsLeftIfClosed();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            log.debug("the SSH session was closed already", e);
        }
    }

    /** Looked at after adding and after closing, so that one of both sees it. */
    private void failWhatIsLeftIfClosed() {
        if (isClosed()) {
            for (Outgoing left = outgoing.poll(); left != null; left = outgoing.poll()) {
                left.setValue(new ClosedChannelException());
            }
        }
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void suspendRead() {
        synchronized (reading) {
            suspended = true;
        }
    }

    @Override
    public void resumeRead() {
        synchronized (reading) {
            suspended = false;
            reading.notifyAll();
        }
    }

    @Override
    public String toString() {
        return "SocketSession[" + id + "]";
    }

    /** Bytes to be sent, or without a buffer the end of them. */
    private static final class Outgoing extends AbstractIoWriteFuture {
        private final @Nullable Buffer buffer;

        Outgoing(@Nullable Buffer buffer) {
            super("write", null);
            this.buffer = buffer;
        }
    }
}
