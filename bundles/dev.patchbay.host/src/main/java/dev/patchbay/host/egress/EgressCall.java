package dev.patchbay.host.egress;

import dev.patchbay.api.provider.HttpSender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.osgi.annotation.versioning.ProviderType;

/** One call's way out; {@link #close()} closes every socket of it, which also ends blocked reads. Thread-safe. */
@ProviderType
public interface EgressCall extends AutoCloseable {
    /** HTTP to the granted hosts. */
    HttpSender http();

    /**
     * The same for files, with bounds of its own; who has none keeps to those of {@link #http()}.
     *
     * @param largest the most bytes a reply's body may have
     * @param within how long a call may take
     */
    default HttpSender http(int largest, Duration within) {
        return http();
    }

    /** Sockets to the granted hosts. */
    SocketFactory sockets();

    /** Listening sockets that accept from the granted hosts only. */
    ServerSocketFactory serverSockets();

    /** The JDK's roots and those of {@code egress.ca-file}. */
    X509TrustManager trustManager();

    /** Resolves and checks. */
    InetSocketAddress resolve(String host, int port) throws IOException;

    /** Bytes read and written so far: the measure of progress. */
    long transferred();

    /** Closes every socket; idempotent. */
    @Override
    void close();
}
