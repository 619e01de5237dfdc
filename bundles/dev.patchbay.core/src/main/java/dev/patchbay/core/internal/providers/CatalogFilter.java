package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.connections.ProviderCatalog.ProviderQuery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which definitions a query means. Immutable. */
record CatalogFilter(List<String> words, @Nullable String category, @Nullable String auth) {

    CatalogFilter(ProviderQuery query) {
        this(query.words() == null ? List.of() : split(query.words(), "\\s+"), query.category(), query.auth());
    }

    /** Whether every word begins one of id, label and category, and the rest fits. */
    boolean matches(ConnectionDefinition definition) {
        return (category == null || category.equals(definition.category()))
                && (auth == null || definition.methods().stream().anyMatch(m -> m.auth().kind().equals(auth)))
                && (words.isEmpty() || hasEveryWord(definition));
    }

    private boolean hasEveryWord(ConnectionDefinition definition) {
        List<String> all = Stream.of(definition.id(), definition.label(), definition.category())
                .flatMap(text -> Stream.concat(Stream.of(lower(text)), split(text, "[^\\p{L}\\p{N}]+").stream()))
                .toList();
        return words.stream().allMatch(word -> all.stream().anyMatch(text -> text.startsWith(word)));
    }

    private static List<String> split(String text, String separator) {
        return Stream.of(lower(text).split(separator)).filter(word -> !word.isEmpty()).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
