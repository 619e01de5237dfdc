package dev.patchbay.app.shopify.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) to maps, lists, texts, doubles, booleans and null. A library would be thirty times the size of this
 * bundle, for one reply. Of one thread.
 */
final class JsonText {
    private static final int DEEPEST = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException where the text is not one JSON value; the message holds nothing of it
     */
    static @Nullable Object parse(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value(0);
        json.check(json.next() == 0 && json.at >= text.length());
        return value;
    }

    /** The value behind these member names; null where there is none. */
    static @Nullable Object at(@Nullable Object json, String... names) {
        Object value = json;
        for (String name : names) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** The entries of a list; none where it is no list. */
    static List<?> list(@Nullable Object json) {
        return json instanceof List<?> list ? list : List.of();
    }

    private @Nullable Object value(int depth) {
        check(depth < DEEPEST);
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        for (boolean first = true; next() != '}'; first = false) {
            if (!first) {
                take(',');
            }
            check(next() == '"');
            String name = string();
            take(':');
            map.put(name, value(depth + 1));
        }
        at++;
        return map;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        for (boolean first = true; next() != ']'; first = false) {
            if (!first) {
                take(',');
            }
            list.add(value(depth + 1));
        }
        at++;
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            check(at < text.length());
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            check(c >= ' ');
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        check(at < text.length());
        char c = text.charAt(at++);
        if (c == 'u') {
            check(FOUR_DIGITS.matcher(text).region(at, Math.min(at + 4, text.length())).matches());
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        check(ESCAPES.indexOf(c) >= 0);
        return ESCAPED.charAt(ESCAPES.indexOf(c));
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        check(text.startsWith(word, at));
        at += word.length();
        return meaning;
    }

    private Double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        check(number.lookingAt());
        at = number.end();
        return Double.valueOf(number.group());
    }

    /** The next character that is no white space, which is not taken; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(char wanted) {
        check(next() == wanted);
        at++;
    }

    private void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no JSON at character " + at);
        }
    }
}
