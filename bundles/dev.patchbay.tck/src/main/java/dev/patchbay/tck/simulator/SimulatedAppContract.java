package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;

/**
 * What a {@code *.connection.json} must keep to where its author has looked the app's behaviour up and written it down apart from
 * the declaration, as a table of facts ({@link AppFacts#read}, {@link Column}):
 *
 * <pre>{@code
 * public class WeatherAppTest extends SimulatedAppContract {
 *     @Override
 *     protected Path file() {
 *         return Path.of("src/main/resources/OSGI-INF/connections/weather.connection.json");
 *     }
 *
 *     @Override
 *     protected Path facts() {
 *         return Path.of("src/test/resources/weather.csv");
 *     }
 * }
 * }</pre>
 */
public abstract class SimulatedAppContract {

    /** The declaration. */
    protected abstract Path file();

    /** The table of facts, with a row for each method of the declaration. */
    protected abstract Path facts();

    private ConnectionDefinition definition() throws IOException {
        return Declarations.read(file().getFileName().toString(), Files.readAllBytes(file())).definition();
    }

    private List<AppFacts> rows() throws IOException {
        String id = definition().id();
        return AppFacts.read(facts()).stream().filter(row -> row.id().equals(id)).toList();
    }

    @Test
    public void required_951_everyMethodHasFacts() throws IOException {
        Set<String> known = rows().stream().map(AppFacts::method).collect(Collectors.toCollection(TreeSet::new));
        Set<String> declared = definition().methods().stream().map(ConnectionMethod::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals("methods of the declaration, and methods with a row in the table of facts", declared, known);
    }

    @Test
    public void required_952_theAppAcceptsEveryMethod() throws IOException {
        List<AppFacts> rows = rows();
        assertTrue("the table of facts has no row for " + definition().id(), !rows.isEmpty());
        for (AppFacts row : rows) {
            AppTrial.run(definition(), row);
        }
    }
}
