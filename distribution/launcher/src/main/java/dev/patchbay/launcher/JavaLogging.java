package dev.patchbay.launcher;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What libraries and the JDK report through {@code java.util.logging}, in the host's log. Thread-safe. */
final class JavaLogging extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final HostLog log;

    private JavaLogging(HostLog log) {
        this.log = log;
    }

    /** From here on, for the whole process. */
    static void toLog(HostLog log) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new JavaLogging(log));
    }

    @Override
    public void publish(LogRecord line) {
        int level = line.getLevel().intValue();
        HostLog.Level here = level >= Level.SEVERE.intValue() ? HostLog.Level.ERROR
                : level >= Level.WARNING.intValue() ? HostLog.Level.WARN : HostLog.Level.INFO;
        log.log(here, line.getLoggerName() == null ? "java" : line.getLoggerName(), formatter.formatMessage(line), line.getThrown());
    }

    @Override
    public void flush() {
        // the log writes each line as it comes
    }

    @Override
    public void close() {
        // nothing is held
    }
}
