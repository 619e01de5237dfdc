package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a body: takes them by name and type, and collects every fault on the way. Used by one thread. */
final class BodyFields {
    private final Map<String, @Nullable Object> map;
    private final byte[] bytes;
    private final Set<String> taken = new HashSet<>();
    private final List<FieldError> faults = new ArrayList<>();
    private final Map<String, BodyFields> inner = new LinkedHashMap<>();

    BodyFields(Map<String, @Nullable Object> map, byte[] bytes) {
        this.map = map;
        this.bytes = bytes;
    }

    /** SHA-256 of the body as it was sent. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The body as it was sent. */
    InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    /** A text; null where it is absent. */
    @Nullable String text(String name) {
        Object value = take(name);
        if (value instanceof String text) {
            return text;
        }
        if (map.containsKey(name)) {
            fault(name, "type", "The value is a text.");
        }
        return null;
    }

    /** A text; null where it is absent or null. */
    @Nullable String optionalText(String name) {
        return map.containsKey(name) && map.get(name) == null ? (String) take(name) : text(name);
    }

    /** A text that must be there. */
    String requiredText(String name) {
        String text = text(name);
        if (!map.containsKey(name)) {
            fault(name, "required", "The value is missing.");
        }
        return text == null ? "" : text;
    }

    /** A list of texts; empty where it is absent. */
    List<String> texts(String name) {
        Object value = take(name);
        List<String> texts = new ArrayList<>();
        boolean right = value instanceof List<?> || !map.containsKey(name);
        if (value instanceof List<?> all) {
            for (Object one : all) {
                right &= one instanceof String;
                texts.add(String.valueOf(one));
            }
        }
        if (!right) {
            fault(name, "type", "The value is a list of texts.");
            return List.of();
        }
        return texts;
    }

    /** A point in time (RFC 3339); null where it is absent or null. */
    @Nullable Instant instant(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fault(name, "timestamp", "The value is a time such as 2030-01-31T12:00:00Z.");
            return null;
        }
    }

    /** The fields of an object within the body, whose faults become this one's; none where it is absent or null. */
    BodyFields object(String name) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Object value = take(name);
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, field) -> fields.put((String) key, field));
        } else if (value != null) {
            fault(name, "type", "The value is an object.");
        }
        BodyFields object = new BodyFields(fields, bytes);
        inner.put(name, object);
        return object;
    }

    /** Lists of texts by name, where one text may stand for a list of one; empty where it is absent or null. */
    Map<String, List<String>> lists(String name) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Object value = take(name);
        boolean right = value == null || value instanceof Map<?, ?>;
        if (value instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> each : object.entrySet()) {
                List<?> texts = each.getValue() instanceof List<?> many ? many : Collections.singletonList(each.getValue());
                right &= texts.stream().allMatch(String.class::isInstance);
                lists.put((String) each.getKey(), texts.stream().map(String::valueOf).toList());
            }
        }
        if (!right) {
            fault(name, "type", "The value is an object of texts or lists of texts.");
            return Map.of();
        }
        return lists;
    }

    /** An object of values; empty where it is absent. */
    RawValues values(String name) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (take(name) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> values.put((String) key, value));
        } else if (map.containsKey(name)) {
            fault(name, "type", "The value is an object.");
        }
        return new RawValues(values);
    }

    /** Refuses fields that the host alone writes. */
    BodyFields readOnly(String... names) {
        for (String name : names) {
            if (map.containsKey(name)) {
                taken.add(name);
                fault(name, "read-only", "The value is set by the host.");
            }
        }
        return this;
    }

    void fault(String field, String code, String message) {
        faults.add(new FieldError(field, code, message));
    }

    /** Whether nothing was found wrong with the field so far. */
    boolean isSound(String field) {
        return faults.stream().noneMatch(fault -> fault.field().equals(field));
    }

    /** Every fault so far, and every field nobody took. */
    List<FieldError> faults() {
        List<FieldError> all = new ArrayList<>(faults);
        inner.forEach((name, fields) -> fields.faults().forEach(fault ->
                all.add(new FieldError(name + "." + fault.field(), fault.code(), fault.message()))));
        for (String name : map.keySet()) {
            if (!taken.contains(name)) {
                all.add(new FieldError(Texts.printable(name), "unknown", "There is no such field."));
            }
        }
        return all;
    }

    /** Throws if anything is wrong. */
    void check() {
        refuse(faults());
    }

    /** Throws the faults, if there are any. */
    static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID, "The request has fields that are not valid.", faults);
        }
    }

    private @Nullable Object take(String name) {
        taken.add(name);
        return map.get(name);
    }
}
