package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.host.connect.ConnectPage;
import java.util.List;
import java.util.Locale;
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

    /** Those of a page's provider; none where it has no provider. */
    static ProviderTexts of(ConnectPage page, Messages messages) {
        ConnectionDefinition provider = page.provider();
        return provider == null ? new ProviderTexts("", "", List.of(), messages, Map.of()) : new ProviderTexts(provider, messages);
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

    /** What a step of a test is called: by the provider, or by the host, whose own steps any test may have. */
    LocalizedText step(String name) {
        String translation = translations.get("steps." + name);
        if (translation != null) {
            return LocalizedText.of(translation);
        }
        String own = "step." + name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return messages.has(own) ? LocalizedText.of(messages.get(own)) : messages.spoken(name);
    }

    /** Those of a method. */
    MethodTexts of(ConnectionMethod method) {
        Optional<ConnectionMethod> declared = methods.stream().filter(one -> one.id().equals(method.id())).findFirst();
        return new MethodTexts(declared, method, translations, messages);
    }
}
