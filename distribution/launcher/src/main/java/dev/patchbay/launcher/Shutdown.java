package dev.patchbay.launcher;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process: by a signal (SIGTERM, Ctrl-C), where it stops the framework and exits with 0, or by
 * {@link #exit}. It always ends with {@link Runtime#halt}, so that no thread of a bundle can keep the process. One per
 * process.
 */
final class Shutdown {
    private final PrintStream out;
    private volatile @Nullable AutoCloseable running;
    private volatile int code = ExitCodes.OK;
    private volatile boolean isAsked;

    Shutdown(PrintStream out) {
        this.out = out;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "patchbay-shutdown"));
    }

    /** What must be stopped first. */
    void stops(AutoCloseable started) {
        running = started;
    }

    /** Stops everything and ends the process; does not return. */
    void exit(int exitCode) {
        code = exitCode;
        isAsked = true;
        System.exit(exitCode);
    }

    private void end() {
        AutoCloseable last = running;
        try {
            if (last != null) {
                if (!isAsked) {
                    out.println("Patchbay stops.");
                }
                last.close();
            }
        } catch (Exception e) {
            out.println("Stopping failed: " + e.getMessage());
        } finally {
            out.flush();
            Runtime.getRuntime().halt(code);
        }
    }
}
