package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.connect.ConnectPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's texts in the language of a page: its own translation, else what it says without one. The keys are those of
 * {@link ConnectionDefinition#translation}. Immutable.
 */
final class ProviderTexts {
    private final String label;
    private final String description;
    private final List<ConnectionMethod> methods;
    private final Messages messages;
    private final Map<String, String> translations;

    ProviderTexts(ConnectionDefinition definition, Messages messages) {
        this(definition.label(), definition.description(), definition.methods(), messages, definition.translations());
    }

    ProviderTexts(ConnectPage.Choose.App app, Messages messages) {
        this(app.label(), app.description(), List.of(), messages, app.translations());
    }

    private ProviderTexts(String label, String description, List<ConnectionMethod> methods, Messages messages,
            Map<String, Map<String, String>> translations) {
        this.label = label;
        this.description = description;
        this.methods = methods;
        this.messages = messages;
        this.translations = translations.getOrDefault(messages.language(), Map.of());
    }

    /** What the app is called: a name, which has no language of its own. */
    String label() {
        return translations.getOrDefault("label", label);
    }

    LocalizedText description() {
        String translation = translations.get("description");
        return translation == null ? messages.spoken(description) : LocalizedText.of(translation);
    }

    /** Those of a method. */
    MethodTexts of(ConnectionMethod method) {
        Optional<ConnectionMethod> declared = methods.stream().filter(one -> one.id().equals(method.id())).findFirst();
        return new MethodTexts(declared, method, translations, messages);
    }
}
