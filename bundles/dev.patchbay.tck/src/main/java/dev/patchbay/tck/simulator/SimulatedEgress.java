package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;

/** A way out that leads to simulated apps alone, by HTTP alone. */
record SimulatedEgress(SimulatedNetwork network) implements Egress {
    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return new Call(network);
    }

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        throw new UnsupportedOperationException("there is no host of ours in this network");
    }

    private record Call(SimulatedNetwork network) implements EgressCall {
        @Override
        public HttpSender http() {
            return network;
        }

        @Override
        public SocketFactory sockets() {
            throw new UnsupportedOperationException("a declaration opens no sockets");
        }

        @Override
        public ServerSocketFactory serverSockets() {
            throw new UnsupportedOperationException("a declaration opens no sockets");
        }

        @Override
        public X509TrustManager trustManager() {
            throw new UnsupportedOperationException("a declaration opens no sockets");
        }

        @Override
        public InetSocketAddress resolve(String host, int port) {
            throw new UnsupportedOperationException("a declaration resolves no names");
        }

        @Override
        public long transferred() {
            return 0;
        }

        @Override
        public void close() {
            /* each request has a connection of its own, which ends with it */
        }
    }
}
