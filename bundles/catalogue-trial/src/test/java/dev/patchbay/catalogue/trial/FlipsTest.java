package dev.patchbay.catalogue.trial;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.tck.simulator.AppFacts;
import dev.patchbay.tck.simulator.AppTrial;
import dev.patchbay.tck.simulator.TrialFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** A declaration in which any one thing is different does not work with the app, or the facts say why it makes no difference there. */
public class FlipsTest {
    /** Of the reader, of the app, or none: where a flip comes to light. */
    private enum Light { READER, APP, NOWHERE }

    private record Tried(AppFacts facts, Flip flip, Light light, String why, List<Unobservable> rules) {
        boolean isAsTheRulesSay() {
            return (light == Light.NOWHERE) != rules.isEmpty();
        }

        String line() {
            return facts + "\t" + flip + "\t" + light + "\t"
                    + (rules.isEmpty() ? why : rules.stream().map(Unobservable::reason).collect(Collectors.joining(" · ")));
        }
    }

    @Test
    public void eachFlipThatMattersToTheAppFailsTheTrial() throws IOException {
        Map<String, ObjectNode> declarations = Catalogue.declarations();
        List<Tried> tried = Catalogue.facts().parallelStream()
                .flatMap(facts -> all(facts, declarations.get(facts.id())))
                .toList();
        Files.write(Path.of("target", "flips.tsv"), tried.stream().map(Tried::line).sorted().toList());

        assertEquals(List.of(), tried.stream().filter(one -> !one.isAsTheRulesSay()).map(Tried::line).toList());
        long seenByTheApp = tried.stream().filter(one -> one.light() == Light.APP).count();
        assertTrue("too few flips: " + seenByTheApp, seenByTheApp > 3_000);
        Set<Unobservable> used = EnumSet.noneOf(Unobservable.class);
        tried.forEach(one -> used.addAll(one.rules()));
        assertEquals("rules that no app has a use for", EnumSet.complementOf(EnumSet.copyOf(used)), EnumSet.noneOf(Unobservable.class));
    }

    private static Stream<Tried> all(AppFacts facts, ObjectNode declaration) {
        String before = DefinitionJson.write(Catalogue.definition(declaration));
        return Flips.of(declaration, facts.method()).stream().map(flip -> tried(facts, before, flip));
    }

    private static Tried tried(AppFacts facts, String before, Flip flip) {
        ConnectionDefinition definition;
        try {
            definition = Catalogue.definition(flip.declaration());
        } catch (DeclarationException e) {
            return new Tried(facts, flip, Light.READER, e.faults().get(0).toString(), List.of());
        }
        List<Unobservable> rules = Unobservable.of(flip, DefinitionJson.write(definition).equals(before), facts);
        try {
            AppTrial.run(definition, facts);
            return new Tried(facts, flip, Light.NOWHERE, "works all the same", rules);
        } catch (TrialFailure e) {
            return new Tried(facts, flip, Light.APP, e.getMessage(), rules);
        }
    }
}
