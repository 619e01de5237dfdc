package dev.patchbay.rest.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query, read strictly: unknown and repeated parameters, broken percent-encoding, text that is not UTF-8 and control
 * characters are refused, all at once, as {@code MALFORMED}. Faults of single values are collected until {@link #check}.
 */
final class QueryParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final Map<String, String> values = new HashMap<>();
    private final List<FieldError> faults = new ArrayList<>();

    private QueryParameters() {}

    static QueryParameters of(@Nullable String raw, String... allowed) {
        QueryParameters query = new QueryParameters();
        Set<String> known = Set.of(allowed);
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                query.add(pair, known);
            }
        }
        query.check();
        return query;
    }

    private void add(String pair, Set<String> known) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        if (name == null || !known.contains(name)) {
            fault(name == null ? "?" : Texts.printable(name), "unknown", "There is no such parameter here.");
        } else if (value == null) {
            fault(name, "encoding", "The value is not percent-encoded UTF-8.");
        } else if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            fault(name, "control-character", "The value holds a control character.");
        } else if (values.put(name, value) != null) {
            fault(name, "repeated", "The parameter stands there more than once.");
        }
    }

    /** The value, or null where it is absent or empty. */
    @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The value; its absence is a fault. */
    String required(String name) {
        String value = text(name);
        if (value == null) {
            fault(name, "required", "The parameter is missing.");
            return "";
        }
        return value;
    }

    /** {@code true} or {@code false}; false where it is absent. */
    boolean flag(String name) {
        String value = values.get(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            fault(name, "flag", "The value is true or false.");
        }
        return "true".equals(value);
    }

    /** Rows a page: 1 to {@value #MAX_LIMIT}; {@value #DEFAULT_LIMIT} where it is absent. */
    int limit() {
        String value = values.get("limit");
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MAX_LIMIT) {
            fault("limit", "range", "The value is a whole number from 1 to " + MAX_LIMIT + ".");
            return DEFAULT_LIMIT;
        }
        return Integer.parseInt(value);
    }

    void fault(String name, String code, String message) {
        faults.add(new FieldError(name, code, message));
    }

    /** Throws if anything was wrong so far. */
    void check() {
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.MALFORMED, "The query has parameters that cannot be used.", faults);
        }
    }

    private static @Nullable String decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c < 0x80 ? c : 0xff);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
