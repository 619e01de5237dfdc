package dev.patchbay.acceptance;

import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The distribution under test, and the folders its tests work in. Stateless. */
final class Distribution {
    /** As the assembly made it; nothing is ever written there. */
    static final Path FOLDER = path("patchbay.test.distribution");
    /** The README of the project. */
    static final Path README = path("patchbay.test.readme");

    private static final Path WORK = path("patchbay.test.target").resolve("acceptance");
    /** The code of a host that lives for seconds is not worth the second compiler's time. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -Xmx192m";

    private Distribution() {}

    /** An empty folder for a test class. */
    static Path workFolder(Class<?> test) {
        Path folder = WORK.resolve(test.getSimpleName());
        delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host on this data folder, that may reach 127.0.0.1. */
    static HostProcess.Plan host(Path data) {
        return HostProcess.of(FOLDER, data).javaOptions(SHORT_LIVED).setting("egress.allow", "127.0.0.1");
    }

    /** A command on this data folder. */
    static HostProcess.Plan command(Path data, String... words) {
        return HostProcess.of(FOLDER, data).javaOptions(SHORT_LIVED).command(words);
    }

    /** An integration, as an operator finds it. */
    static Path integration(String symbolicName) {
        try (Stream<Path> files = Files.list(FOLDER.resolve("integrations"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(symbolicName + "-")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the program, without data that somebody may have in it. */
    static void copyTo(Path target) throws IOException {
        Files.walkFileTree(FOLDER, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(FOLDER.resolve("data"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(FOLDER.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(FOLDER.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Every file below a folder. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder and all in it. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
    }
}
