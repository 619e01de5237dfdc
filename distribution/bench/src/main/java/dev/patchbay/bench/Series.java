package dev.patchbay.bench;

import java.util.ArrayList;
import java.util.List;

/** Collects the values of one figure while the rounds run. Used by one thread. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    Samples samples() {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
