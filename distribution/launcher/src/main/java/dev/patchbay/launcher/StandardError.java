package dev.patchbay.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error as lines of the log: some libraries report their troubles nowhere else. Thread-safe through PrintStream. */
final class StandardError extends OutputStream {
    private static final int LONGEST_LINE = 8_192;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final HostLog log;

    private StandardError(HostLog log) {
        this.log = log;
    }

    /** From here on. */
    static void toLog(HostLog log) {
        System.setErr(new PrintStream(new StandardError(log), true, StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) {
        if (b != '\n' && line.size() < LONGEST_LINE) {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isEmpty()) {
            log.log(HostLog.Level.WARN, "stderr", text, null);
        }
    }
}
