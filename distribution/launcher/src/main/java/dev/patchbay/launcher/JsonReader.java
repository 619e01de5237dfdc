package dev.patchbay.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, longs, doubles, booleans and null. Comments are allowed, as the OSGi
 * Feature Service asks (OSGi Compendium 8.1, chapter 159); a key that stands twice is an error. Order is kept, results
 * cannot be changed. A reader is used once, by one thread.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value that {@code text} holds.
     *
     * @throws IllegalArgumentException naming line and column of the first fault
     */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skip();
        if (reader.at < text.length()) {
            throw reader.fault("text after the end");
        }
        return value;
    }

    private @Nullable Object value() {
        skip();
        char first = peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (more('}', members.isEmpty())) {
            int start = at;
            String key = string();
            skip();
            expect(':');
            Object value = value();
            if (members.containsKey(key)) {
                at = start;
                throw fault("\"" + key + "\" stands twice");
            }
            members.put(key, value);
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        enter();
        List<@Nullable Object> items = new ArrayList<>();
        while (more(']', items.isEmpty())) {
            items.add(value());
        }
        return Collections.unmodifiableList(items);
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw fault("nested too deeply");
        }
    }

    /** Whether another item follows; takes the comma before it, or the closing character. */
    private boolean more(char close, boolean first) {
        skip();
        if (peek() == close) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
            skip();
        }
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                at--;
                throw fault("a control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
        return out.toString();
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("an unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw fault("an unknown escape");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Number number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            at = start;
            throw fault("no value here");
        }
        return digits.matches("-?[0-9]{1,18}") ? (Number) Long.valueOf(digits) : (Number) Double.valueOf(digits);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("no value here");
        }
        at += word.length();
        return value;
    }

    private void skip() {
        while (at < text.length()) {
            if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOf("\n");
            } else if (text.startsWith("/*", at)) {
                at = endOf("*/");
            } else {
                return;
            }
        }
    }

    private int endOf(String mark) {
        int end = text.indexOf(mark, at + 2);
        return end < 0 ? text.length() : end + mark.length();
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("the text ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw fault("'" + wanted + "' is missing");
        }
        at++;
    }

    private IllegalArgumentException fault(String what) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new IllegalArgumentException("line " + line + ", column " + column + ": " + what);
    }
}
