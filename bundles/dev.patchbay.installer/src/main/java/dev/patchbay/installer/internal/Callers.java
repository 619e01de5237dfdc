package dev.patchbay.installer.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.Set;

/** Who may install, and the host itself. Stateless. */
final class Callers {
    /** The installer itself, looking at its own work and tidying up. */
    static final Caller HOST = new Caller(Caller.Kind.HOST, "host", "host", Set.of(Scope.values()), null, "");

    private Callers() {}

    static void requireInstall(Caller caller) {
        if (!caller.has(Scope.BUNDLES_INSTALL) || caller.account() != null) {
            throw new ProblemException(ProblemType.FORBIDDEN,
                    "This needs a key with the scope bundles:install that is not bound to one account.");
        }
    }

    /**
     * The host on behalf of a file in the watched folder.
     *
     * @param id how the record remembers it
     */
    static Caller watched(String id) {
        return new Caller(Caller.Kind.HOST, id, "watched folder", Set.of(Scope.values()), null, "");
    }
}
