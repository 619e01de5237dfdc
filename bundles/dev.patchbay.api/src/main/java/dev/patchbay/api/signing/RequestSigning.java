package dev.patchbay.api.signing;

import dev.patchbay.api.provider.ConnectionContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Mixed into a provider whose app wants each request signed. Must be thread-safe. */
@ConsumerType
public interface RequestSigning {

    /**
     * A request to sign. Immutable.
     *
     * @param method the HTTP method, upper case
     * @param uri the absolute URI, its host inside the connection's grant
     * @param form the form parameters of the body, where it has any
     */
    record Request(String method, URI uri, Map<String, List<String>> form) {
        /** Copies the map. */
        public Request {
            form = Map.copyOf(form);
        }
    }

    /** The headers to add, by name: up to 50, each value of visible ASCII characters and at most 8 KiB long. */
    Map<String, String> sign(ConnectionContext context, Request request) throws Exception;
}
