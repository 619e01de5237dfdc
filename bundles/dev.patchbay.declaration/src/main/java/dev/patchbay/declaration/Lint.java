package dev.patchbay.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks declarations as the host will, without a host; one may extend another that is checked with it or lies beside it.
 * Stateless.
 */
public final class Lint {
    /** The exit code where there are faults: data that cannot be used (sysexits.h, EX_DATAERR). */
    public static final int FAULTY = 65;

    private static final int DEEPEST = 16;

    private Lint() {}

    /**
     * What was found.
     *
     * @param files how many files were looked at
     * @param faults every fault, file by file
     */
    public record Result(int files, List<DeclarationFault> faults) {
        /** Copies the list. */
        public Result {
            faults = List.copyOf(faults);
        }

        /** Such as {@code 3 files, 1 fault}. */
        public String summary() {
            return files + (files == 1 ? " file, " : " files, ") + faults.size() + (faults.size() == 1 ? " fault" : " faults");
        }
    }

    /**
     * Checks files, and every declaration below folders.
     *
     * @throws UncheckedIOException where a folder or file is there and cannot be read
     */
    public static Result of(List<Path> paths) {
        List<DeclarationFault> faults = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            List<Path> found = files(path);
            if (found.isEmpty()) {
                faults.add(new DeclarationFault(path.toString(), "", Files.isDirectory(path)
                        ? "has no file named *" + Declarations.SUFFIX + " in it" : "is not there: look for a misspelt name"));
            }
            files.addAll(found);
        }
        Map<String, Path> byId = new HashMap<>();
        files.forEach(file -> byId.putIfAbsent(id(file), file));
        files.forEach(file -> faults.addAll(faults(file, byId)));
        return new Result(files.size(), faults);
    }

    /**
     * Checks and prints, one line a fault and the sum.
     *
     * @return the exit code: 0, or {@value #FAULTY} where there are faults
     */
    public static int run(List<Path> paths, PrintStream out) {
        Result result = of(paths);
        result.faults().forEach(out::println);
        out.println(result.summary());
        return result.faults().isEmpty() ? 0 : FAULTY;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        try (Stream<Path> all = Files.walk(path, DEEPEST)) {
            return all.filter(file -> file.getFileName().toString().endsWith(Declarations.SUFFIX) && Files.isRegularFile(file))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DeclarationFault> faults(Path file, Map<String, Path> byId) {
        try {
            byte[] whole = Declarations.whole(file.toString(), bytes(file), id -> other(id, file, byId));
            return iconFaults(file, Declarations.read(file.toString(), whole));
        } catch (DeclarationException e) {
            return e.faults();
        }
    }

    /** Beside the rules of a definition a host has one for what its pages show. */
    private static List<DeclarationFault> iconFaults(Path file, Declaration declaration) {
        return declaration.definition().icon().flatMap(icon -> DataImage.fault(icon.mediaType(), icon.bytes())).stream()
                .map(why -> new DeclarationFault(file.toString(), "/icon", "is no icon that can be shown. " + why)).toList();
    }

    private static Optional<byte[]> other(String id, Path from, Map<String, Path> byId) {
        boolean name = id.matches("[a-z][a-z0-9-]{0,63}");
        Path beside = from.resolveSibling(name ? id + Declarations.SUFFIX : "");
        return Optional.ofNullable(byId.get(id)).or(() -> Optional.of(beside).filter(Files::isRegularFile)).map(Lint::bytes);
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(Declarations.SUFFIX) ? name.substring(0, name.length() - Declarations.SUFFIX.length()) : name;
    }

    /** One more than may be: that is enough to see that it is too large. */
    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Declarations.LARGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
