package dev.patchbay.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks declarations with the host's own reader, out of the bundles of the program folder; neither a host nor data is needed. */
final class LintRun {
    private static final String LINT = "dev.patchbay.declaration.Lint";
    private static final Set<String> NEEDED = Set.of("dev.patchbay.declarative", "dev.patchbay.api", "jackson-core", "jackson-databind", "jackson-annotations");

    private LintRun() {
    }

    /** The exit code: 0, {@link ExitCodes#DATA} where there are faults, {@link ExitCodes#USAGE} where nothing was named. */
    static int run(ProgramHome home, String[] files, PrintStream out, PrintStream err) {
        if (files.length == 0) {
            err.println("Name the files or folders to check: bin/patchbay lint FILE...");
            return ExitCodes.USAGE;
        }
        List<Path> paths = Stream.of(files).map(Path::of).toList();
        try (URLClassLoader loader = new URLClassLoader("lint", jars(home), ClassLoader.getPlatformClassLoader())) {
            return (int) loader.loadClass(LINT).getMethod("run", List.class, PrintStream.class).invoke(null, paths, out);
        } catch (InvocationTargetException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "A file cannot be read: " + e.getCause().getMessage());
        } catch (ReflectiveOperationException | IOException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "The checker is missing in " + home.repository() + "; unpack the program again.");
        }
    }

    private static URL[] jars(ProgramHome home) {
        return StartPlan.of(FeatureReader.read(home.features()), "host").bundles().stream().map(StartPlan.Entry::id)
                .filter(id -> NEEDED.contains(id.artifactId()))
                .map(id -> url(home.repository().resolve(id.path()))).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
