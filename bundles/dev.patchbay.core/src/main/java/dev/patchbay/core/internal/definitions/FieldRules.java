package dev.patchbay.core.internal.definitions;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one field, applied to one value that was given. */
final class FieldRules {
    /** A list may have no more entries than this, whatever its range says. */
    static final int MOST_ENTRIES = 1_000;

    /** Hears of a fault. */
    interface Sink {
        void add(String field, String code, String message);
    }

    private final Field<?> field;
    private final Sink errors;
    private final Sink warnings;
    private int found;

    FieldRules(Field<?> field, Sink errors, Sink warnings) {
        this.field = field;
        this.errors = errors;
        this.warnings = warnings;
    }

    /** The value as it is stored, or null after a fault was reported. */
    @Nullable Object check(Object value) {
        Object checked = switch (field.kind()) {
            case TEXT, HOST, URL -> value instanceof String text ? text(bare(text)) : wrongType("a text");
            case SECRET -> secret(value);
            case INTEGER -> integer(value);
            case FLAG -> value instanceof Boolean ? value : wrongType("true or false");
            case CHOICE -> value instanceof String text ? choice(text) : wrongType("a text");
            case LIST -> value instanceof List<?> list ? list(list) : wrongType("a list of texts");
        };
        return found == 0 ? checked : null;
    }

    private Object text(String text) {
        shape(text, field.kind() == Field.Kind.TEXT && field.allowsLines());
        if (field.kind() == Field.Kind.HOST && HostSyntax.canonical(text).isEmpty()) {
            error("host", "Must be a host name, an IPv4 address like 192.0.2.1 or an IPv6 address without brackets.");
        } else if (field.kind() == Field.Kind.URL && HostSyntax.endpointUrl(text).isEmpty()) {
            error("url", "Must be a full URL that starts with https://, without user name and fragment.");
        }
        return text;
    }

    private @Nullable Object secret(Object value) {
        if (value instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("set")) && map.size() == 1) {
            return mask();
        }
        if (value instanceof Secret stored) {
            shape(stored.reveal(), field.allowsLines());
            return stored;
        }
        if (!(value instanceof String text)) {
            return wrongType("a text");
        }
        if (TextRules.isMask(text)) {
            return mask();
        }
        String bare = bare(text);
        shape(bare, field.allowsLines());
        return Secret.of(bare);
    }

    /** Without what always stands around it, where somebody pasted the whole. */
    private String bare(String text) {
        String bare = text;
        String prefix = field.prefix();
        String suffix = field.suffix();
        if (!prefix.isEmpty() && bare.regionMatches(true, 0, prefix, 0, prefix.length())) {
            bare = bare.substring(prefix.length());
        }
        String end = !suffix.isEmpty() && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        int at = end.length() - suffix.length();
        if (!suffix.isEmpty() && at >= 0 && end.regionMatches(true, at, suffix, 0, suffix.length())) {
            bare = end.substring(0, at);
        }
        if (bare.isEmpty() && !text.isEmpty()) {
            error("only-around", "Holds only what always stands around the value; enter the part between.");
        }
        return bare;
    }

    private @Nullable Object mask() {
        error("mask", "This is the mask of a secret, not a secret; leave the field out to keep what is stored.");
        return null;
    }

    private @Nullable Object integer(Object value) {
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Byte || value instanceof BigInteger;
        if (!whole) {
            return wrongType("a whole number");
        }
        BigInteger number = new BigInteger(value.toString());
        boolean fits = number.bitLength() < Integer.SIZE;
        if (!fits || number.intValue() < field.min() || number.intValue() > field.max()) {
            error("range", "Must be from " + field.min() + " to " + field.max() + ".");
            return null;
        }
        return number.intValue();
    }

    private Object choice(String text) {
        if (field.options().stream().noneMatch(option -> option.value().equals(text))) {
            error("choice", "Must be one of the options.");
        }
        return text;
    }

    private Object list(List<?> list) {
        List<String> texts = new ArrayList<>();
        int most = Math.min(field.max(), MOST_ENTRIES);
        if (list.size() < field.min() || list.size() > most) {
            error("range", "Must have from " + Math.max(0, field.min()) + " to " + most + " entries.");
            return texts;
        }
        for (Object entry : list) {
            if (found > 0) {
                return texts;
            }
            if (entry instanceof String text) {
                shape(text, field.allowsLines());
                texts.add(text);
            } else {
                wrongType("a list of texts");
            }
        }
        return List.copyOf(texts);
    }

    private void shape(String text, boolean lines) {
        if (text.length() > field.maxLength()) {
            error("too-long", "Must have at most " + field.maxLength() + " characters.");
            return;
        }
        if (!TextRules.hasOnlyAllowedCharacters(text, lines)) {
            error("characters", lines
                    ? "Holds control characters or broken characters."
                    : "Holds line breaks, control characters or broken characters.");
            return;
        }
        field.pattern().ifPresent(pattern -> {
            PatternBudget.Outcome outcome = PatternBudget.match(pattern, text);
            if (outcome != PatternBudget.Outcome.MATCHES) {
                error("pattern", outcome == PatternBudget.Outcome.DIFFERS
                        ? "Does not have the expected form."
                        : "Cannot be checked: the form this field expects takes too long to compare.");
            }
        });
        /* a key pasted in lines ends with one, and means nothing by it */
        if (!field.allowsLines() && TextRules.hasWhiteSpaceAtEnds(text)) {
            warnings.add(field.name(), "white-space-at-ends", "Begins or ends with white space; it is kept as it is.");
        }
    }

    private @Nullable Object wrongType(String expected) {
        error("type", "Must be " + expected + ".");
        return null;
    }

    private void error(String code, String message) {
        found++;
        errors.add(field.name(), code, message);
    }
}
