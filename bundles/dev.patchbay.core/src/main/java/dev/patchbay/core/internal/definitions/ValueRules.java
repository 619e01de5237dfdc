package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller sent against the fields of a method and finds every fault at once. No message holds a value. An empty
 * text is the same as none; white space is never trimmed, only warned about. Thread-safe: it has no state between checks.
 */
public final class ValueRules {
    /** More unknown names than this are not listed. */
    private static final int UNKNOWN_LISTED = 100;

    private final ConnectionMethod method;
    private final Map<String, ?> raw;
    private final String prefix;
    private final List<Field<?>> fields;
    private final Set<Field.Scope> scopes;
    private final boolean whole;
    private final Visibility visibility;
    private final Map<String, Object> accepted = new TreeMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final List<FieldError> warnings = new ArrayList<>();
    private final Set<String> faulty = new HashSet<>();

    /**
     * What a check found.
     *
     * @param values the values that passed, secrets as {@link Secret}; defaults are not filled in
     * @param errors every fault; values may be used only where there is none
     * @param warnings what looks wrong without being so
     */
    public record Checked(Values values, List<FieldError> errors, List<FieldError> warnings) {
        public Checked {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    private ValueRules(
            ConnectionMethod method, Map<String, ?> raw, String prefix, List<Field<?>> fields, Set<Field.Scope> scopes, boolean whole) {
        this.method = method;
        this.raw = raw;
        this.prefix = prefix;
        this.fields = fields;
        this.scopes = scopes;
        this.whole = whole;
        this.visibility = new Visibility(method, raw);
    }

    /**
     * Checks values as a caller sent them; stored secrets among them may stand as {@link Secret}.
     *
     * @param prefix what stands before a field's name in an error, such as {@code values.}
     */
    public static Checked check(ConnectionMethod method, Map<String, ? extends @Nullable Object> raw, String prefix) {
        return new ValueRules(method, raw, prefix, method.fields(), EnumSet.of(Field.Scope.CONNECTION), true).run();
    }

    /** Checks the values a connection is stored with: what a person entered and what its sign-in captured. */
    public static Checked checkStored(ConnectionMethod method, Map<String, ? extends @Nullable Object> raw, String prefix) {
        Set<Field.Scope> both = EnumSet.of(Field.Scope.CONNECTION, Field.Scope.CAPTURED);
        return new ValueRules(method, raw, prefix, method.fields(), both, true).run();
    }

    /** Checks what a person sends for a sign-in: values to be stored and those good for this once. */
    public static Checked checkSignIn(ConnectionMethod method, Map<String, ? extends @Nullable Object> raw, String prefix) {
        Set<Field.Scope> both = EnumSet.of(Field.Scope.CONNECTION, Field.Scope.ONE_TIME);
        return new ValueRules(method, raw, prefix, method.fields(), both, true).run();
    }

    /**
     * Checks the values of an OAuth client.
     *
     * @param whole whether what is missing is a fault
     */
    public static Checked checkClient(
            ConnectionMethod method, Map<String, ? extends @Nullable Object> raw, String prefix, boolean whole) {
        Set<Field.Scope> client = EnumSet.of(Field.Scope.CLIENT);
        return new ValueRules(method, raw, prefix, method.clientFields(), client, whole).run();
    }

    /**
     * Stored values with a caller's changes: an absent one is kept, null takes one away, and stored ones that the changes
     * hide go too. Still to be checked.
     */
    public static Map<String, Object> merge(
            ConnectionMethod method, Values stored, Map<String, ? extends @Nullable Object> changes) {
        Map<String, Object> all = new LinkedHashMap<>(stored.asMap());
        changes.forEach((name, value) -> {
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        Visibility after = new Visibility(method, all);
        Map<String, Object> kept = new LinkedHashMap<>(all);
        for (Field<?> field : method.fields()) {
            if (!changes.containsKey(field.name()) && !after.isVisible(field)) {
                kept.remove(field.name());
            }
        }
        return kept;
    }

    /** What was entered without what the other values hide: for a form that shows every field. */
    public static Map<String, Object> withoutHidden(ConnectionMethod method, Map<String, Object> entered) {
        Visibility visibility = new Visibility(method, entered);
        Map<String, Object> shown = new LinkedHashMap<>(entered);
        shown.keySet().removeIf(name -> method.field(name).filter(field -> !visibility.isVisible(field)).isPresent());
        return shown;
    }

    private Checked run() {
        raw.keySet().stream()
                .filter(name -> method.field(name).isEmpty())
                .limit(UNKNOWN_LISTED)
                .forEach(name -> error(printable(name), "unknown-field", "This method has no such field."));
        Stream.concat(fields.stream(), method.fields().stream().filter(f -> !fields.contains(f))).forEach(this::given);
        fields.forEach(this::presence);
        return new Checked(Values.of(accepted), errors, warnings);
    }

    private void given(Field<?> field) {
        Object value = raw.get(field.name());
        if (value == null || value.equals("")) {
            return;
        }
        if (!scopes.contains(field.scope())) {
            error(field.name(), "scope", switch (field.scope()) {
                case CONNECTION -> "This belongs to a connection, not to the OAuth client.";
                case CLIENT -> "This belongs to the OAuth client, not to a connection.";
                case ONE_TIME -> "This is asked for at the sign-in and never stored.";
                case CAPTURED -> "This is filled in from what the app answers at the sign-in.";
            });
            return;
        }
        int before = errors.size();
        Object checked = new FieldRules(field, this::error, this::warning).check(value);
        if (errors.size() > before) {
            faulty.add(field.name());
        } else if (checked != null) {
            accepted.put(field.name(), checked);
        }
    }

    /** Whether what must be there is there, and nothing that must not; silent where another fault hides the answer. */
    private void presence(Field<?> field) {
        if (!scopes.contains(field.scope())
                || visibility.leaders(field).stream().anyMatch(faulty::contains)) {
            return;
        }
        boolean given = accepted.containsKey(field.name()) || faulty.contains(field.name());
        boolean visible = visibility.isVisible(field);
        if (given && !visible) {
            accepted.remove(field.name());
            error(field.name(), "not-visible", "This field does not go with the other values; leave it out.");
        } else if (!given && visible && whole && field.required() && field.scope() != Field.Scope.CAPTURED) {
            error(field.name(), "required", "This field is required.");
        }
    }

    private void error(String field, String code, String message) {
        errors.add(new FieldError(prefix + field, code, message));
    }

    private void warning(String field, String code, String message) {
        warnings.add(new FieldError(prefix + field, code, message));
    }

    /** A name nobody declared, fit to be shown. */
    private static String printable(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) : name;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
