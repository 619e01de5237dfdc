package dev.patchbay.tck.simulator;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ValueRules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fills in the forms of a method as a person would who has the app's account before them, and lets the host's rules judge. */
final class TrialForm {
    private final ConnectionMethod method;
    private final Map<String, String> known;

    /**
     * @param known what the person knows, by field
     */
    TrialForm(ConnectionMethod method, Map<String, String> known) {
        this.method = method;
        this.known = known;
    }

    /** What is entered for a connection. */
    Values connection() {
        Map<String, Object> raw = ValueRules.withoutHidden(
                method, entered(method.fields(), EnumSet.of(Field.Scope.CONNECTION, Field.Scope.ONE_TIME)));
        return accepted(ValueRules.checkSignIn(method, raw, ""));
    }

    /** What is entered for the OAuth client. */
    Values client() {
        return accepted(ValueRules.checkClient(method, entered(method.clientFields(), EnumSet.of(Field.Scope.CLIENT)), "", true));
    }

    /** Values to be stored, with what the app told. */
    Values stored(Values values, Map<String, String> captured) {
        Map<String, Object> all = new TreeMap<>(values.asMap());
        all.keySet().removeIf(name -> method.field(name).filter(f -> f.scope() == Field.Scope.CLIENT || f.scope() == Field.Scope.ONE_TIME)
                .isPresent());
        captured.forEach((name, text) -> method.field(name).filter(f -> f.scope() == Field.Scope.CAPTURED)
                .ifPresent(field -> all.put(name, value(field, text))));
        return accepted(ValueRules.checkStored(method, all, ""));
    }

    private Map<String, Object> entered(List<? extends Field<?>> fields, Set<Field.Scope> scopes) {
        Map<String, Object> entered = new TreeMap<>();
        for (Field<?> field : fields) {
            if (scopes.contains(field.scope()) && known.containsKey(field.name())) {
                entered.put(field.name(), value(field, known.get(field.name())));
            }
        }
        return entered;
    }

    private static Object value(Field<?> field, String text) {
        return switch (field.kind()) {
            case INTEGER -> Long.valueOf(text);
            case FLAG -> Boolean.valueOf(text);
            case LIST -> Arrays.asList(text.split("\\s+"));
            case TEXT, SECRET, HOST, URL, CHOICE -> text;
        };
    }

    private static Values accepted(ValueRules.Checked checked) {
        if (!checked.errors().isEmpty()) {
            throw new TrialFailure("the values of the facts do not fit the form: " + checked.errors(), List.of());
        }
        return checked.values();
    }

    /** Both together. */
    static Values both(Values one, Values other) {
        Map<String, Object> all = new TreeMap<>(one.asMap());
        all.putAll(other.asMap());
        return Values.of(all);
    }
}
