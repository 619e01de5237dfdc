package dev.patchbay.api.provider;

import dev.patchbay.api.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One call's view of a connection: its values and the only ways to the network. Sockets belong to the call: the host closes
 * them when it ends. Every address is checked against the connection's grant and the operator's {@code egress.*} settings; a
 * refused one throws {@link dev.patchbay.api.ConnectionFailure} with {@code EGRESS_REFUSED} before a byte is sent.
 * Thread-safe; not to be kept after the call.
 */
@ProviderType
public interface ConnectionContext {

    /** The values, defaults filled in. */
    Values values();

    /** The id of the method the connection uses. */
    String method();

    /** The access token, where {@link Auth} or the provider itself gives one and the sign-in is done. */
    Optional<Secret> accessToken();

    /** Sends HTTP requests to the grant's hosts. */
    HttpSender http();

    /** Plain sockets to the grant's hosts; wrap them for TLS with {@link #trustManager()}. Resolves the name once. */
    SocketFactory sockets();

    /** Listening sockets that accept only from the grant's hosts (active FTP needs one). */
    ServerSocketFactory serverSockets();

    /** The certificates this host trusts: the JDK's and those of {@code egress.ca-file}. Does not check host names. */
    X509TrustManager trustManager();

    /**
     * Resolves a name and checks every address it has.
     *
     * @throws java.net.UnknownHostException where the name has no address
     */
    InetSocketAddress resolve(String host, int port) throws IOException;

    /** {@code template} with each {@code {field}} replaced and URL-encoded; a secret or unknown field is refused. */
    String expand(String template);

    /** Where an app sends the person back to; in an interactive sign-in an address of this sign-in alone. */
    URI callbackUri();
}
