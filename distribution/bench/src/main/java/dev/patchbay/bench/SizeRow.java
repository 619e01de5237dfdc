package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Row 11: the bytes of the distribution, without the data of anybody who ran it in place. */
final class SizeRow implements Bench.Measurement {
    private static final double BYTES_A_MB = 1e6;
    private static final Goal GOAL = Goal.atMost(45);

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        Path home = bench.options().distribution();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.absolute(11, "distribution unpacked, MB", new Samples(bytes(home) / BYTES_A_MB), GOAL));
        try (Stream<Path> beside = Files.list(home.getParent())) {
            for (Path archive : beside.filter(file -> file.toString().endsWith(".tar.gz")).toList()) {
                lines.add(Line.absolute(11, "archive " + archive.getFileName() + ", MB", new Samples(Files.size(archive) / BYTES_A_MB), GOAL));
            }
        }
        return lines;
    }

    private static double bytes(Path home) throws IOException {
        Path data = home.resolve("data");
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.startsWith(data)).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
