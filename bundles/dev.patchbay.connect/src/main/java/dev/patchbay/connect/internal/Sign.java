package dev.patchbay.connect.internal;

/** The small drawings beside words; silent, since the word says the same. */
enum Sign {
    /** A disc with a tick. */
    PASSED("M4.9 8.2l2.1 2.1 4.1-4.4", true),
    /** A disc with a cross. */
    FAILED("M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8", true),
    /** A ring with a bar. */
    SKIPPED("M5.8 8h4.4", false),
    /** A struck ring. */
    NOT("M3.8 12.2l8.4-8.4", false);

    private final String mark;
    private final boolean onDisc;

    Sign(String mark, boolean onDisc) {
        this.mark = mark;
        this.onDisc = onDisc;
    }

    void write(Html html) {
        html.open("svg", "class", "i", "viewBox", "0 0 16 16", "aria-hidden", "true");
        html.element("circle", "", "class", onDisc ? "disc" : "ring", "cx", "8", "cy", "8", "r", onDisc ? "7" : "6.25");
        html.element("path", "", "class", onDisc ? "ink" : "ring", "d", mark).close("svg");
    }
}
