package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may stand in the holes of a {@link Template}: the values of one connection, defaults filled in, and its token. */
public final class Inserts {
    /** The hole of the access token. */
    static final String ACCESS_TOKEN = "accessToken";
    /** The hole of the scopes that are asked for. */
    static final String SCOPES = "scopes";

    private final ConnectionMethod method;
    private final Values values;
    private final @Nullable Secret accessToken;
    private final @Nullable String scopes;

    public Inserts(ConnectionMethod method, Values values, @Nullable Secret accessToken) {
        this(method, values, accessToken, null);
    }

    /**
     * With the scopes of an exchange.
     *
     * @param scopes as the app wants them in one text; null where the hole is a field like any other
     */
    public Inserts(ConnectionMethod method, Values values, @Nullable Secret accessToken, @Nullable String scopes) {
        this.method = method;
        this.values = withDefaults(method, values);
        this.accessToken = accessToken;
        this.scopes = scopes;
    }

    /** The values with the default of every field that is shown and has none. */
    private static Values withDefaults(ConnectionMethod method, Values values) {
        Map<String, Object> all = new TreeMap<>(values.asMap());
        Visibility visibility = new Visibility(method, values.asMap());
        for (Field<?> field : method.fields()) {
            if (!all.containsKey(field.name()) && visibility.isVisible(field)) {
                field.fallback().ifPresent(value -> all.put(field.name(), value));
            }
        }
        return Values.of(all);
    }

    /** The values, defaults filled in. */
    public Values values() {
        return values;
    }

    /** The kind of a field. */
    Field.Kind kind(String name) {
        return isScopes(name) ? Field.Kind.TEXT : field(name).kind();
    }

    /** Whether the method has a field of this name. */
    boolean isField(String name) {
        return method.field(name).isPresent();
    }

    /** Whether a hole can be filled. */
    boolean has(String name) {
        if (isScopes(name)) {
            return true;
        }
        return name.equals(ACCESS_TOKEN) ? accessToken != null : values.asMap().containsKey(name);
    }

    /** Whether the field of a hole may be left empty. */
    boolean isOptional(String name) {
        return method.field(name).map(field -> !field.required()).orElse(false);
    }

    /**
     * The text of a value that is no secret, where it is set.
     *
     * @throws IllegalArgumentException for a secret, a list and a field the method does not have
     */
    Optional<String> plain(String name) {
        if (isScopes(name)) {
            return Optional.ofNullable(scopes);
        }
        if (name.equals(ACCESS_TOKEN) || field(name).isSecret() || values.asMap().get(name) instanceof Secret) {
            throw new IllegalArgumentException("a secret stands only where an injection puts it: {" + name + "}");
        }
        return text(values.asMap().get(name), name);
    }

    /** The text of any value, secrets in clear, where it is set: for injections only. */
    Optional<String> revealed(String name) {
        if (isScopes(name)) {
            return Optional.ofNullable(scopes);
        }
        Object value = name.equals(ACCESS_TOKEN) ? accessToken : values.asMap().get(field(name).name());
        return value instanceof Secret secret ? Optional.of(secret.reveal()) : text(value, name);
    }

    private boolean isScopes(String name) {
        return scopes != null && name.equals(SCOPES);
    }

    private static Optional<String> text(@Nullable Object value, String name) {
        if (value instanceof List<?>) {
            throw new IllegalArgumentException("a list has no place in a template: {" + name + "}");
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    private Field<?> field(String name) {
        return method.field(name).orElseThrow(
                () -> new IllegalArgumentException("the method has no field of this name: {" + name + "}"));
    }
}
