package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Row 12: a clean build without tests, from a copy of the sources, with the local Maven repository as it is. */
final class BuildRow implements Bench.Measurement {
    private static final Set<String> NOT_COPIED = Set.of("target", ".git", "data");
    private static final long LONGEST_MINUTES = 20;

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        Path sources = bench.options().distribution().resolve("../../..").normalize();
        Path copy = bench.folder("build/patchbay");
        Files.walkFileTree(sources, new Copy(sources, copy));
        long begin = System.nanoTime();
        build(bench, copy);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return List.of(Line.absolute(12, "clean build without tests (`mvn -q -DskipTests package`), s", new Samples(seconds), Goal.atMost(60)));
    }

    private static void build(Bench bench, Path copy) throws IOException {
        Path output = copy.resolveSibling("build.log");
        bench.say("mvn -q -DskipTests package, in %s", copy);
        Process process = new ProcessBuilder("mvn", "-B", "-ntp", "-q", "-DskipTests", "package").directory(copy.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("the build did not end: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the build failed: " + output);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (NOT_COPIED.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
        }
    }
}
