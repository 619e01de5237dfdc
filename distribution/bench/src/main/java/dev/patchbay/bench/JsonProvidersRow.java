package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Row 8: a thousand declared providers, as files of one bundle and as bundles: what they cost at a start, in the heap, and in a
 * search of the catalogue; and row 7 again while they are present.
 */
final class JsonProvidersRow implements Bench.Measurement {
    private static final int SEARCHES = 1_000;
    private static final int WARM_UP = 500;
    private static final double KIB = 1_024;

    private final List<Line> lines = new ArrayList<>();

    /** How the providers come. */
    private record Shape(String name, String folder, List<byte[]> jars) {}

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        int count = bench.options().providers();
        try (HostProcess host = bench.host("json-none").start()) {
            host.stop();
        }
        measure(bench, new Shape(String.format(Locale.ROOT, "%,d declared in one bundle", count), "json-one",
                JsonProviders.inOneBundle(count)));
        measure(bench, new Shape(String.format(Locale.ROOT, "%,d declared, each in a bundle", count), "json-each",
                JsonProviders.inBundles(count)));
        return lines;
    }

    private void measure(Bench bench, Shape shape) throws IOException {
        try (HostProcess host = bench.host(shape.folder()).start(); Wire wire = new Wire(host.address())) {
            long before = LiveHeap.bytes(host.pid());
            install(bench, host, shape);
            long after = LiveHeap.bytes(host.pid());
            lines.add(Line.absolute(8, "heap of a provider, KiB, " + shape.name(),
                    new Samples((after - before) / KIB / bench.options().providers()), Goal.atMost(20)));
            lines.add(Line.absolute(8, "search of the catalogue, p99, ms, " + shape.name(), searches(bench, host, wire), Goal.atMost(10)));
            lines.addAll(new UploadRow().among(bench, host, wire, ", " + shape.name()));
            host.stop();
        }
        starts(bench, shape);
    }

    private static void install(Bench bench, HostProcess host, Shape shape) {
        long begin = System.nanoTime();
        shape.jars().forEach(jar -> host.api().install(jar).expect(201));
        bench.say("%s: installed in %,.0f ms", shape.name(), (System.nanoTime() - begin) / 1e6);
    }

    private static Samples searches(Bench bench, HostProcess host, Wire wire) throws IOException {
        Requests requests = new Requests(host);
        search(bench, requests, wire, WARM_UP);
        double[] rounds = new double[bench.options().rounds()];
        for (int round = 0; round < rounds.length; round++) {
            double[] millis = search(bench, requests, wire, SEARCHES);
            Arrays.sort(millis);
            rounds[round] = millis[(int) (SEARCHES * 0.99)];
        }
        return new Samples(rounds);
    }

    private static double[] search(Bench bench, Requests requests, Wire wire, int times) throws IOException {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            /* of the upper half, so that no id begins with another */
            int half = bench.options().providers() / 2;
            String id = JsonProviders.id(half + i % half);
            byte[] request = requests.get("/api/v1/providers?category=commerce&q=" + id);
            long begin = System.nanoTime();
            Answer answer = wire.exchange(request);
            millis[i] = (System.nanoTime() - begin) / 1e6;
            if (answer.status() != 200 || !answer.text().contains(id)) {
                throw new IOException("the search was answered " + answer.status() + ": " + answer.text());
            }
        }
        return millis;
    }

    private void starts(Bench bench, Shape shape) throws IOException {
        Series with = new Series();
        Series without = new Series();
        Series withCpu = new Series();
        Series withoutCpu = new Series();
        for (int round = 0; round < bench.options().rounds(); round++) {
            start(bench, "json-none", without, withoutCpu);
            start(bench, shape.folder(), with, withCpu);
        }
        lines.add(Line.ratio(8, "start, ms, " + shape.name() + "; floor: without them", with.samples(), without.samples(), Goal.atMost(1.5)));
        lines.add(Line.told(8, "the same, ms of CPU", withCpu.samples(), withoutCpu.samples()));
    }

    private static void start(Bench bench, String data, Series wall, Series cpu) throws IOException {
        long begin = System.nanoTime();
        try (HostProcess host = bench.host(data).launch()) {
            wall.add((FirstAnswer.await(host.address(), "/readyz", host::isAlive) - begin) / 1e6);
            cpu.add(ProcessFigures.of(host.pid()).cpuMicros() / 1e3);
            host.stop();
        }
        bench.say("start of %s", data);
    }
}
