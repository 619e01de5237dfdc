package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a form sent, as the values its fields hold; what does not fit stays as it is and is found by the rules. A flag that was
 * not sent is an empty box: no. A text without a character is none.
 */
final class FormInput {
    private static final Set<String> YES = Set.of("true", "on", "yes", "1");
    private static final Set<String> NO = Set.of("false", "off", "no", "0");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");

    private FormInput() {}

    /** The values by field; {@code prefix} stands before the fields' names in the form. */
    static Map<String, Object> read(List<Field<?>> fields, Map<String, String> sent, String prefix) {
        Map<String, Field<?>> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        Map<String, Object> values = new TreeMap<>();
        sent.forEach((name, text) -> {
            if (name.startsWith(prefix) && !text.isEmpty()) {
                Field<?> field = byName.get(name.substring(prefix.length()));
                values.put(name.substring(prefix.length()), field == null ? text : value(field, text));
            }
        });
        fields.stream().filter(field -> field.kind() == Field.Kind.FLAG)
                .forEach(field -> values.putIfAbsent(field.name(), Boolean.FALSE));
        return values;
    }

    /** What a person typed into fields that are no secret, to be shown again: the connection's, and those of an own client. */
    static Map<String, String> typed(ConnectionMethod method, Map<String, String> sent) {
        Map<String, String> typed = new TreeMap<>();
        typed(method.connectionFields(), sent, FormCheck.VALUES, typed);
        typed(method.clientFields(), sent, FormCheck.CLIENT, typed);
        return typed;
    }

    private static void typed(List<Field<?>> fields, Map<String, String> sent, String prefix, Map<String, String> typed) {
        for (Field<?> field : fields) {
            String text = sent.get(prefix + field.name());
            if (text != null && !field.isSecret() && text.length() <= field.maxLength()) {
                typed.put(field.name(), text);
            }
        }
    }

    /** One value. */
    static Object value(Field<?> field, String text) {
        return switch (field.kind()) {
            case INTEGER -> NUMBER.matcher(text.strip()).matches() ? (Object) Long.valueOf(text.strip()) : text;
            case FLAG -> flag(text);
            case LIST -> Arrays.stream(text.split("\\R")).map(String::strip).filter(line -> !line.isEmpty()).toList();
            case HOST, URL -> text.strip();
            /* browsers send the line breaks of a text area as CR LF */
            case TEXT, SECRET -> field.allowsLines() ? text.replace("\r\n", "\n") : text;
            case CHOICE -> text;
        };
    }

    private static Object flag(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? (Object) Boolean.FALSE : text;
    }
}
