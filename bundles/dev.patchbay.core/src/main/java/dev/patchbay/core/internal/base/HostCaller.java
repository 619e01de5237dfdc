package dev.patchbay.core.internal.base;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import java.util.EnumSet;

/** Callers that are no request: the host itself and the command line on its machine. */
public final class HostCaller {
    /** The host, in the background and at start. */
    public static final Caller HOST = of(Caller.Kind.HOST, "host", "Patchbay");
    /** Whoever may run commands on the machine. */
    public static final Caller COMMAND_LINE = of(Caller.Kind.COMMAND_LINE, "command-line", "Command line");

    private HostCaller() {}

    private static Caller of(Caller.Kind kind, String id, String label) {
        return new Caller(kind, id, label, EnumSet.allOf(Scope.class), null, "");
    }
}
