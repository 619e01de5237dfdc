package dev.patchbay.catalogue.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.tck.simulator.AppFacts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class FlipsTest {
    private static final Map<String, ObjectNode> DECLARATIONS = Catalogue.declarations();

    @Test
    public void survey() {
        int count = 0;
        Map<String, Integer> passed = new TreeMap<>();
        long cpu = System.nanoTime();
        for (AppFacts facts : Catalogue.facts()) {
            ObjectNode declaration = DECLARATIONS.get(facts.id());
            try {
                Trial.run(Catalogue.definition(declaration), facts);
            } catch (RuntimeException e) {
                continue;
            }
            for (Flip flip : Flips.of(declaration, facts.method())) {
                count++;
                try {
                    Trial.run(Catalogue.definition(flip.declaration()), facts);
                    System.out.println("PASS\t" + facts + "\t" + flip);
                } catch (RuntimeException e) {
                    System.out.println("FAIL\t" + facts + "\t" + flip + "\t" + e.getMessage());
                }
            }
        }
        System.out.println("COUNT " + count + " in " + (System.nanoTime() - cpu) / 1_000_000 + " ms");
    }
}
