package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.Migration.Operation;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.problem.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Lifts stored values to a definition's schema version by its declared migrations, on a copy: all of them or none. */
public final class MigrationRun {
    private String method;
    private final Map<String, Object> values;
    private final Set<String> put = new HashSet<>();

    /** How it ended. */
    public sealed interface Outcome {
        /** The values are of the definition's version already. */
        record Current() implements Outcome {}

        /**
         * The values as they are now; nothing was dropped that the migrations do not drop.
         *
         * @param errors what the definition's rules say about them: empty where they may be used as they are
         */
        record Migrated(String method, Values values, int version, List<FieldError> errors) implements Outcome {
            public Migrated {
                errors = List.copyOf(errors);
            }
        }

        /** The values were stored by a newer provider than the one that is here. */
        record TooNew(int stored, int known) implements Outcome {}
    }

    private MigrationRun(String method, Values values) {
        this.method = method;
        this.values = new TreeMap<>(values.asMap());
    }

    /**
     * Runs the migrations from the stored version on.
     *
     * @throws IllegalArgumentException where the definition lacks a migration, which {@link ConnectionDefinition#faults()}
     *     would have said
     */
    public static Outcome run(ConnectionDefinition definition, int storedVersion, String method, Values values) {
        if (storedVersion == definition.version()) {
            return new Outcome.Current();
        }
        if (storedVersion > definition.version()) {
            return new Outcome.TooNew(storedVersion, definition.version());
        }
        MigrationRun run = new MigrationRun(method, values);
        for (int from = storedVersion; from < definition.version(); from++) {
            next(definition, from).operations().forEach(run::apply);
        }
        return run.checked(definition);
    }

    private static Migration next(ConnectionDefinition definition, int from) {
        return definition.migrations().stream().filter(m -> m.from() == from).findFirst().orElseThrow(
                () -> new IllegalArgumentException("there is no migration from version " + from));
    }

    private void apply(Operation operation) {
        if (operation instanceof Operation.Rename o) {
            Object moved = values.remove(o.field());
            if (moved != null) {
                values.put(o.to(), moved);
            }
            if (put.remove(o.field())) {
                put.add(o.to());
            }
        } else if (operation instanceof Operation.Remove o) {
            values.remove(o.field());
        } else if (operation instanceof Operation.Put o) {
            if (values.putIfAbsent(o.field(), o.value()) == null) {
                put.add(o.field());
            }
        } else if (operation instanceof Operation.Replace o) {
            values.computeIfPresent(o.field(), (name, value) ->
                    value instanceof String text ? o.values().getOrDefault(text, text) : value);
        } else if (operation instanceof Operation.Method o && o.from().equals(method)) {
            method = o.to();
        }
    }

    private Outcome checked(ConnectionDefinition definition) {
        Optional<ConnectionMethod> target = definition.method(method);
        if (target.isEmpty()) {
            FieldError gone = new FieldError("method", "unknown-method", "The provider has no such method any more.");
            return new Outcome.Migrated(method, Values.of(values), definition.version(), List.of(gone));
        }
        dropPutsWithoutPlace(target.get());
        for (Field<?> field : target.get().fields()) {
            /* what became a secret is one from now on; the other way round stays sealed and is a fault of its type */
            values.computeIfPresent(field.name(), (name, value) ->
                    field.isSecret() && value instanceof String text ? Secret.of(text) : value);
        }
        List<FieldError> errors = ValueRules.check(target.get(), values, "values.").errors();
        return new Outcome.Migrated(method, Values.of(values), definition.version(), errors);
    }

    /** A migration sets a value for every method alike; one that has no such field, or hides it, has no use for it. */
    private void dropPutsWithoutPlace(ConnectionMethod target) {
        Visibility visibility = new Visibility(target, values);
        Set<String> placeless = new HashSet<>();
        for (String name : put) {
            if (!target.field(name).map(visibility::isVisible).orElse(false)) {
                placeless.add(name);
            }
        }
        placeless.forEach(values::remove);
    }
}
