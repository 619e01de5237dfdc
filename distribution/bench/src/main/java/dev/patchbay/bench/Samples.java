package dev.patchbay.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * The values of one figure, one for each round. Immutable.
 *
 * @param values in the order of the rounds
 */
record Samples(double... values) {
    /** What is needed of one figure: each value over the other's of the same round. */
    Samples over(Samples floor) {
        double[] ratios = new double[Math.min(values.length, floor.values.length)];
        Arrays.setAll(ratios, round -> values[round] / floor.values[round]);
        return new Samples(ratios);
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Median [min..max], with as many digits as say something. */
    @Override
    public String toString() {
        if (values.length == 1) {
            return number(values[0]);
        }
        return number(median()) + " [" + number(Arrays.stream(values).min().orElseThrow()) + ".."
                + number(Arrays.stream(values).max().orElseThrow()) + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
