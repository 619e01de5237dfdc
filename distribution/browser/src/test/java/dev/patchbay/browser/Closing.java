package dev.patchbay.browser;

import org.jspecify.annotations.Nullable;

/** The end of a test class. Stateless. */
final class Closing {
    private Closing() {}

    /** Closes what was opened, in this order; what was not is null. What one of them throws keeps none of the others open. */
    static void all(@Nullable AutoCloseable... opened) throws Exception {
        Exception first = null;
        for (AutoCloseable one : opened) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
