package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The OAuth clients, as connections use them: not authorised, that is for the caller. Thread-safe. */
public interface ClientSource {
    /** A client in clear. {@code account} null: for all accounts. */
    record Client(
            String id, @Nullable String account, String provider, String method, String label, boolean complete, Values values) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** A client whose record is intact. */
    Optional<Client> find(String id);

    /**
     * The complete clients a connection of this account may use for a method, the account's own first. A client of all
     * accounts is left out where a field of the connection decides the host its secret would go to.
     */
    List<Client> usable(String account, String provider, String method);

    /** What is registered at the app for a client. */
    URI redirectUri(String client);
}
