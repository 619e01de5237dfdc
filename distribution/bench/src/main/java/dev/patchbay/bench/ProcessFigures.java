package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What Linux says about a process ({@code man 5 proc}).
 *
 * @param cpuMicros user and system time so far, in µs; told in steps of 10 ms
 * @param residentKib resident set, in KiB
 */
record ProcessFigures(long cpuMicros, long residentKib) {
    private static final long MICROS_A_TICK = 10_000;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    static ProcessFigures of(long pid) throws IOException {
        Path folder = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(afterName[UTIME]) + Long.parseLong(afterName[STIME]);
            long resident = Files.readAllLines(folder.resolve("status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
            return new ProcessFigures(ticks * MICROS_A_TICK, resident);
        } catch (NoSuchFileException e) {
            throw new IOException("process " + pid + " is not there, or this is no Linux", e);
        }
    }
}
