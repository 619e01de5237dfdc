package dev.patchbay.launcher;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The log of the host, for the launcher, the framework and whatever is printed on standard error. SLF4J lives in a
 * bundle, so it is reached by reflection once that bundle runs; lines before that are kept and come first. Thread-safe.
 */
final class HostLog {
    /** The level of a line. */
    enum Level { DEBUG, INFO, WARN, ERROR }

    private record Line(Level level, String logger, String message, @Nullable Throwable cause) {
    }

    private static final int MOST_KEPT = 200;

    private final List<Line> kept = new ArrayList<>();
    private @Nullable Class<?> loggers;

    /** A line of the launcher. */
    void log(Level level, String message) {
        log(level, "dev.patchbay.launcher", message, null);
    }

    synchronized void log(Level level, String logger, String message, @Nullable Throwable cause) {
        Line line = new Line(level, logger, message, cause);
        if (loggers != null) {
            forward(loggers, line);
        } else if (kept.size() < MOST_KEPT) {
            kept.add(line);
        }
    }

    /** From here on lines go to the log, those kept first. Not before every bundle runs: SLF4J looks for its provider once. */
    synchronized void attach(Bundle slf4j) {
        try {
            loggers = slf4j.loadClass("org.slf4j.LoggerFactory");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        kept.forEach(line -> forward(loggers, line));
        kept.clear();
    }

    /** The log is going away: lines are kept again. */
    synchronized void detach() {
        loggers = null;
    }

    /** The lines kept so far. */
    synchronized List<String> kept() {
        return kept.stream().map(line -> line.level + " " + line.message).toList();
    }

    /** Prints warnings and errors that were kept; for a start that failed. */
    synchronized void dump(PrintStream out) {
        kept.stream().filter(line -> line.level.compareTo(Level.WARN) >= 0)
                .forEach(line -> out.println(line.level + " " + line.message));
        kept.clear();
    }

    private static void forward(Class<?> loggers, Line line) {
        try {
            Object logger = loggers.getMethod("getLogger", String.class).invoke(null, line.logger);
            Class<?> type = loggers.getClassLoader().loadClass("org.slf4j.Logger");
            Method method = type.getMethod(line.level.name().toLowerCase(Locale.ROOT), String.class, Throwable.class);
            method.invoke(logger, line.message, line.cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
