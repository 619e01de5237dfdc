package dev.patchbay.host.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as authentication found out. Every host method takes one; core decides. Immutable.
 *
 * @param kind what kind of caller
 * @param id stable id for the audit: of the API key, of the session, of the bundle
 * @param label what a person reads
 * @param scopes what it may do
 * @param account the only account it may see, or null for all
 * @param address where the request came from, for the audit; empty inside the JVM
 */
public record Caller(Kind kind, String id, String label, Set<Scope> scopes, @Nullable String account, String address) {
    /** What kind of caller. */
    public enum Kind {
        /** A program or person with an API key. */
        API_KEY,
        /** A bundle in this JVM. */
        BUNDLE,
        /** A person in a connect session. */
        SESSION,
        /** An operator who signed in. */
        OPERATOR_SESSION,
        /** A person who was sent to an account's connections. */
        ACCOUNT_SESSION,
        /** The command line on this machine. */
        COMMAND_LINE,
        /** The host itself, at start and in the background. */
        HOST
    }

    /** Copies the set. */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it has the scope. */
    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }
}
