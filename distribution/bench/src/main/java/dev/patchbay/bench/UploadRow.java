package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Row 7: from the upload of a bundle until the catalogue shows its provider, beside {@code installBundle} and {@code start}
 * of the same jars in a bare framework; with few providers present and with many.
 */
final class UploadRow implements Bench.Measurement {
    private static final int A_ROUND = 20;
    private static final int WARM_UP = 20;

    private int next;

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        int measured = bench.options().rounds() * A_ROUND;
        int fill = Math.max(0, bench.options().providers() - WARM_UP - measured);
        byte[][] jars = new byte[WARM_UP + measured + fill + measured][];
        Arrays.setAll(jars, UploadRow::jar);
        double[] floor = floor(bench, jars);
        double[] ours;
        try (HostProcess host = bench.host("upload").start(); Wire wire = new Wire(host.address())) {
            ours = upload(bench, host, wire, jars);
        }
        List<Line> few = lines(bench, "", slice(ours, WARM_UP, measured), slice(floor, WARM_UP, measured));
        int after = WARM_UP + measured + fill;
        List<Line> many = lines(bench, String.format(Locale.ROOT, ", %,d providers present", after),
                slice(ours, after, measured), slice(floor, after, measured));
        return List.of(few.get(0), few.get(1), many.get(0), many.get(1));
    }

    /** The same figures of a host that holds something else already. */
    List<Line> among(Bench bench, HostProcess host, Wire wire, String when) throws IOException {
        int measured = bench.options().rounds() * A_ROUND;
        byte[][] jars = new byte[WARM_UP + measured][];
        Arrays.setAll(jars, UploadRow::jar);
        double[] floor = floor(bench, jars);
        double[] ours = upload(bench, host, wire, jars);
        return lines(bench, when, slice(ours, WARM_UP, measured), slice(floor, WARM_UP, measured));
    }

    private static List<Line> lines(Bench bench, String when, double[] ours, double[] floor) {
        return List.of(
                Line.ratio(7, "upload to provider visible" + when + ", p50, ms", percentiles(ours, 0.5), percentiles(floor, 0.5), Goal.atMost(2)),
                Line.ratio(7, "the same, p95, ms", percentiles(ours, 0.95), percentiles(floor, 0.95), Goal.atMost(5)));
    }

    /** One percentile for each round. */
    private static Samples percentiles(double[] millis, double part) {
        double[] values = new double[millis.length / A_ROUND];
        Arrays.setAll(values, round -> {
            double[] sorted = slice(millis, round * A_ROUND, A_ROUND);
            Arrays.sort(sorted);
            return sorted[(int) Math.min(A_ROUND - 1, Math.floor(A_ROUND * part))];
        });
        return new Samples(values);
    }

    private double[] upload(Bench bench, HostProcess host, Wire wire, byte[][] jars) throws IOException {
        Requests requests = new Requests(host);
        double[] millis = new double[jars.length];
        for (next = 0; next < jars.length; next++) {
            byte[] install = requests.install(jars[next]);
            byte[] look = requests.get("/api/v1/providers/" + id(next));
            long begin = System.nanoTime();
            Answer installed = wire.exchange(install);
            if (installed.status() != 201) {
                throw new IOException("the upload was answered " + installed.status() + ": " + installed.text());
            }
            if (wire.exchange(look).status() != 200) {
                throw new IOException("the provider is not visible after its upload");
            }
            millis[next] = (System.nanoTime() - begin) / 1e6;
            if (next % 100 == 0) {
                bench.say("%4d providers present: %6.1f ms", next, millis[next]);
            }
        }
        return millis;
    }

    private static double[] floor(Bench bench, byte[][] jars) throws IOException {
        Path folder = bench.folder("upload-floor");
        Path samples = bench.folder("upload-floor/jars");
        for (int i = 0; i < jars.length; i++) {
            Files.write(samples.resolve(String.format(Locale.ROOT, "%06d.jar", i)), jars[i]);
        }
        try (FloorProcess floor = Floors.installing(bench, folder, samples)) {
            return floor.result().lines().filter(line -> line.matches("\\d+")).mapToDouble(line -> Long.parseLong(line) / 1e6).toArray();
        }
    }

    private static double[] slice(double[] all, int from, int count) {
        return Arrays.copyOfRange(all, from, from + count);
    }

    private static String id(int number) {
        return "sample-" + number;
    }

    private static byte[] jar(int number) {
        return ProviderBundle.named("bench.sample" + number, "1.0.0")
                .provider(id(number), SampleProvider.class)
                .entry(SampleProvider.ID, id(number).getBytes(StandardCharsets.US_ASCII))
                .jar();
    }
}
