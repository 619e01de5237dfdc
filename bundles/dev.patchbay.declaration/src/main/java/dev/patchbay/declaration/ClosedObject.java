package dev.patchbay.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read key by key and in the end has no key left that nobody asked for. Every fault names its place as a
 * JSON pointer (RFC 6901); what happens then is the {@link FaultSink}'s. Where reading goes on, a faulty value reads as a
 * stand-in and nothing is made of it in the end.
 */
public final class ClosedObject {
    private final JsonNode node;
    private final String pointer;
    private final Set<String> known = new LinkedHashSet<>();
    private FaultSink faults;

    /**
     * An object whose first fault ends the reading.
     *
     * @throws IllegalArgumentException where it is no object; so does every fault, with a message that begins with the place
     */
    public ClosedObject(JsonNode node, String pointer) {
        this(node, pointer, FaultSink.FIRST);
    }

    ClosedObject(JsonNode node, String pointer, FaultSink faults) {
        this.pointer = pointer;
        this.faults = faults;
        if (node.isObject()) {
            this.node = node;
            return;
        }
        this.node = JsonNodeFactory.instance.objectNode();
        faults.fault(pointer, "must be an object, in braces");
        this.faults = FaultSink.MUTED;
    }

    String pointer() {
        return pointer;
    }

    /** Judges the rest no more: what it means hangs on a value that cannot be read. */
    void mute() {
        faults = FaultSink.MUTED;
    }

    public String text(String key) {
        return required(key).map(value -> textOf(value, at(key))).orElse("");
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
            faultAt(key, "must be a whole number, without quotes");
            return absent;
        }
        return value.intValue();
    }

    public boolean flag(String key, boolean absent) {
        JsonNode value = find(key);
        if (value == null) {
            return absent;
        }
        if (!value.isBoolean()) {
            faultAt(key, "must be true or false, without quotes");
        }
        return value.booleanValue();
    }

    @Nullable ClosedObject object(String key) {
        JsonNode value = find(key);
        return value == null ? null : new ClosedObject(value, at(key), faults);
    }

    public List<String> texts(String key) {
        return each(key, this::textOf);
    }

    List<Integer> numbers(String key) {
        return each(key, (value, place) -> {
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                faults.fault(place, "must be a whole number, without quotes");
            }
            return value.intValue();
        });
    }

    /** The objects of a list; what a reader makes null of is left out. */
    <T> List<T> objects(String key, Function<ClosedObject, @Nullable T> read) {
        return each(key, (value, place) -> read.apply(new ClosedObject(value, place, faults)));
    }

    public Map<String, String> textMap(String key) {
        JsonNode value = find(key);
        return value == null ? Map.of() : new ClosedObject(value, at(key), faults).allTexts();
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
        node.properties().forEach(one ->
                all.put(one.getKey(), new ClosedObject(one.getValue(), at(one.getKey()), faults)));
        known.addAll(all.keySet());
        return all;
    }

    /** The constant whose lower-case dashed name stands under the key; null where it is none, which has been told then. */
    <E extends Enum<E>> @Nullable E find(String key, Class<E> type) {
        JsonNode value = required(key).orElse(null);
        if (value == null) {
            return null;
        }
        Map<String, E> words = Stream.of(type.getEnumConstants()).collect(
                Collectors.toMap(ClosedObject::word, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        E found = value.isTextual() ? words.get(value.textValue()) : null;
        if (found == null) {
            faultAt(key, "must be one of " + String.join(", ", words.keySet()));
        }
        return found;
    }

    /** As {@link #find(String, Class)}, with a constant that stands in for what cannot be read. */
    <E extends Enum<E>> E word(String key, Class<E> type, E standIn) {
        return Objects.requireNonNullElse(find(key, type), standIn);
    }

    /** How {@link #word} spells a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    /** The raw value of a key, null where there is none. */
    @Nullable JsonNode find(String key) {
        known.add(key);
        return node.get(key);
    }

    /**
     * What is made of values that were read; null where they are refused for a reason that is told, or was already.
     *
     * @param make may refuse with an {@link IllegalArgumentException}, whose message is shown
     */
    <T> @Nullable T made(Supplier<T> make) {
        FaultSink here = faults;
        int[] told = {0};
        faults = (place, message) -> {
            told[0]++;
            here.fault(place, message);
        };
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            if (here == FaultSink.FIRST && String.valueOf(e.getMessage()).startsWith("/")) {
                throw e;
            }
            if (told[0] == 0) {
                here.fault(pointer, firstLine(e));
            }
            return null;
        } finally {
            faults = here;
        }
    }

    /** A regular expression's fault draws the place on further lines. */
    private static String firstLine(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be used");
    }

    /** Refuses every key that was not asked for. */
    public void end() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faultAt(key, "is not a known key; " + NearestWord.find(key, known)
                        .map(word -> "did you mean \"" + word + "\"?")
                        .orElseGet(() -> "known here are " + String.join(", ", known)));
            }
        });
    }

    /** A fault at a key of this object. */
    void faultAt(String key, String text) {
        faults.fault(at(key), text);
    }

    /** A fault of this object as a whole. */
    void fault(String text) {
        faults.fault(pointer, text);
    }

    private Optional<JsonNode> required(String key) {
        JsonNode value = find(key);
        if (value == null) {
            faultAt(key, "is missing");
        }
        return Optional.ofNullable(value);
    }

    private <T> List<T> each(String key, BiFunction<JsonNode, String, @Nullable T> read) {
        JsonNode value = find(key);
        List<T> all = new ArrayList<>();
        if (value == null) {
            return all;
        }
        if (!value.isArray()) {
            faultAt(key, "must be a list, in brackets");
            return all;
        }
        int index = 0;
        for (JsonNode entry : value) {
            T one = read.apply(entry, at(key) + "/" + index++);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private String textOf(JsonNode value, String place) {
        if (!value.isTextual()) {
            faults.fault(place, "must be a text, in quotes");
            return "";
        }
        return value.textValue();
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
