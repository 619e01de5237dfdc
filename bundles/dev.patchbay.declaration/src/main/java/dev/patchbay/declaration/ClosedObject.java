package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read key by key and in the end has no key left that nobody asked for. Every fault is an
 * {@link IllegalArgumentException} that begins with a JSON pointer (RFC 6901).
 */
public final class ClosedObject {
    private final JsonNode node;
    private final String pointer;
    private final Set<String> known = new HashSet<>();

    public ClosedObject(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
        if (!node.isObject()) {
            throw fault(pointer, "must be an object");
        }
    }

    String pointer() {
        return pointer;
    }

    public String text(String key) {
        return textOf(required(key), at(key));
    }

    public String text(String key, String absent) {
        JsonNode value = find(key);
        return value == null ? absent : textOf(value, at(key));
    }

    int number(String key, int absent) {
        JsonNode value = find(key);
        if (value == null) {
            return absent;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw fault(at(key), "must be a whole number");
        }
        return value.intValue();
    }

    public boolean flag(String key, boolean absent) {
        JsonNode value = find(key);
        if (value == null) {
            return absent;
        }
        if (!value.isBoolean()) {
            throw fault(at(key), "must be true or false");
        }
        return value.booleanValue();
    }

    @Nullable ClosedObject object(String key) {
        JsonNode value = find(key);
        return value == null ? null : new ClosedObject(value, at(key));
    }

    public List<String> texts(String key) {
        return each(key, ClosedObject::textOf);
    }

    <T> List<T> objects(String key, Function<ClosedObject, T> read) {
        return each(key, (value, place) -> read.apply(new ClosedObject(value, place)));
    }

    public Map<String, String> textMap(String key) {
        JsonNode value = find(key);
        return value == null ? Map.of() : new ClosedObject(value, at(key)).allTexts();
    }

    /** All keys of this object, each with a text. */
    Map<String, String> allTexts() {
        Map<String, String> all = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> all.put(key, text(key)));
        return all;
    }

    /** All keys of this object, each with an object. */
    Map<String, ClosedObject> allObjects() {
        Map<String, ClosedObject> all = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> all.put(key, new ClosedObject(required(key), at(key))));
        return all;
    }

    /** The constant whose lower-case dashed name stands under the key. */
    <E extends Enum<E>> E word(String key, Class<E> type) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw fault(at(key), "is none of the known words");
    }

    /** How {@link #word(String, Class)} spells a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean has(String key) {
        return node.has(key);
    }

    /** The raw value of a key, null where there is none. */
    @Nullable JsonNode find(String key) {
        known.add(key);
        return node.get(key);
    }

    /** Refuses every key that was not asked for. */
    public void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw fault(at(key), "is not a known key");
            }
        });
    }

    /** A fault at a key of this object. */
    IllegalArgumentException faultAt(String key, String text) {
        return fault(at(key), text);
    }

    private JsonNode required(String key) {
        JsonNode value = find(key);
        if (value == null) {
            throw fault(at(key), "is missing");
        }
        return value;
    }

    private <T> List<T> each(String key, BiFunction<JsonNode, String, T> read) {
        JsonNode value = find(key);
        List<T> all = new ArrayList<>();
        if (value == null) {
            return all;
        }
        if (!value.isArray()) {
            throw fault(at(key), "must be a list");
        }
        for (JsonNode entry : value) {
            all.add(read.apply(entry, at(key) + "/" + all.size()));
        }
        return all;
    }

    private static String textOf(JsonNode value, String place) {
        if (!value.isTextual()) {
            throw fault(place, "must be a text");
        }
        return value.textValue();
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static IllegalArgumentException fault(String place, String text) {
        return new IllegalArgumentException((place.isEmpty() ? "/" : place) + " " + text);
    }
}
