package dev.patchbay.launcher;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One capability of the host: an OSGi Feature (OSGi Compendium 8.1, chapter 159) with the part of it that Patchbay
 * uses. What is not in that standard stands under {@code extensions.patchbay}.
 *
 * @param id the feature's id
 * @param bundles its bundles, in the order written
 * @param configurations configuration values by PID ({@code pid} or {@code factory~name})
 * @param frameworkProperties properties the framework is launched with
 * @param startLevel where its bundles start, 1 to 10
 * @param modes in which modes of the host it is used: {@code host}, {@code maintenance}
 */
public record Feature(String id, List<BundleId> bundles, Map<String, Map<String, Object>> configurations,
        Map<String, String> frameworkProperties, int startLevel, Set<String> modes) {

    /** Copies what it is given. */
    public Feature {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
        frameworkProperties = Map.copyOf(frameworkProperties);
        modes = Set.copyOf(modes);
    }
}
