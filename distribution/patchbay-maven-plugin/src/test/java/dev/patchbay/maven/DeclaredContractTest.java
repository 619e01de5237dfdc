package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class DeclaredContractTest {

    private static DeclaredContract.Outcome run(String json) {
        return DeclaredContract.run("acme", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void soundDeclarationKeepsEveryRuleThatIsLookedAt() {
        DeclaredContract.Outcome outcome = run(Sample.ACME);
        assertEquals(outcome.toString(), 0, outcome.broken().size());
        assertTrue(outcome.toString(), outcome.rules() >= 7);
    }

    @Test
    public void brokenRuleIsNamedWithWhatBreaksIt() {
        DeclaredContract.Outcome outcome = run(Sample.ACME.replace("\"guide\": \"Make a key.\",", ""));
        assertEquals(outcome.toString(), 1, outcome.broken().size());
        assertTrue(outcome.toString(), outcome.broken().get(0).matches("acme: required_104_\\w+: .*key"));
    }

    @Test
    public void historyThatNoSampleShowsIsLeftOut() {
        DeclaredContract.Outcome outcome = run(Sample.ACME.replace("\"label\": \"Acme\",",
                "\"label\": \"Acme\", \"version\": 2, "
                        + "\"migrations\": [{\"from\": 1, \"operations\": [{\"rename\": \"token\", \"to\": \"key\"}]}],"));
        assertEquals(outcome.toString(), 0, outcome.broken().size());
    }
}
