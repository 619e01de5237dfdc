package dev.patchbay.connect.internal;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a way to connect in the language of a page. A provider that asks for more in the middle of its own sign-in does
 * so under the id of its method: only what is word for word as it was declared is replaced by a translation. Immutable.
 */
final class MethodTexts {
    private final Optional<ConnectionMethod> declared;
    private final ConnectionMethod method;
    private final Map<String, String> translations;
    private final Messages messages;

    MethodTexts(Optional<ConnectionMethod> declared, ConnectionMethod method, Map<String, String> translations, Messages messages) {
        this.declared = declared;
        this.method = method;
        this.translations = translations;
        this.messages = messages;
    }

    LocalizedText label() {
        return text("label", method.label(), declared.map(ConnectionMethod::label));
    }

    LocalizedText guide() {
        return text("guide", method.guide(), declared.map(ConnectionMethod::guide));
    }

    LocalizedText label(Field<?> field) {
        return ofField(field, "label", Field::label);
    }

    LocalizedText help(Field<?> field) {
        return ofField(field, "help", Field::help);
    }

    LocalizedText warning(Field<?> field) {
        return ofField(field, "warning", Field::warning);
    }

    /** An example of a value, which is of no language. */
    String example(Field<?> field) {
        return ofField(field, "example", Field::example).text();
    }

    LocalizedText option(Field<?> field, Field.Option option) {
        Optional<String> own = declared(field).flatMap(f -> f.options().stream()
                .filter(o -> o.value().equals(option.value())).map(Field.Option::label).findFirst());
        return text("fields." + field.name() + ".options." + option.value(), option.label(), own);
    }

    private LocalizedText ofField(Field<?> field, String part, Function<Field<?>, String> of) {
        LocalizedText text = text("fields." + field.name() + "." + part, of.apply(field), declared(field).map(of));
        String standard = "client-field." + field.name() + "." + part;
        /* what every OAuth client has is declared by no provider, so none translates it */
        boolean own = text.lang() != null && field.scope() == Field.Scope.CLIENT && messages.has(standard);
        return own && Messages.in(text.lang()).get(standard).equals(text.text()) ? LocalizedText.of(messages.get(standard)) : text;
    }

    private Optional<Field<?>> declared(Field<?> field) {
        return declared.flatMap(m -> m.field(field.name()));
    }

    private LocalizedText text(String path, String said, Optional<String> own) {
        @Nullable String translation = own.filter(said::equals).isPresent() ? translations.get("methods." + method.id() + "." + path) : null;
        return translation == null ? messages.spoken(said) : LocalizedText.of(translation);
    }
}
