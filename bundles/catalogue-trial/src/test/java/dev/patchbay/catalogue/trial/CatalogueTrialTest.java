package dev.patchbay.catalogue.trial;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.tck.simulator.AppFacts;
import dev.patchbay.tck.simulator.AppTrial;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Every method of every app in the table of facts works with the app as the facts describe it. */
@RunWith(Parameterized.class)
public class CatalogueTrialTest {
    private static final Map<String, ObjectNode> DECLARATIONS = Catalogue.declarations();

    private final AppFacts facts;

    public CatalogueTrialTest(AppFacts facts) {
        this.facts = facts;
    }

    @Parameters(name = "{0}")
    public static Collection<Object[]> rows() {
        List<Object[]> rows = Catalogue.facts().stream().map(facts -> new Object[] {facts}).toList();
        if (rows.isEmpty()) {
            throw new AssertionError("the table of facts is empty");
        }
        return rows;
    }

    @Test
    public void theAppAcceptsWhatTheDeclarationSays() {
        assertTrue("there is no declaration of " + facts.id(), DECLARATIONS.containsKey(facts.id()));
        AppTrial.run(Catalogue.definition(DECLARATIONS.get(facts.id())), facts);
    }
}
