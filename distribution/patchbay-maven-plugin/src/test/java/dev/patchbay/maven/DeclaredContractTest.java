package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeclaredContractTest {
    private static final Path ARCHETYPE = Path.of("../archetypes/patchbay-json-archetype/src/main/resources/archetype-resources/"
            + "src/main/connections/__artifactId__.connection.json");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ContractRun run(String json) throws IOException {
        return DeclaredContract.run(Files.writeString(folder.getRoot().toPath().resolve("acme.connection.json"), json));
    }

    @Test
    public void soundDeclarationKeepsEveryRuleThatIsLookedAt() throws IOException {
        ContractRun run = run(Sample.ACME);
        assertEquals(run.toString(), 0, run.broken().size());
        assertTrue(run.toString(), run.rules() >= 11);
    }

    @Test
    public void brokenRuleIsNamedWithWhatBreaksIt() throws IOException {
        ContractRun run = run(Sample.ACME.replace("\"guide\": \"Make a key.\",", ""));
        assertEquals(run.toString(), 1, run.broken().size());
        assertTrue(run.toString(), run.broken().get(0).matches("required_104_\\w+: .*key"));
    }

    @Test
    public void historyThatNoSampleShowsIsLeftOut() throws IOException {
        ContractRun run = run(Sample.ACME.replace("\"label\": \"Acme\",", "\"label\": \"Acme\", \"version\": 2, "
                + "\"migrations\": [{\"from\": 1, \"operations\": [{\"rename\": \"token\", \"to\": \"key\"}]}],"));
        assertEquals(run.toString(), 0, run.broken().size());
    }

    @Test
    public void sampleOfTheArchetypeKeepsThem() throws IOException {
        ContractRun run = run(archetype());
        assertEquals(run.toString(), 0, run.broken().size());
    }

    @Test
    public void testVectorsAreReplayed() throws IOException {
        ContractRun run = run(archetype().replace("\"scope\": \"read:orders\"", "\"scope\": \"write:orders\""));
        assertEquals(run.toString(), 1, run.broken().size());
        assertTrue(run.toString(), run.broken().get(0).startsWith("required_903_"));
    }

    private static String archetype() throws IOException {
        return Files.readString(ARCHETYPE).replace("${artifactId}", "acme").replace("${label}", "Acme");
    }
}
