package dev.patchbay.rest.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collections;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Makes the client that trusted proxies tell of the remote address of every request, so that no servlet on the port has to
 * ask who may be believed. Thread-safe.
 */
final class ForwardedClient implements HttpConfiguration.Customizer {
    private final ClientAddress clientAddress;

    ForwardedClient(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        String peer = Request.getRemoteAddr(request);
        String client = clientAddress.resolve(peer, Collections.enumeration(request.getHeaders().getValuesList("X-Forwarded-For")));
        return client.equals(peer) ? request : new From(request, InetSocketAddress.createUnresolved(client, 0));
    }

    private static final class From extends Request.Wrapper {
        private final ConnectionMetaData connection;

        From(Request request, SocketAddress client) {
            super(request);
            connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
