package dev.patchbay.api.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lifts stored values from one schema version to the next, as data: the host runs it on a copy, all operations or none, also
 * when the provider is gone. Immutable; each method gives a changed copy.
 */
public final class Migration {
    /** One change. */
    public sealed interface Operation {
        /** Moves a value to another name. */
        record Rename(String field, String to) implements Operation {}

        /** Drops a value. */
        record Remove(String field) implements Operation {}

        /** Sets a value where there is none: {@code String}, {@code Integer} or {@code Boolean}. */
        record Put(String field, Object value) implements Operation {}

        /** Replaces the values of a choice. */
        record Replace(String field, Map<String, String> values) implements Operation {
            /** Copies the map. */
            public Replace {
                values = Map.copyOf(values);
            }
        }

        /** Moves connections of one method to another. */
        record Method(String from, String to) implements Operation {}
    }

    private final int from;
    private final List<Operation> operations;

    private Migration(int from, List<Operation> operations) {
        this.from = from;
        this.operations = List.copyOf(operations);
    }

    /** From this version to the one after it. */
    public static Migration from(int version) {
        return new Migration(version, List.of());
    }

    /** A field has another name. */
    public Migration rename(String field, String to) {
        return then(new Operation.Rename(field, to));
    }

    /** A field is gone. */
    public Migration remove(String field) {
        return then(new Operation.Remove(field));
    }

    /** A new field gets this value where it has none. */
    public <T> Migration put(Field<T> field, T value) {
        return put(field.name(), value);
    }

    /** A new field, by its name, gets this value where it has none: {@code String}, {@code Integer} or {@code Boolean}. */
    public Migration put(String field, Object value) {
        if (!(value instanceof String || value instanceof Integer || value instanceof Boolean)) {
            throw new IllegalArgumentException("a migration sets a text, a number or a flag: " + field);
        }
        return then(new Operation.Put(field, value));
    }

    /** The options of a choice have other values. */
    public Migration replace(String field, Map<String, String> values) {
        return then(new Operation.Replace(field, values));
    }

    /** A method has another id. */
    public Migration method(String id, String to) {
        return then(new Operation.Method(id, to));
    }

    private Migration then(Operation next) {
        List<Operation> more = new ArrayList<>(operations);
        more.add(next);
        return new Migration(from, more);
    }

    /** The version it starts from. */
    public int from() {
        return from;
    }

    /** The changes, in order. */
    public List<Operation> operations() {
        return operations;
    }
}
