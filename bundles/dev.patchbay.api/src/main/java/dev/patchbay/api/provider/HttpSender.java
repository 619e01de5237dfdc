package dev.patchbay.api.provider;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Sends control calls: no redirects are followed, a reply may have 1 MiB, a call 10 seconds. Thread-safe. */
@ProviderType
@FunctionalInterface
public interface HttpSender {

    /**
     * Sends a request and reads the whole reply; any status is a reply.
     *
     * @throws dev.patchbay.api.ConnectionFailure with {@code EGRESS_REFUSED} where the address is not allowed
     * @throws IOException where the app cannot be reached or breaks the protocol
     */
    HttpReply send(HttpCall call) throws IOException;
}
