package dev.patchbay.installer.internal;

import java.util.Set;

/**
 * A jar that passed the structural checks.
 *
 * @param symbolicName its name, without directives
 * @param version its version, in full
 * @param providers the ids its manifest promises
 */
record CheckedBundle(String symbolicName, String version, Set<String> providers) {
    CheckedBundle {
        providers = Set.copyOf(providers);
    }
}
