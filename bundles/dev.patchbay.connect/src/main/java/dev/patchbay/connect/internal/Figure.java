package dev.patchbay.connect.internal;

/**
 * The drawing on top of a page: the cable from the account's jack to that of the app, as things stand. It is decoration, since the
 * words below it say the same.
 */
enum Figure {
    /** Somebody is about to plug it in. */
    IN_HAND("M324 40C324 120 210 122 168 84", "translate(168 84) rotate(212)"),
    /** It did not hold. */
    FALLEN("M324 40C324 112 280 118 232 110", "translate(232 110) rotate(184)"),
    /** It is connected. */
    PLUGGED("M324 40C324 122 96 122 96 40", null);

    private static final int LONGEST = 20;
    private static final String APP = "96";
    private static final String ACCOUNT = "324";

    private final String cable;
    private final String plug;

    Figure(String cable, String plug) {
        this.cable = cable;
        this.plug = plug;
    }

    /**
     * Draws it.
     *
     * @param app what stands over the app's jack; may be empty
     * @param account the same for the other
     */
    void write(Html html, String app, String account) {
        html.open("div", "class", "figure").open("svg", "class", "art", "viewBox", "0 0 420 118", "aria-hidden", "true");
        jack(html, APP, app);
        jack(html, ACCOUNT, account);
        html.element("circle", "", "class", "tip-live", "cx", ACCOUNT, "cy", "40", "r", "7");
        if (plug == null) {
            html.element("path", "", "class", "k-live", "d", cable);
            html.element("circle", "", "class", "tip-live", "cx", APP, "cy", "40", "r", "7");
        } else {
            html.element("path", "", "class", "k-edge", "d", cable).element("path", "", "class", "k-loose", "d", cable);
            html.open("g", "transform", plug);
            html.element("rect", "", "class", "tip", "x", "-3", "y", "-7", "width", "26", "height", "14", "rx", "3");
            html.element("rect", "", "class", "tip", "x", "23", "y", "-3.5", "width", "14", "height", "7", "rx", "2");
            html.close("g");
        }
        html.close("svg").close("div");
    }

    private static void jack(Html html, String x, String name) {
        html.element("circle", "", "class", "hole", "cx", x, "cy", "40", "r", "15");
        html.element("text", cut(name), "x", x, "y", "13", "text-anchor", "middle");
    }

    private static String cut(String name) {
        int[] letters = name.codePoints().toArray();
        return letters.length <= LONGEST ? name : new String(letters, 0, LONGEST - 1) + "…";
    }
}
