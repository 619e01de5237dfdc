package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeclaredAppTest {
    /** An app nobody knows, as the tests of the simulator have it. */
    private static final Path ACME = Path.of("../../bundles/dev.patchbay.tck/src/test/resources/dev/patchbay/tck/simulator");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void appMadeOfTheFactsAcceptsTheDeclaration() {
        ContractRun run = DeclaredApp.run(ACME.resolve("acme.connection.json"), ACME.resolve("acme.csv"));
        assertEquals(run.toString(), 0, run.broken().size());
        assertEquals(run.toString(), 2, run.rules());
    }

    @Test
    public void whatItRefusesIsTheBrokenRule() throws IOException {
        String wrong = Files.readString(ACME.resolve("acme.connection.json")).replace("Bearer {accessToken}", "Token {accessToken}");
        Path file = Files.writeString(folder.getRoot().toPath().resolve("acme.connection.json"), wrong);
        ContractRun run = DeclaredApp.run(file, ACME.resolve("acme.csv"));
        assertEquals(run.toString(), 1, run.broken().size());
        assertTrue(run.toString(), run.broken().get(0).startsWith("required_952_") && run.broken().get(0).contains("Bearer"));
    }
}
