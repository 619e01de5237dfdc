package dev.patchbay.tck.internal;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections that were opened past the context while it is open: the JDK's sockets and HTTP clients ask the proxy selector
 * first, the context's sockets do not. One at a time in a JVM.
 */
public final class OwnConnections extends ProxySelector implements AutoCloseable {
    private final @Nullable ProxySelector before = ProxySelector.getDefault();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** Begins to look. */
    public OwnConnections() {
        ProxySelector.setDefault(this);
    }

    /** The hosts and ports that were connected to by a thread of a call. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public List<Proxy> select(URI uri) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        if (group != null && group.getName().equals("patchbay-tck-call")) {
            seen.add(uri.getHost() + ":" + uri.getPort());
        }
        return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException why) {
        /* there is no proxy that could have failed */
    }

    @Override
    public void close() {
        ProxySelector.setDefault(before);
    }
}
