package dev.patchbay.installer.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A jar that passed the structural checks. Immutable.
 *
 * @param symbolicName its name, without directives
 * @param version its version, in full
 * @param providers the ids its manifest promises
 * @param headers its manifest as it was checked, by name in any case
 * @param declared the definitions of its declarations; empty where its providers are code
 * @param library whether it only serves other bundles of a feature
 */
record CheckedBundle(
        String symbolicName,
        String version,
        Set<String> providers,
        Map<String, String> headers,
        List<ConnectionDefinition> declared,
        boolean library) {
    CheckedBundle {
        declared = List.copyOf(declared);
        providers = Set.copyOf(providers);
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** What is known of a bundle that nobody checked: its manifest. */
    static CheckedBundle ofHeaders(String symbolicName, String version, Map<String, String> headers) {
        return new CheckedBundle(symbolicName, version, Set.of(), headers, List.of(), false);
    }

    /** A header, or an empty text. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
