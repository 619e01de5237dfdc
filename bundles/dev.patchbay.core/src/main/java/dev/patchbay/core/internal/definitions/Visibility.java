package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which fields of a method are shown, given what is entered. A field that hides takes those that hang on it along. */
final class Visibility {
    private final ConnectionMethod method;
    private final Map<String, ?> entered;

    Visibility(ConnectionMethod method, Map<String, ?> entered) {
        this.method = method;
        this.entered = entered;
    }

    boolean isVisible(Field<?> field) {
        return isVisible(field, new HashSet<>());
    }

    private boolean isVisible(Field<?> field, Set<String> path) {
        if (!path.add(field.name())) {
            return false;
        }
        Optional<Field.Condition> condition = field.visibleWhen();
        if (condition.isEmpty()) {
            return true;
        }
        Optional<Field<?>> other = method.field(condition.get().field());
        return other.isPresent() && isVisible(other.get(), path) && holds(condition.get(), other.get());
    }

    private boolean holds(Field.Condition condition, Field<?> other) {
        Object value = entered.get(other.name());
        if (value == null) {
            value = other.fallback().orElse(null);
        }
        List<?> texts = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return texts.stream().anyMatch(text -> condition.values().contains(String.valueOf(text)));
    }

    /** The names of the fields a field's visibility hangs on, near ones first. */
    Set<String> leaders(Field<?> field) {
        Set<String> names = new LinkedHashSet<>();
        Optional<Field.Condition> condition = field.visibleWhen();
        while (condition.isPresent() && names.add(condition.get().field())) {
            condition = method.field(condition.get().field()).flatMap(Field::visibleWhen);
        }
        return names;
    }
}
