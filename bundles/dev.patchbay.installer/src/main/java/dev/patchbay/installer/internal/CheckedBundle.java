package dev.patchbay.installer.internal;

import java.util.Collections;
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
 */
record CheckedBundle(String symbolicName, String version, Set<String> providers, Map<String, String> headers) {
    CheckedBundle {
        providers = Set.copyOf(providers);
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }
}
