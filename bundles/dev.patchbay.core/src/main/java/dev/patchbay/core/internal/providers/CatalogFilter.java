package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.connections.ProviderCatalog.ProviderQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which definitions a query means. Immutable. */
record CatalogFilter(List<String> words, @Nullable String category, @Nullable String auth) {

    CatalogFilter(ProviderQuery query) {
        this(query.words() == null ? List.of() : CatalogWords.split(query.words(), "\\s+"), query.category(), query.auth());
    }

    /** Whether every word begins one of the definition's, and the rest fits. */
    boolean matches(ConnectionDefinition definition, CatalogWords catalog) {
        return (category == null || category.equals(definition.category()))
                && (auth == null || definition.methods().stream().anyMatch(m -> m.auth().kind().equals(auth)))
                && (words.isEmpty() || hasEveryWord(catalog.of(definition)));
    }

    private boolean hasEveryWord(List<String> all) {
        return words.stream().allMatch(word -> all.stream().anyMatch(text -> text.startsWith(word)));
    }
}
