package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Row 14: the console's list in Chromium with many connections stored; the floor is the same page with {@value #FEW}. */
final class ConsoleRow implements Bench.Measurement {
    private static final int FEW = 100;
    private static final int ROWS = 5_000;
    private static final int WARM_UP = 2;
    private static final int INTERACTIVE = 1_000;
    private static final int TASK = 100;
    private static final List<String> STATES = List.of("reconnect", "unavailable", "pending", "ready");
    private static final List<String> ORDERS = List.of("label", "tested", "updated", "created");

    private int steps;

    /** One host with its browser, and what each round gave. */
    private static final class Shown implements AutoCloseable {
        final Map<String, Series> figures = new TreeMap<>();
        final HostProcess host;
        final String name;
        ConsoleBrowser browser;

        Shown(Bench bench, String name, int count) throws IOException {
            this.name = name;
            host = bench.host(name).start();
            try {
                ManyConnections.store(host, count);
                bench.say("%,d connections are stored", count);
                browser = ConsoleBrowser.open(host.address(), link(bench));
            } catch (IOException | RuntimeException | AssertionError e) {
                host.close();
                throw e;
            }
        }

        private String link(Bench bench) throws IOException {
            String printed = bench.host(name).command("sign-in").port(host.address().getPort()).run().output();
            return printed.lines().filter(line -> line.contains("/console/enter#")).findFirst()
                    .map(line -> line.replaceAll(".*(http\\S+/console/enter#\\S+).*", "$1"))
                    .orElseThrow(() -> new IOException("no link in: " + printed));
        }

        void note(String figure, double value) {
            figures.computeIfAbsent(figure, any -> new Series()).add(value);
        }

        Samples of(String figure) {
            return figures.get(figure).samples();
        }

        @Override
        public void close() {
            try {
                browser.close();
            } finally {
                host.close();
            }
        }
    }

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        String missing = ConsoleBrowser.missing();
        if (!missing.isEmpty()) {
            bench.say("left out: %s", missing);
            return List.of();
        }
        int stored = bench.options().stored();
        try (Shown many = new Shown(bench, "console-many", stored); Shown few = new Shown(bench, "console-few", FEW)) {
            for (int round = -WARM_UP; round < bench.options().rounds(); round++) {
                boolean counts = round >= 0;
                round(bench, many, counts, 0);
                round(bench, few, counts, steps);
            }
            return lines(String.format(Locale.ROOT, "%,d", stored), many, few);
        }
    }

    private static List<Line> lines(String stored, Shown many, Shown few) {
        String head = stored + " connections in the console, ";
        List<Line> lines = new ArrayList<>();
        lines.add(value(head + "until the first row can be clicked, nothing cached, ms; floor: with " + FEW, "cold", many, few, INTERACTIVE));
        lines.add(value("the same, cached, ms", "warm", many, few, INTERACTIVE));
        lines.add(value(head + "longest task while scrolling through " + String.format(Locale.ROOT, "%,d", ROWS) + " rows, ms", "scroll", many, few, TASK));
        lines.add(Line.told(14, "the same, seconds for as many steps of the wheel", many.of("seconds"), few.of("seconds")));
        lines.add(value(head + "longest task while a word is typed into the search, ms", "typing", many, few, TASK));
        lines.add(value("the same, from the last letter to its rows, ms", "search", many, few, INTERACTIVE));
        lines.add(value(head + "longest task while states and orders are chosen, ms", "choosing", many, few, TASK));
        lines.add(Line.told(14, "the same, from choosing a state to its rows, the slowest, ms", many.of("status"), few.of("status")));
        lines.add(Line.told(14, "the same, from choosing an order to its rows, the slowest, ms", many.of("order"), few.of("order")));
        return lines;
    }

    private static Line value(String text, String figure, Shown many, Shown few, int goal) {
        return Line.value(14, text, many.of(figure), few.of(figure), Goal.atMost(goal));
    }

    private void round(Bench bench, Shown shown, boolean counts, int wheel) {
        ConsoleBrowser browser = shown.browser;
        Map<String, Double> got = new TreeMap<>();
        got.put("cold", browser.list(true));
        browser.list(false);
        got.put("warm", browser.list(false));
        ConsoleBrowser.Typed typed = browser.search(ManyConnections.WORD);
        got.put("search", typed.millis());
        got.put("typing", typed.longestTask());
        browser.begin();
        for (String status : STATES) {
            most(bench, got, "status", status, browser.status(status));
        }
        browser.status("");
        for (String order : ORDERS) {
            most(bench, got, "order", order, browser.order(order));
        }
        got.put("choosing", browser.longestTask());
        browser.list(false);
        ConsoleBrowser.Scrolled scrolled = browser.scroll(ROWS, wheel);
        got.put("scroll", scrolled.longestTask());
        got.put("seconds", scrolled.seconds());
        if (wheel == 0) {
            steps = scrolled.steps();
        }
        bench.say("%-14s %s %s", shown.name, counts ? "" : "(warming up)", got);
        if (counts) {
            got.forEach(shown::note);
        }
    }

    private static void most(Bench bench, Map<String, Double> got, String figure, String what, double millis) {
        bench.say("    %s %s: %.0f ms", figure, what, millis);
        got.merge(figure, millis, Math::max);
    }
}
