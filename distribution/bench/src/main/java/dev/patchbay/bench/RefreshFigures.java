package dev.patchbay.bench;

import dev.patchbay.bench.LiveHost.Blow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The table of a {@link RefreshRun}, after its end. */
final class RefreshFigures {
    private static final String HEAD = "| figure | value | goal | reached |\n|---|---|---|---|\n";
    /** How long a host may take from an answer to its durable write, in milliseconds; a kill within is no fault of it. */
    private static final long WRITE = 500;

    /** CPU of all host processes in µs, and the milliseconds it was taken in: of the whole time, and of the calm one at its end. */
    record Cpu(long micros, long millis, long calmMicros, long calmMillis) {}

    private final TokenBooks books;
    private final LiveHost host;
    private final Consumers consumers;
    private final StringBuilder table = new StringBuilder(HEAD);

    RefreshFigures(TokenBooks books, LiveHost host, Consumers consumers) {
        this.books = books;
        this.host = host;
        this.consumers = consumers;
    }

    /**
     * Writes it.
     *
     * @param outages how often the server was down
     * @param reconnects how often somebody had to connect again
     */
    String table(Cpu cpu, int outages, int reconnects) throws IOException {
        told("the host killed and started again, times", host.count(Blow.KILLED));
        told("the host frozen for longer than its lease, times", host.count(Blow.FROZEN));
        told("the authorization server down for a minute, times", outages);
        told("access tokens that ended in use and were followed by another", books.expiries());
        told("renewals the server granted", books.renewals());
        told("tokens handed out", consumers.handedOut.sum());
        none("stale ones among them", consumers.stale.sum());
        told("refused by the API after they ended on the way", consumers.endedOnTheWay.sum());
        refusals();
        told("connected again by a person, times", reconnects);
        outage();
        answers(cpu);
        return table.toString();
    }

    private void refusals() {
        List<TokenBooks.Refusal> all = books.refusals();
        long killed = all.stream().filter(refusal -> isLostTo(refusal, Blow.KILLED)).count();
        long frozen = all.stream().filter(refusal -> !isLostTo(refusal, Blow.KILLED) && isLostTo(refusal, Blow.FROZEN)).count();
        told("`invalid_grant` the server gave", all.size());
        told("of these after a kill between the server's rotation and the host's write", killed);
        none("of these caused by us", all.size() - killed);
        told("of those after a freeze in between", frozen);
    }

    /** Where a consumer had a token of the answer, the host had it, so nothing was lost. */
    private boolean isLostTo(TokenBooks.Refusal refusal, Blow blow) {
        return refusal.arrivedAt() >= 0 && !refusal.seen()
                && host.suffered(blow, refusal.arrivedAt(), refusal.answeredAt() + WRITE);
    }

    private void outage() {
        long asked = consumers.validAskedInOutage.sum();
        long served = consumers.validServedInOutage.sum();
        String value = asked == 0 ? "none asked for" : String.format(Locale.ROOT, "%.3f %% of %,d", 100.0 * served / asked, asked);
        line("valid tokens handed out while the server was down", value, "100 %", served == asked ? "yes" : "no");
    }

    private void answers(Cpu cpu) throws IOException {
        double[] times = consumers.millis();
        if (times.length > 0) {
            line("`GET …/credential` with a token, p50, ms", number(at(times, 0.5)), "", "");
            line("the same, p99, ms", number(at(times, 0.99)), "", "");
            line("the same, p99.9, ms", number(at(times, 0.999)), "", "");
        }
        line("answers without a token, by status", consumers.otherwise(), "", "");
        told("requests without an answer: the host was down", consumers.unanswered.sum());
        if (host.count(Blow.KILLED) > 0) {
            line("from a kill until ready again, ms", host.restarts().toString(), "", "");
        }
        line("CPU of the host, starts included, % of one core", number(cpu.micros() / 10.0 / cpu.millis()), "", "");
        line("the same in the calm minute", number(cpu.calmMicros() / 10.0 / cpu.calmMillis()), "", "");
        line("resident memory, the most seen, MiB", String.valueOf(host.residentKib() / 1024), "", "");
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private void told(String figure, long value) {
        line(figure, String.format(Locale.ROOT, "%,d", value), "", "");
    }

    private void none(String figure, long value) {
        line(figure, String.format(Locale.ROOT, "%,d", value), "0", value == 0 ? "yes" : "no");
    }

    private void line(String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
