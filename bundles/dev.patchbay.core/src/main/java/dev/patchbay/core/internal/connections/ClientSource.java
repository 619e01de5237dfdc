package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Values;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The OAuth clients, as connections use them: not authorised, that is for the caller. Thread-safe. */
public interface ClientSource {
    /** A client in clear. {@code account} null: for all accounts. */
    record Client(
            String id, @Nullable String account, String provider, String method, String label, boolean complete, Values values) {
        /** These values of a connection and the client's together; where both have a name the client's counts. */
        public Values mergedWith(Values own) {
            Map<String, Object> all = new TreeMap<>(own.asMap());
            all.putAll(values.asMap());
            return Values.of(all);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * A client whose record is intact, and whose provider is given by the bundle it was made with. One of all accounts is not
     * found where its provider has come to let a connection decide the host its secret would go to.
     */
    Optional<Client> find(String id);

    /**
     * The complete clients a connection of this account may use for a method, the account's own first; for no account those of
     * all alone. A client of all accounts is left out where a field of the connection decides the host its secret would go
     * to.
     */
    List<Client> usable(@Nullable String account, String provider, String method);

    /** What is registered at the app for a client. */
    URI redirectUri(String client);
}
