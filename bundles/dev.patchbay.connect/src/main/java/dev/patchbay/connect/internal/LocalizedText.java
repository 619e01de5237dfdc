package dev.patchbay.connect.internal;

import org.jspecify.annotations.Nullable;

/**
 * A text with its language (WCAG 2.2, 3.1.2). Immutable.
 *
 * @param text what is read
 * @param lang its language (BCP 47); null where it is the page's, or a name, which is of no language
 */
record LocalizedText(String text, @Nullable String lang) {
    /** A text in the page's language. */
    static LocalizedText of(String text) {
        return new LocalizedText(text, null);
    }
}
