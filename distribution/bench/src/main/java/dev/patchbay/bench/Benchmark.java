package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Runs the rows one after another and prints their table. What it means stands in {@code distribution/docs/benchmark.md}. */
public final class Benchmark {
    private static final int USAGE = 64;
    private static final String ROWS = "figures";
    private static final String REFRESH = "refresh";

    private Benchmark() {}

    /** Runs what the command line asks for. */
    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
            if (!Files.isDirectory(options.distribution())) {
                throw new IllegalArgumentException("There is no distribution at " + options.distribution() + "; build it first.");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.HELP);
            System.exit(USAGE);
            return;
        }
        Bench.delete(options.work());
        Files.createDirectories(options.work());
        boolean refresh = options.minutes() > 0;
        String table = refresh ? refresh(new Bench(options)) : run(new Bench(options));
        System.out.print("\n" + table);
        Path into = options.into();
        if (into != null) {
            replace(into, refresh ? REFRESH : ROWS, table);
        }
    }

    private static String refresh(Bench bench) throws IOException {
        String machine = Machine.described();
        double load = Machine.load();
        System.out.println(machine);
        int minutes = bench.options().minutes();
        return String.format(Locale.ROOT, "%s. %d minutes and a calm one; load average %.1f before.%n%n", machine, minutes, load)
                + new RefreshRun(bench).measure(minutes);
    }

    private static String run(Bench bench) throws IOException {
        String machine = Machine.described();
        double load = Machine.load();
        System.out.println(machine);
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Set<Integer>, Supplier<Bench.Measurement>> each : rows().entrySet()) {
            if (each.getKey().stream().anyMatch(bench.options().only()::contains)) {
                System.out.println("rows " + each.getKey());
                lines.addAll(each.getValue().get().measure(bench));
            }
        }
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT,
                "%s. %d rounds of %d s; median [min..max]; load average %.1f before.%n%n", machine, bench.options().rounds(),
                bench.options().seconds(), load)).append(Line.HEAD);
        lines.forEach(line -> table.append(line.markdown()));
        return table.toString();
    }

    private static Map<Set<Integer>, Supplier<Bench.Measurement>> rows() {
        Map<Set<Integer>, Supplier<Bench.Measurement>> rows = new LinkedHashMap<>();
        rows.put(Set.of(1, 2), CredentialRows::new);
        rows.put(Set.of(3), CreateRow::new);
        rows.put(Set.of(5, 6), StartRows::new);
        rows.put(Set.of(7), UploadRow::new);
        rows.put(Set.of(8), JsonProvidersRow::new);
        rows.put(Set.of(11), SizeRow::new);
        rows.put(Set.of(13), SpinningRow::new);
        rows.put(Set.of(14), ConsoleRow::new);
        rows.put(Set.of(12), BuildRow::new);
        return rows;
    }

    private static void replace(Path file, String place, String table) throws IOException {
        String text = Files.readString(file);
        String first = "<!-- " + place + " -->\n";
        int begin = text.indexOf(first);
        int end = text.indexOf("<!-- /" + place + " -->");
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no place for " + place);
        }
        Files.writeString(file, text.substring(0, begin + first.length()) + table + text.substring(end));
    }
}
