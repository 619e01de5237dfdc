package dev.patchbay.core.internal.definitions;

import java.util.regex.Pattern;

/** Rules of single texts; each answer says what is wrong without saying what the text is. */
public final class TextRules {
    private static final Pattern MASK = Pattern.compile("[*\u2022\u25CF]{3,}");

    private TextRules() {}

    /** Whether every character may stand in a field: no control characters, no half of a surrogate pair. */
    public static boolean hasOnlyAllowedCharacters(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || isRefused(c, lines)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRefused(char c, boolean lines) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return !lines;
        }
        boolean separator = c == '\u2028' || c == '\u2029';
        return Character.isISOControl(c) || separator && !lines;
    }

    /** Whether it is what a masked read or a form shows in place of a secret. */
    static boolean isMask(String text) {
        return MASK.matcher(text).matches();
    }

    /** Whether it begins or ends with white space, as pasted texts do. */
    static boolean hasWhiteSpaceAtEnds(String text) {
        return !text.isEmpty() && (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)));
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
