package dev.patchbay.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that in the end holds exactly what was put into it; what has not changed is not touched. Of one thread. */
final class OutputFolder {
    private final Path root;
    private final Set<Path> wanted = new HashSet<>();

    OutputFolder(Path root) {
        this.root = root;
    }

    void put(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        wanted.add(file);
        Files.createDirectories(file.getParent());
        boolean same = Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes);
        if (!same) {
            Files.write(file, bytes);
        }
    }

    /** Takes away what a former run left. */
    void end() throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).filter(file -> !wanted.contains(file)).toList()) {
                Files.delete(file);
            }
        }
    }
}
