package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the configuration of logback. A running host reads it again within two seconds of a change. One line per
 * event, whatever a message holds; times are UTC.
 */
final class LogConfiguration {
    /** A message, and the stack trace of its exception behind it, with bars where the lines ended. */
    private static final String MESSAGE = "%logger: %replace(%msg){'\\p{Cntrl}+', ' '}";
    private static final String TRACE = "%replace(%replace(%ex){'\\p{Cntrl}+$', ''}){'(^|\\p{Cntrl}+)(?=\\P{Cntrl})', ' | '}";
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] " + MESSAGE + TRACE + "%nopex%n";
    private static final String SHORT_LINE = "%-5level " + MESSAGE + "%nopex%n";

    /** Libraries whose every start and stop is of no interest, unless somebody looks for it. */
    private static final Map<String, String> TALKATIVE = Map.of(
            "org.apache.aries.spifly", "warn",
            "org.apache.felix.http", "warn",
            "org.eclipse.jetty", "warn",
            "org.glassfish.jersey", "warn",
            // warns of each resource that is registered as an instance, which is how they are meant to be
            "org.glassfish.jersey.internal.inject.Providers", "error");
    private static final Set<String> VERBOSE = Set.of("trace", "debug");
    /** Prints every header and body below info, callers' keys and passwords with them: no setting makes it do so. */
    private static final String WIRE = "org.eclipse.jetty";

    private LogConfiguration() {
    }

    /** For a host: standard output and {@code logs/patchbay.log}. Replaces the file in one step. */
    static Path writeForHost(SettingValues values, DataFolder data) {
        return write(data.tmp().resolve("logback.xml"), host(values, data.path()));
    }

    /** For a command: warnings to standard error, so that standard output is the command's own. */
    static Path writeForCommand(Path folder) {
        return write(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="error" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%s</pattern></encoder>
                  </appender>
                  <root level="warn"><appender-ref ref="error"/></root>
                </configuration>
                """.formatted(escape(SHORT_LINE)));
    }

    private static boolean isWire(String logger) {
        return logger.equals(WIRE) || logger.startsWith(WIRE + ".");
    }

    static String host(SettingValues values, Path data) {
        String logs = escape(data.resolve("logs").toString().replace('\\', '/'));
        Map<String, String> levels = new TreeMap<>(values.loggers());
        if (!VERBOSE.contains(values.text("log.level"))) {
            TALKATIVE.forEach(levels::putIfAbsent);
        }
        levels.putIfAbsent(WIRE, "info");
        levels.replaceAll((logger, level) -> isWire(logger) && VERBOSE.contains(level) ? "info" : level);
        StringBuilder loggers = new StringBuilder();
        for (Map.Entry<String, String> logger : levels.entrySet()) {
            loggers.append("  <logger name=\"").append(escape(logger.getKey())).append("\" level=\"").append(logger.getValue()).append("\"/>\n");
        }
        return """
                <configuration scan="true" scanPeriod="2 seconds">
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%1$s</pattern></encoder>
                  </appender>
                  <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
                    <file>%2$s/patchbay.log</file>
                    <rollingPolicy class="ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy">
                      <fileNamePattern>%2$s/patchbay.%%d{yyyy-MM-dd,UTC}.%%i.log</fileNamePattern>
                      <maxFileSize>%3$s</maxFileSize>
                      <maxHistory>%4$s</maxHistory>
                      <totalSizeCap>%5$s</totalSizeCap>
                    </rollingPolicy>
                    <encoder><charset>UTF-8</charset><pattern>%1$s</pattern></encoder>
                  </appender>
                %6$s  <root level="%7$s"><appender-ref ref="console"/><appender-ref ref="file"/></root>
                </configuration>
                """.formatted(escape(LINE), logs, values.text("log.max-size"), values.text("log.keep"),
                total(values.text("log.max-size"), values.number("log.keep")), loggers, values.text("log.level"));
    }

    private static String total(String size, int times) {
        int unit = size.length() - 2;
        return Long.parseLong(size.substring(0, unit)) * times + size.substring(unit);
    }

    private static Path write(Path file, String content) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, content);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartFailure(ExitCodes.NOT_WRITABLE, "The file " + file + " cannot be written (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
