package dev.patchbay.tck;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.tck.RuleCheck.Breaker;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Providers that are sound but for one thing in their translation. */
final class BrokenTranslations {
    private BrokenTranslations() {}

    static List<Breaker> all() {
        return List.of(
                breaker(102, "a translation of nothing", "no text of this key to translate (de): fields.kee.label",
                        Map.of("fields.kee.label", "Schlüssel")),
                breaker(105, "a translated label on two lines", "methods.key.label in de", Map.of("methods.key.label", "API-\nSchlüssel")),
                breaker(110, "a translated command", "the code spans [ls -a], the original [ls -A, ~/.key]",
                        Map.of("description", "Führen Sie `ls -a` aus.")),
                breaker(111, "half a language",
                        "de lacks description; de lacks methods.key.label; de lacks methods.key.guide; de lacks methods.key.fields.port.label",
                        Map.of("label", "Heil", "fields.key.label", "Schlüssel")));
    }

    private static Breaker breaker(int rule, String what, String says, Map<String, String> german) {
        return new Breaker(rule, what, () -> new GermanContract(german), says);
    }

    /** Of a provider that is to be complete in German. */
    private static final class GermanContract extends SoundProviderContractTest {
        GermanContract(Map<String, String> german) {
            super(() -> new SoundProvider() {
                @Override
                public ConnectionDefinition definition() {
                    return super.definition().description("Run `ls -A` where ``~/.key`` is.").translation("de", german);
                }
            });
        }

        @Override
        protected Set<String> languages() {
            return Set.of("de");
        }
    }
}
