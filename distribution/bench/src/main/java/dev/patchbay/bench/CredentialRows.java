package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Rows 1 and 2: the credential of a connection, read over HTTP, beside {@link JerseyFloor}. */
final class CredentialRows implements Bench.Measurement {
    static final int CALLERS = 16;

    private static final int FEW = 100;
    private static final int LOADERS = 64;
    private static final int WARM_UP_SECONDS = 12;

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        int port = Ports.free();
        URI floorAddress = URI.create("http://127.0.0.1:" + port);
        List<Line> lines = new ArrayList<>();
        try (HostProcess host = bench.host("credential").start();
                FloorProcess floor = FloorProcess.start(JerseyFloor.class, bench.folder("credential"), List.of(String.valueOf(port)))) {
            FirstAnswer.await(floorAddress, "/credential/0", floor::isAlive);
            Requests requests = new Requests(host);
            List<byte[]> reads = store(host, requests, FEW);
            try (Side ours = side("Patchbay", host, reads);
                    Side jersey = new Side("floor", floor.pid(), new Load(floorAddress, CALLERS,
                            n -> requests.get("/credential/" + n % JerseyFloor.CREDENTIALS), 200))) {
                jersey.warmUp(WARM_UP_SECONDS);
                ours.warmUp(WARM_UP_SECONDS);
                for (int round = 0; round < bench.options().rounds(); round++) {
                    jersey.round(bench);
                    ours.round(bench);
                }
                lines.addAll(row1(ours, jersey));
                if (bench.options().only().contains(2)) {
                    lines.add(Line.ratio(2, "the same, p99, ms", ours.p99.samples(), jersey.p99.samples(), Goal.atMost(2)));
                    lines.addAll(manyStored(bench, host, requests, reads, ours.p99.samples()));
                }
            }
        }
        return lines;
    }

    private static List<Line> row1(Side ours, Side jersey) {
        return List.of(
                Line.ratio(1, "credential read, 16 callers, requests/s", ours.rates.samples(), jersey.rates.samples(), Goal.atLeast(0.7)),
                Line.ratio(1, "the same, µs of CPU a request", ours.cpuMicros.samples(), jersey.cpuMicros.samples(), Goal.atMost(1.5)),
                Line.told(1, "the same, p50, ms", ours.p50.samples(), jersey.p50.samples()));
    }

    /** The floor of these lines is the same host with few connections stored. */
    private static List<Line> manyStored(Bench bench, HostProcess host, Requests requests, List<byte[]> few, Samples withFew)
            throws IOException {
        int stored = bench.options().stored();
        List<byte[]> all = new ArrayList<>(few);
        all.addAll(store(host, requests, stored - few.size()));
        bench.say("%,d connections are stored", all.size());
        try (Side same = side("Patchbay, many stored", host, few);
                Side spread = new Side("Patchbay, spread over them", host.pid(), new Load(host.address(), CALLERS,
                        n -> all.get(ThreadLocalRandom.current().nextInt(all.size())), 200))) {
            same.warmUp(2);
            for (int round = 0; round < bench.options().rounds(); round++) {
                same.round(bench);
            }
            for (int round = 0; round < bench.options().rounds(); round++) {
                spread.round(bench);
            }
            String name = String.format(java.util.Locale.ROOT, "%,d", stored);
            return List.of(
                    Line.ratio(2, "p99 with " + name + " stored, ms; floor: with " + FEW, same.p99.samples(), withFew, Goal.atMost(1.2)),
                    Line.told(2, "p99 of reads spread over all " + name + ", ms; floor: with " + FEW, spread.p99.samples(), withFew),
                    Line.told(2, "reads spread over all " + name + ", requests/s; floor: of " + FEW, spread.rates.samples(), same.rates.samples()));
        }
    }

    private static Side side(String name, HostProcess host, List<byte[]> reads) throws IOException {
        return new Side(name, host.pid(), new Load(host.address(), CALLERS, n -> reads.get((int) (n % reads.size())), 200));
    }

    /** Stores connections through the API, and returns the request that reads each. */
    private static List<byte[]> store(HostProcess host, Requests requests, int count) throws IOException {
        List<byte[]> reads = new ArrayList<>(count);
        try (Load load = new Load(host.address(), LOADERS, requests::create, 201,
                answer -> reads.add(requests.credential(Requests.id(answer))))) {
            load.times(count);
        }
        return reads;
    }
}
