package dev.patchbay.core.internal.connections;

import dev.patchbay.host.store.ConnectionRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of the sign-ins of connections, as far as it is shown. Thread-safe. */
public interface SignInFacts {
    /**
     * What a sign-in came to.
     *
     * @param granted the scopes the app named; null where it named none, which means those asked for
     * @param appAccount what the account at the app is called, or its id; null where it is not known
     */
    record SignedIn(List<String> requested, @Nullable List<String> granted, @Nullable String appAccount) {}

    /** When the access tokens of these connections end, those that have one with a known end. */
    Map<String, Long> ends(Collection<String> connections);

    /** The sign-in of an intact connection; empty where there is none, or what is stored of it is not intact. */
    Optional<SignedIn> find(ConnectionRow row);
}
