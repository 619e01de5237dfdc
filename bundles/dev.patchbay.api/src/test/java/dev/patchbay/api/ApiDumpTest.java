package dev.patchbay.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What authors compile against changes only on purpose: as a difference of {@code api.txt}. */
public class ApiDumpTest {
    private static final Path DUMP = Path.of("api.txt");
    private static final Path MADE = Path.of("target", "api.txt");
    /** Parts of bnd's tree that say nothing of the shape of the API. */
    private static final Set<Type> LEFT_OUT = EnumSet.of(
            Type.ACCESS,
            Type.CLASS_VERSION,
            Type.DEPRECATED);

    @Test
    public void theApiIsTheCommittedOne() throws Exception {
        String made = dump();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);
        assertTrue("the dump is not empty", made.contains("dev.patchbay.api.provider.ConnectionProvider"));
        assertEquals(
                "The API changed. If that is meant: copy target/api.txt to api.txt and raise the package's version.",
                Files.readString(DUMP),
                made);
    }

    /** What a class has from these says nothing of our API, and differs from JDK to JDK. */
    private static final Set<String> INHERITED = Stream.of(Object.class, Throwable.class, Enum.class, Record.class)
            .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
            .map(m -> m.getName() + "(")
            .collect(Collectors.toSet());

    private static String dump() throws Exception {
        try (Jar jar = new Jar(Path.of("target", "classes").toFile());
                Analyzer analyzer = new Analyzer(jar)) {
            StringBuilder text = new StringBuilder();
            print(new DiffPluginImpl().tree(analyzer).get("<api>"), 0, text);
            return text.toString();
        }
    }

    private static void print(Tree tree, int depth, StringBuilder text) {
        if (LEFT_OUT.contains(tree.getType()) || INHERITED.stream().anyMatch(tree.getName()::startsWith)) {
            return;
        }
        text.append("  ".repeat(depth)).append(tree.getType().name().toLowerCase(Locale.ROOT)).append(' ')
                .append(tree.getName()).append('\n');
        for (Tree child : tree.getChildren()) {
            print(child, depth + 1, text);
        }
    }
}
