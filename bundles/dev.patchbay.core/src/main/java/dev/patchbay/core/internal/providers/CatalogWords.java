package dev.patchbay.core.internal.providers;

import dev.patchbay.api.provider.ConnectionDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The words by which a definition is found, taken apart once for each definition and not for each search. One of a provider that
 * is gone stays until the next definition of its id. Thread-safe.
 */
final class CatalogWords {
    private record Held(ConnectionDefinition definition, List<String> words) {}

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** Id, label and category as a whole and word by word, in lower case. */
    List<String> of(ConnectionDefinition definition) {
        Held found = held.get(definition.id());
        if (found == null || found.definition() != definition) {
            found = new Held(definition, apart(definition));
            held.put(definition.id(), found);
        }
        return found.words();
    }

    private static List<String> apart(ConnectionDefinition definition) {
        return Stream.of(definition.id(), definition.label(), definition.category())
                .flatMap(text -> Stream.concat(Stream.of(lower(text)), split(text, "[^\\p{L}\\p{N}]+").stream()))
                .distinct().toList();
    }

    /** The parts of a text in lower case, without empty ones. */
    static List<String> split(String text, String separator) {
        return Stream.of(lower(text).split(separator)).filter(word -> !word.isEmpty()).toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
