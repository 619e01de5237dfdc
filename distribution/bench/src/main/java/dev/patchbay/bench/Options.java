package dev.patchbay.bench;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param rounds how often each figure is measured
 * @param seconds how long one round of a load lasts
 * @param only the rows to measure
 * @param stored how many connections rows 2 and 14 store
 * @param providers how many providers rows 7 and 8 install
 * @param distribution the assembled distribution's folder
 * @param work where data folders and logs of the run go
 * @param into a Markdown file whose table is replaced, or null
 * @param minutes how long renewing is disturbed; 0 where rows are measured
 */
record Options(int rounds, int seconds, Set<Integer> only, int stored, int providers, Path distribution, Path work,
        @Nullable Path into, int minutes) {
    static final String HELP = """
            java -jar distribution/bench/target/bench.jar [refresh] [options]
              refresh             no rows, but renewing while the host is killed and frozen
              --minutes 10        how long that goes on; a calm minute follows
              --only 1,3          these rows; without it all but 12, which builds the whole project once
              --rounds 5          how often each figure is measured
              --seconds 3         how long one round of a load lasts
              --stored 100000     connections stored for rows 2 and 14
              --providers 1000    providers installed for rows 7 and 8
              --distribution DIR  distribution/target/patchbay
              --work DIR          distribution/bench/target/work; emptied first
              --into FILE         a Markdown file whose figures are replaced
            """;
    private static final Set<Integer> USUAL = Set.of(1, 2, 3, 5, 6, 7, 8, 11, 13, 14);
    private static final Set<Integer> ALL = Set.of(1, 2, 3, 5, 6, 7, 8, 11, 12, 13, 14);

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException saying what is not understood
     */
    static Options parse(String... arguments) {
        Path target = jar().getParent();
        Options options = new Options(5, 3, new TreeSet<>(USUAL), 100_000, 1_000,
                target.resolve("../../target/patchbay").normalize(), target.resolve("work"), null, 0);
        boolean refresh = arguments.length > 0 && arguments[0].equals("refresh");
        if (refresh) {
            options = options.with("--minutes", "10");
        }
        for (int i = refresh ? 1 : 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value, or is not known.");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--rounds" -> new Options(number(value), seconds, only, stored, providers, distribution, work, into, minutes);
            case "--seconds" -> new Options(rounds, number(value), only, stored, providers, distribution, work, into, minutes);
            case "--only" -> new Options(rounds, seconds, rows(value), stored, providers, distribution, work, into, minutes);
            case "--stored" -> new Options(rounds, seconds, only, number(value), providers, distribution, work, into, minutes);
            case "--providers" -> new Options(rounds, seconds, only, stored, number(value), distribution, work, into, minutes);
            case "--distribution" -> new Options(rounds, seconds, only, stored, providers, path(value), work, into, minutes);
            case "--work" -> new Options(rounds, seconds, only, stored, providers, distribution, path(value), into, minutes);
            case "--into" -> new Options(rounds, seconds, only, stored, providers, distribution, work, path(value), minutes);
            case "--minutes" -> new Options(rounds, seconds, only, stored, providers, distribution, work, into, number(value));
            default -> throw new IllegalArgumentException("There is no option " + name + ".");
        };
    }

    /** The benchmark's own jar. */
    static Path jar() {
        try {
            return Path.of(Options.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path path(String value) {
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(value + " is no number from 1 on.");
        }
        return Integer.parseInt(value);
    }

    private static Set<Integer> rows(String value) {
        Set<Integer> rows = Arrays.stream(value.split(",")).map(Options::number).collect(Collectors.toCollection(TreeSet::new));
        if (!ALL.containsAll(rows)) {
            throw new IllegalArgumentException("The rows are " + new TreeSet<>(ALL) + ".");
        }
        return rows;
    }
}
