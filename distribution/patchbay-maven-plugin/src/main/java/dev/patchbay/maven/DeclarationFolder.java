package dev.patchbay.maven;

import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.DeclarationFault;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/** The declarations of a project: every {@code *.connection.json} of one folder, each called after its id. Used by one thread. */
final class DeclarationFolder {
    private final Path folder;

    DeclarationFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The files, whole: what {@code extends} names is written out.
     *
     * @return UTF-8 JSON by provider id
     * @throws MojoFailureException with every fault of every file, one a line
     */
    Map<String, byte[]> read() throws MojoFailureException {
        Map<String, byte[]> whole = new TreeMap<>();
        List<DeclarationFault> faults = new ArrayList<>();
        for (Path file : files()) {
            try {
                byte[] bytes = Declarations.whole(shown(file), Files.readAllBytes(file), this::other);
                whole.put(Declarations.read(shown(file), bytes).id(), bytes);
            } catch (DeclarationException e) {
                faults.addAll(e.faults());
            } catch (IOException e) {
                throw new MojoFailureException(file + " cannot be read.", e);
            }
        }
        if (!faults.isEmpty()) {
            throw new MojoFailureException(faults.stream().map(DeclarationFault::toString)
                    .collect(Collectors.joining(System.lineSeparator(), "faults:" + System.lineSeparator(), "")));
        }
        return whole;
    }

    private List<Path> files() throws MojoFailureException {
        List<Path> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(file -> file.getFileName().toString().endsWith(Declarations.SUFFIX)).sorted().toList();
            } catch (IOException e) {
                throw new MojoFailureException(folder + " cannot be read.", e);
            }
        }
        if (files.isEmpty()) {
            throw new MojoFailureException("There is no *" + Declarations.SUFFIX + " in " + folder + ".");
        }
        return files;
    }

    private Optional<byte[]> other(String id) {
        Path file = folder.resolve(id + Declarations.SUFFIX);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(Path file) {
        return file.getFileName().toString();
    }
}
