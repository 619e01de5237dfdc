package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import java.util.Map;

/**
 * A provider's texts in the language of a page: its own translation, else what it says without one. The keys are those of
 * {@link ConnectionDefinition#translation}. Immutable.
 */
final class ProviderTexts {
    private final ConnectionDefinition definition;
    private final Messages messages;
    private final Map<String, String> translations;

    ProviderTexts(ConnectionDefinition definition, Messages messages) {
        this.definition = definition;
        this.messages = messages;
        this.translations = definition.translations().getOrDefault(messages.language(), Map.of());
    }

    /** What the app is called: a name, which has no language of its own. */
    String label() {
        return translations.getOrDefault("label", definition.label());
    }

    /** Those of a method. */
    MethodTexts of(ConnectionMethod method) {
        return new MethodTexts(definition.method(method.id()), method, translations, messages);
    }
}
