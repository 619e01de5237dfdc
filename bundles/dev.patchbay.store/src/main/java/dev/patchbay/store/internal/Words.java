package dev.patchbay.store.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words of the search: runs of letters, digits and their combining marks, in NFKC, in lower case, cut at 64 characters.
 * What is stored and what is looked for go through the same folding, so neither case nor spelling of a code point matters.
 */
final class Words {
    private static final int LONGEST = 64;

    private Words() {}

    /** The distinct words of texts. */
    static Set<String> of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            split(fold(text), words);
        }
        return words;
    }

    /** The word prefixes that a search asks for, longest first; one with a separator in it counts as several. */
    static List<String> prefixes(List<String> asked) {
        List<String> prefixes = new ArrayList<>(of(asked.toArray(String[]::new)));
        prefixes.sort(Comparator.comparingInt(String::length).reversed());
        return prefixes;
    }

    /** The least text that is greater, by code points, than every text with this prefix. */
    static String after(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                // between the two halves of the plane lie the surrogates, which are no text
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        throw new IllegalArgumentException("no text is greater");
    }

    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static void split(String text, Set<String> words) {
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (!belongs(point)) {
                add(text.substring(start, at), words);
                start = at + Character.charCount(point);
            }
            at += Character.charCount(point);
        }
        add(text.substring(start), words);
    }

    private static void add(String word, Set<String> words) {
        if (word.length() > LONGEST) {
            boolean pair = Character.isHighSurrogate(word.charAt(LONGEST - 1));
            words.add(word.substring(0, pair ? LONGEST - 1 : LONGEST));
        } else if (!word.isEmpty()) {
            words.add(word);
        }
    }

    private static boolean belongs(int point) {
        if (Character.isLetterOrDigit(point)) {
            return true;
        }
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
