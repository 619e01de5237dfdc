package dev.patchbay.launcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is installed and started in one mode of the host, worked out from its features: bundles by start level and then
 * as written, each once.
 *
 * @param bundles the bundles in the order of installation
 * @param configurations configuration values by PID
 * @param frameworkProperties properties the framework is launched with
 */
public record StartPlan(List<Entry> bundles, Map<String, Map<String, Object>> configurations,
        Map<String, String> frameworkProperties) {

    /**
     * A bundle of the plan.
     *
     * @param id which
     * @param startLevel where it starts
     */
    public record Entry(BundleId id, int startLevel) {
    }

    /** Copies what it is given. */
    public StartPlan {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
        frameworkProperties = Map.copyOf(frameworkProperties);
    }

    /**
     * The plan of a mode ({@code host} or {@code maintenance}).
     *
     * @throws StartFailure when features ask for two versions of one bundle, or give one value twice differently
     */
    public static StartPlan of(List<Feature> features, String mode) {
        List<Feature> used = features.stream().filter(feature -> feature.modes().contains(mode))
                .sorted(Comparator.comparingInt(Feature::startLevel)).toList();
        Map<String, Entry> bundles = new LinkedHashMap<>();
        Map<String, Map<String, Object>> configurations = new HashMap<>();
        Map<String, String> properties = new HashMap<>();
        for (Feature feature : used) {
            for (BundleId id : feature.bundles()) {
                Entry first = bundles.putIfAbsent(id.groupId() + ":" + id.artifactId(), new Entry(id, feature.startLevel()));
                if (first != null && !first.id().equals(id)) {
                    throw conflict(feature, first.id() + " and " + id);
                }
            }
            feature.configurations().forEach(
                    (pid, values) -> merge(feature, configurations.computeIfAbsent(pid, p -> new HashMap<>()), values));
            merge(feature, properties, feature.frameworkProperties());
        }
        return new StartPlan(new ArrayList<>(bundles.values()), configurations, properties);
    }

    private static <V> void merge(Feature feature, Map<String, V> into, Map<String, V> values) {
        values.forEach((key, value) -> {
            V former = into.putIfAbsent(key, value);
            if (former != null && !former.equals(value)) {
                throw conflict(feature, "two values of " + key);
            }
        });
    }

    private static StartFailure conflict(Feature feature, String what) {
        return new StartFailure(ExitCodes.SOFTWARE, "The features do not fit together: " + feature.id() + " brings " + what + ".");
    }
}
