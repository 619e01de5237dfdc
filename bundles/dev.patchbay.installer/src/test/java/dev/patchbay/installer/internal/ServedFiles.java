package dev.patchbay.installer.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A way out behind which files lie, by address; everything else is 404, a host that was not granted is refused. */
final class ServedFiles implements Egress {
    final Map<String, byte[]> files = new TreeMap<>();
    final Map<String, Integer> statuses = new TreeMap<>();
    final List<String> requests = new ArrayList<>();

    void put(String address, byte[] content) {
        files.put(address, content);
    }

    void put(String address, String content) {
        put(address, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public EgressCall open(Collection<String> hosts, Set<Integer> loopbackPorts) {
        return new Call(List.copyOf(hosts));
    }

    @Override
    public EgressCall openToSelf(URI publicUrl) {
        throw new UnsupportedOperationException("an installer does not ask the host itself");
    }

    private final class Call implements EgressCall {
        private final List<String> hosts;

        Call(List<String> hosts) {
            this.hosts = hosts;
        }

        @Override
        public HttpSender http() {
            return call -> {
                URI uri = call.uri();
                int port = uri.getPort() < 0 ? uri.getScheme().equals("https") ? 443 : 80 : uri.getPort();
                if (!hosts.contains(uri.getHost() + ":" + port)) {
                    throw new ConnectionFailure(Reason.EGRESS_REFUSED, uri.getHost() + " is not granted");
                }
                String authorization = call.headers().stream().filter(h -> h.name().equals("Authorization"))
                        .map(h -> " " + h.value()).findFirst().orElse("");
                requests.add(uri + authorization);
                byte @Nullable [] file = files.get(uri.toString());
                int status = statuses.getOrDefault(uri.toString(), file == null ? 404 : 200);
                return new HttpReply(status, Map.of(), file == null ? new byte[0] : file);
            };
        }

        @Override
        public SocketFactory sockets() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocketFactory serverSockets() {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509TrustManager trustManager() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InetSocketAddress resolve(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferred() {
            return 0;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
