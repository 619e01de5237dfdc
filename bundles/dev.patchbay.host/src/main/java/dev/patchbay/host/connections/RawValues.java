package dev.patchbay.host.connections;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as a caller sent them, not yet checked, secrets among them: text, numbers, booleans, lists, maps, null.
 * Immutable; {@code toString} shows names only.
 */
public final class RawValues {
    private final Map<String, @Nullable Object> map;

    /** Copies the map. */
    public RawValues(Map<String, ? extends @Nullable Object> map) {
        this.map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The values by name. */
    public Map<String, @Nullable Object> asMap() {
        return map;
    }

    @Override
    public String toString() {
        return "RawValues" + map.keySet();
    }
}
