package dev.patchbay.installer.internal;

/** Names out of an uploaded jar, made fit to be shown. */
final class Texts {
    private static final int LONGEST = 200;
    private static final int LONGEST_SENTENCE = 600;

    private Texts() {}

    /** The text without control and direction characters, cut at 200. */
    static String printable(String text) {
        return printable(text, LONGEST);
    }

    /** The same for a whole message, cut at 600. */
    static String sentence(String text) {
        return printable(text, LONGEST_SENTENCE);
    }

    private static String printable(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
