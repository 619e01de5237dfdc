package dev.patchbay.launcher;

/** Why the host cannot start or a command cannot run: sentences for a person, and the exit code that goes with them. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** With one of {@link ExitCodes} and sentences that say what to do; no secret may stand in them. */
    public StartFailure(int exitCode, String sentences) {
        super(sentences);
        this.exitCode = exitCode;
    }

    /** The process exit code. */
    public int exitCode() {
        return exitCode;
    }
}
