package dev.patchbay.api.provider;

import dev.patchbay.api.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of a connection by field. Immutable and thread-safe; {@code toString} shows names only. */
public final class Values {
    private static final Values EMPTY = new Values(new TreeMap<>());

    private final Map<String, Object> map;

    private Values(TreeMap<String, Object> map) {
        this.map = Collections.unmodifiableMap(map);
    }

    /** No values. */
    public static Values empty() {
        return EMPTY;
    }

    /**
     * Values by field name.
     *
     * @param map {@code String}, {@link Secret}, {@code Integer}, {@code Boolean} or a list of {@code String}
     * @throws IllegalArgumentException for a value of another type
     */
    public static Values of(Map<String, ?> map) {
        TreeMap<String, Object> copy = new TreeMap<>();
        map.forEach((name, value) -> copy.put(name, checked(name, value)));
        return new Values(copy);
    }

    /** With one more value, or one replaced. */
    public <T> Values with(Field<T> field, T value) {
        TreeMap<String, Object> copy = new TreeMap<>(map);
        copy.put(field.name(), checked(field.name(), value));
        return new Values(copy);
    }

    /** The value of a field, or its default, if there is one. */
    public <T> Optional<T> find(Field<T> field) {
        Object value = map.get(field.name());
        return value == null ? field.fallback() : Optional.of(field.type().cast(value));
    }

    /**
     * The value of a field, or its default.
     *
     * @throws NoSuchElementException where there is neither
     */
    public <T> T get(Field<T> field) {
        return find(field).orElseThrow(() -> new NoSuchElementException("no value for the field " + field.name()));
    }

    /** The values by field name, in the order of the names; not modifiable. */
    public Map<String, Object> asMap() {
        return map;
    }

    private static Object checked(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        if (value instanceof String || value instanceof Secret || value instanceof Integer || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("a value of no known type for the field " + name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values values && map.equals(values.map);
    }

    @Override
    public int hashCode() {
        return map.hashCode();
    }

    @Override
    public String toString() {
        return "Values" + map.keySet();
    }
}
