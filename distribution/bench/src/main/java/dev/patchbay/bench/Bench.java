package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What every row needs: the options, folders for what it starts, and a place to say how far it is. Used by one thread.
 *
 * @param options the command line
 */
record Bench(Options options) {
    /** A row or a few that share what they start. */
    @FunctionalInterface
    interface Measurement {
        /** Runs its rounds and returns lines of the table. */
        List<Line> measure(Bench bench) throws IOException;
    }

    /** A host with this data folder; none of it is running yet. */
    HostProcess.Plan host(String data) {
        return HostProcess.of(options.distribution(), options.work().resolve(data).resolve("data"));
    }

    /** A new folder for a floor. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(options.work().resolve(name));
    }

    /** A line for a person who waits. */
    void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, "  " + format + "%n", values);
    }

    /** Deletes a folder, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
