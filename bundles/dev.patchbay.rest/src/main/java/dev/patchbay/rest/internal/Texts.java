package dev.patchbay.rest.internal;

/** Texts from outside, made fit to be shown. */
final class Texts {
    private static final int LONGEST_NAME = 100;

    private Texts() {}

    /** A name as a message may repeat it: cut, and without anything that is not plainly visible. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(LONGEST_NAME).forEach(c -> text.appendCodePoint(isPlain(c) ? c : '?'));
        return text.toString();
    }

    /** Whether a UTF-16 surrogate stands without its other half. */
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static boolean isPlain(int c) {
        return Character.isLetterOrDigit(c) || c > ' ' && c < 0x7f;
    }
}
