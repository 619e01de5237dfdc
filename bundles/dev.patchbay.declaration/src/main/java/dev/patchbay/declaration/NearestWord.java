package dev.patchbay.declaration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what an author meant by a word that is not known: the fewest letters added, left out or replaced. Stateless. */
final class NearestWord {
    private static final int LONGEST = 64;

    private NearestWord() {}

    /** The candidate with the fewest edits, where at most a third of the word, and two letters at least, is wrong. */
    static Optional<String> find(String word, Collection<String> candidates) {
        int limit = Math.max(2, word.length() / 3);
        return word.length() > LONGEST ? Optional.empty() : candidates.stream()
                .filter(candidate -> edits(word, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate)).thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, row by row. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
