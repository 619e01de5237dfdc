package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Row 3: storing a connection over HTTP, beside {@link SqliteFloor} with as many threads on the same disk. */
final class CreateRow implements Bench.Measurement {
    private static final int WARM_UP_SECONDS = 8;

    private final Series floorRates = new Series();
    private final Series floorCpu = new Series();

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        Path folder = bench.folder("create");
        String mode = floor(folder, 2, "shared").rate() > floor(folder, 2, "each").rate() ? "shared" : "each";
        bench.say("the stronger floor: connections %s", mode);
        try (HostProcess host = bench.host("create").start()) {
            Requests requests = new Requests(host);
            try (Side ours = new Side("Patchbay", host.pid(), new Load(host.address(), CredentialRows.CALLERS, requests::create, 201))) {
                ours.warmUp(WARM_UP_SECONDS);
                for (int round = 0; round < bench.options().rounds(); round++) {
                    Inserts inserts = floor(folder, bench.options().seconds(), mode);
                    floorRates.add(inserts.rate());
                    floorCpu.add(inserts.cpuMicros());
                    bench.say("%-30s %,8.0f/s  %7.1f µs CPU", "floor", inserts.rate(), inserts.cpuMicros());
                    ours.round(bench);
                }
                return List.of(
                        Line.ratio(3, "create a connection, 16 callers, /s", ours.rates.samples(), floorRates.samples(), Goal.atLeast(0.5)),
                        Line.told(3, "the same, µs of CPU", ours.cpuMicros.samples(), floorCpu.samples()));
            }
        }
    }

    private record Inserts(double rate, double cpuMicros) {}

    private static Inserts floor(Path folder, int seconds, String mode) throws IOException {
        try (FloorProcess floor = FloorProcess.start(SqliteFloor.class, folder,
                List.of(folder.toString(), String.valueOf(CredentialRows.CALLERS), String.valueOf(seconds), mode))) {
            String[] printed = floor.result().strip().split(" ");
            double done = Double.parseDouble(printed[0]);
            return new Inserts(done / Double.parseDouble(printed[1]), Double.parseDouble(printed[2]) / done);
        }
    }
}
