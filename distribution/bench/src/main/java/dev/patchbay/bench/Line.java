package dev.patchbay.bench;

/**
 * One line of the table.
 *
 * @param row the number of the row it belongs to
 * @param figure what was measured, with its unit
 * @param ours Patchbay's value
 * @param floor what it stands beside
 * @param ratio one over the other
 * @param goal what the ratio, or the value, should reach
 * @param reached {@code yes}, {@code no}, or empty where there is no goal
 */
record Line(String row, String figure, String ours, String floor, String ratio, String goal, String reached) {
    static final String HEAD = "| # | figure | Patchbay | floor | ratio | goal | reached |\n|---|---|---|---|---|---|---|\n";

    /** A figure whose ratio to the floor's has a goal. */
    static Line ratio(int row, String figure, Samples ours, Samples floor, Goal goal) {
        Samples ratio = ours.over(floor);
        return new Line(String.valueOf(row), figure, ours.toString(), floor.toString(), ratio.toString(), goal.toString(),
                goal.isReached(ratio.median()) ? "yes" : "no");
    }

    /** A figure that has a goal of its own and stands beside a floor. */
    static Line value(int row, String figure, Samples ours, Samples floor, Goal goal) {
        return new Line(String.valueOf(row), figure, ours.toString(), floor.toString(), ours.over(floor).toString(), goal.toString(),
                goal.isReached(ours.median()) ? "yes" : "no");
    }

    /** A figure that is told without a goal. */
    static Line told(int row, String figure, Samples ours, Samples floor) {
        return new Line(String.valueOf(row), figure, ours.toString(), floor.toString(), ours.over(floor).toString(), "", "");
    }

    /** A figure that has no floor. */
    static Line absolute(int row, String figure, Samples ours, Goal goal) {
        return new Line(String.valueOf(row), figure, ours.toString(), "", "", goal.toString(),
                goal.isReached(ours.median()) ? "yes" : "no");
    }

    /** As a row of a Markdown table. */
    String markdown() {
        return "| " + String.join(" | ", row, figure, ours, floor, ratio, goal, reached) + " |\n";
    }
}
