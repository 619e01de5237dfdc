package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Predicate;

/** What the figures were taken on. */
final class Machine {
    private static final double KIB_A_GIB = 1024 * 1024;

    private Machine() {}

    /** One sentence: day, processor, memory, system, Java. */
    static String described() throws IOException {
        String processor = first(Path.of("/proc/cpuinfo"), line -> line.startsWith("model name")).replaceFirst(".*:\\s*", "");
        String memory = first(Path.of("/proc/meminfo"), line -> line.startsWith("MemTotal")).replaceAll("\\D", "");
        return String.format(Locale.ROOT, "%s, %d × %s, %.0f GiB, %s %s, Java %s (%s)", LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(), processor.isEmpty() ? System.getProperty("os.arch") : processor,
                memory.isEmpty() ? 0 : Long.parseLong(memory) / KIB_A_GIB, System.getProperty("os.name"),
                System.getProperty("os.version"), Runtime.version(), System.getProperty("java.vm.vendor"));
    }

    /** The load average of the last minute; above the number of cores the figures say little. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String first(Path file, Predicate<String> wanted) throws IOException {
        return Files.readAllLines(file).stream().filter(wanted).findFirst().orElse("");
    }
}
