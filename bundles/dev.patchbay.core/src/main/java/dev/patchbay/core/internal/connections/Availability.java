package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.store.ConnectionGroup;
import dev.patchbay.host.store.ConnectionRow;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection's provider is here and fits. What it says is never stored: it is asked again for each answer, so that a
 * provider that is back is back at once. Thread-safe.
 */
public final class Availability {
    private final Providers providers;
    private final Predicate<ConnectionMethod> hasEngine;

    /**
     * @param hasEngine whether something here runs the sign-in of a method that needs one
     */
    public Availability(Providers providers, Predicate<ConnectionMethod> hasEngine) {
        this.providers = providers;
        this.hasEngine = hasEngine;
    }

    /** Why the connection cannot be used whatever its status, or null. */
    @Nullable String problem(ConnectionRow row) {
        Providers.Live live = providers.find(row.provider()).orElse(null);
        return live == null ? providers.whyUnavailable(row.provider()) : problem(row, live);
    }

    /** Whether the connections of a kind can be used, whatever their status. */
    boolean isUsable(ConnectionGroup kind) {
        return providers.find(kind.provider())
                .filter(live -> problem(kind.owner(), kind.schemaVersion(), kind.method(), live) == null)
                .isPresent();
    }

    /** The same as {@link #problem(ConnectionRow)} for a provider that is here. */
    @Nullable String problem(ConnectionRow row, Providers.Live live) {
        return problem(row.owner(), row.schemaVersion(), row.method(), live);
    }

    private @Nullable String problem(String owner, int schemaVersion, String methodId, Providers.Live live) {
        ConnectionDefinition definition = live.definition();
        String provider = definition.id();
        if (!live.owner().equals(owner)) {
            return "The provider " + provider + " is given by the bundle " + live.owner()
                    + ", and this connection was made with that of " + owner + ".";
        }
        if (schemaVersion > definition.version()) {
            return "This connection was stored by a newer version of the provider " + provider + " (schema "
                    + schemaVersion + "; the one installed knows " + definition.version() + ").";
        }
        if (schemaVersion < definition.version()) {
            return null;
        }
        Optional<ConnectionMethod> method = definition.method(methodId);
        return method.isPresent()
                ? signInProblem(live, method.get())
                : "The provider " + provider + " no longer has the method " + methodId + ".";
    }

    /** Why nothing here can make the credential of this method, or null. */
    @Nullable String signInProblem(Providers.Live live, ConnectionMethod method) {
        if (method.auth() instanceof Auth.Interactive && !live.hooks().has(Hook.INTERACTIVE)) {
            return "The provider " + live.definition().id() + " does not run the sign-in it declares.";
        }
        return needsEngine(method) && !hasEngine.test(method)
                ? "No engine for the authentication '" + method.auth().kind() + "' is installed."
                : null;
    }

    /** Whether an engine makes the credential of this method. */
    public static boolean needsEngine(ConnectionMethod method) {
        return method.auth() instanceof OAuth2 || method.auth() instanceof Auth.OAuth1;
    }

    /** Whether connections of this method hold tokens: an engine makes them, or the provider renews what it has itself. */
    public static boolean hasTokens(Providers.Live live, ConnectionMethod method) {
        return needsEngine(method) || !(method.auth() instanceof Auth.None) && live.hooks().has(Hook.REFRESH);
    }
}
