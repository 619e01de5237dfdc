package dev.patchbay.core.internal.base;

import dev.patchbay.host.problem.FieldError;
import java.text.Normalizer;
import java.util.List;

/** Names that people give and read: one line, nothing that is invisible or turns the text around. */
public final class Labels {
    private static final int MAX_LENGTH = 200;

    private Labels() {}

    public static void check(String field, String label, List<FieldError> errors) {
        if (label.isBlank()) {
            errors.add(new FieldError(field, "required", "A label is needed."));
        } else if (label.codePointCount(0, label.length()) > MAX_LENGTH) {
            errors.add(new FieldError(field, "too-long", "A label has at most " + MAX_LENGTH + " characters."));
        }
        if (label.codePoints().anyMatch(Labels::isRefused)) {
            errors.add(new FieldError(
                    field, "characters", "A label has no line breaks, control characters or changes of direction."));
        }
    }

    /** The form in which it is stored, so that what looks the same is the same (Unicode NFC). */
    public static String canonical(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFC);
    }

    private static boolean isRefused(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isDirection(c);
        };
    }

    /** Embeddings, overrides, isolates and marks (Unicode Standard Annex 9, section 2). */
    private static boolean isDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0x061C;
    }
}
