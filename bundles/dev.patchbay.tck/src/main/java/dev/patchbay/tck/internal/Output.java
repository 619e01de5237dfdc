package dev.patchbay.tck.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What is logged and printed while it is open: {@code java.util.logging} and SLF4J at every level, {@code System.out} and
 * {@code System.err}. One at a time in a JVM. What the JDK and
 * the test itself log is left out: the app runs in this JVM too.
 */
public final class Output implements AutoCloseable {
    private static final Pattern NOT_THE_PROVIDERS =
            Pattern.compile("(java|javax|jdk|sun|com\\.sun|dev\\.patchbay\\.(core|egress|tck))(\\..*)?");

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final java.util.logging.Level rootLevel = root.getLevel();
    private final Handler handler = new JulLines();
    private final Lines lines = new Lines();
    private final ch.qos.logback.classic.@Nullable Logger logback = logback(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final @Nullable Level logbackLevel = logback == null ? null : logback.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    /** Keeps the parts of the host that run in a test from filling the console, unless the author set a level. */
    public static void quietHost() {
        for (String name : List.of("dev.patchbay.core", "dev.patchbay.egress")) {
            ch.qos.logback.classic.Logger logger = logback(name);
            if (logger != null && logger.getLevel() == null) {
                logger.setLevel(Level.WARN);
            }
        }
    }

    private static ch.qos.logback.classic.@Nullable Logger logback(String name) {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context ? context.getLogger(name) : null;
    }

    /** Whether what goes to SLF4J is heard: only where Logback writes it. */
    public boolean hearsSlf4j() {
        return logback != null;
    }

    /** Begins to listen. */
    public Output() {
        root.addHandler(handler);
        root.setLevel(java.util.logging.Level.ALL);
        if (logback != null) {
            logback.iteratorForAppenders().forEachRemaining(others::add);
            others.forEach(logback::detachAppender);
            lines.setContext(logback.getLoggerContext());
            lines.start();
            logback.setLevel(Level.TRACE);
            logback.addAppender(lines);
        }
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    /** The lines that were logged. */
    public List<String> logged() {
        return List.copyOf(logged);
    }

    /** What was printed. */
    public String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        if (logback != null) {
            logback.detachAppender(lines);
            others.forEach(logback::addAppender);
            logback.setLevel(logbackLevel);
            lines.stop();
        }
        root.setLevel(rootLevel);
        root.removeHandler(handler);
    }

    private final class Lines extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder line = new StringBuilder(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
            for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
                line.append(' ').append(each.getMessage());
            }
            if (!NOT_THE_PROVIDERS.matcher(event.getLoggerName()).matches()) {
                logged.add(line.toString());
            }
        }
    }

    private final class JulLines extends Handler {
        @Override
        public void publish(LogRecord entry) {
            String name = String.valueOf(entry.getLoggerName());
            if (!NOT_THE_PROVIDERS.matcher(name).matches()) {
                String text = new SimpleFormatter().formatMessage(entry);
                String why = entry.getThrown() == null ? "" : String.join(" ", Leaks.texts(entry.getThrown()));
                logged.add(name + " " + text + " " + why);
            }
        }

        @Override
        public void flush() {
            /* nothing is held back */
        }

        @Override
        public void close() {
            /* nothing to close */
        }
    }
}
