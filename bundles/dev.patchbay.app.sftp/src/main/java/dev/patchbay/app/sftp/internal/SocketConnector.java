package dev.patchbay.app.sftp.internal;

import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lets the SSH library use one socket that is connected already, and none else: so it goes nowhere but where the host let
 * that socket go. For one client.
 */
final class SocketConnector extends AbstractCloseable implements IoServiceFactoryFactory, IoServiceFactory, IoConnector {
    private final Socket socket;
    private @Nullable IoHandler handler;
    private volatile @Nullable SocketSession session;

    SocketConnector(Socket socket) {
        this.socket = socket;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return this;
    }

    /** Nothing: no executor is used. */
    @Override
    public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
        log.debug("no executor is used");
    }

    @Override
    public IoConnector createConnector(IoHandler events) {
        handler = events;
        return this;
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler events) {
        throw new UnsupportedOperationException("nothing is accepted");
    }

    @Override
    public IoConnectFuture connect(SocketAddress to, @Nullable AttributeRepository context, @Nullable SocketAddress from) {
        IoConnectFuture future = new DefaultIoConnectFuture(to, null);
        IoHandler events = handler;
        if (events == null || session != null) {
            throw new IllegalStateException("one connection, after createConnector");
        }
        SocketSession made = new SocketSession(this, events, socket);
        try {
            events.sessionCreated(made);
            session = made;
            future.setSession(made);
            made.start();
        } catch (Exception e) {
            made.close(true);
            future.setException(e);
        }
        return future;
    }

    /** Waits until the threads of the connection have ended. */
    void awaitThreads(long milliseconds) throws InterruptedException {
        SocketSession made = session;
        if (made != null) {
            made.awaitThreads(milliseconds);
        }
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        return builder().sequential(session).build().close(false);
    }

    @Override
    protected void doCloseImmediately() {
        SocketSession made = session;
        if (made != null) {
            made.close(true);
        }
        super.doCloseImmediately();
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        SocketSession made = session;
        return made == null ? Map.of() : Map.of(made.getId(), made);
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return null;
    }

    /** Nothing: no events are reported. */
    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        log.debug("no events are reported");
    }
}
