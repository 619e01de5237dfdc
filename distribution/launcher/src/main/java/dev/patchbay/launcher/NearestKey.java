package dev.patchbay.launcher;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what somebody meant by a word that is not known. Stateless. */
final class NearestKey {
    private NearestKey() {
    }

    /** The candidate with the fewest edits, where at most a third of the word (and two letters at least) is wrong. */
    static Optional<String> find(String word, Stream<String> candidates) {
        int limit = Math.max(2, word.length() / 3);
        return candidates.filter(candidate -> edits(word, candidate) <= limit)
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate)).thenComparing(Comparator.naturalOrder()));
    }

    /** The optimal string alignment distance: letters added, left out, replaced, or two neighbours swapped. */
    static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
