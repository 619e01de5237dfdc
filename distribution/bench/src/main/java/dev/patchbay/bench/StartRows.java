package dev.patchbay.bench;

import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.Ports;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Rows 5 and 6: the time and CPU until the first 200, and the memory a while later, beside a bare framework with Jetty. */
final class StartRows implements Bench.Measurement {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int MICROS_A_MILLI = 1_000;
    private static final double KIB_A_MIB = 1_024;

    private final Starts first = new Starts("Patchbay, first-ever");
    private final Starts later = new Starts("Patchbay, later");
    private final Starts bare = new Starts("floor");

    /** What several starts of one thing gave. */
    private static final class Starts {
        final String name;
        final Series wallMillis = new Series();
        final Series cpuMillis = new Series();
        final Series residentMib = new Series();

        Starts(String name) {
            this.name = name;
        }

        void note(Bench bench, long begin, URI address, String path, long pid, BooleanSupplier isAlive, boolean idle) throws IOException {
            double wall = (FirstAnswer.await(address, path, isAlive) - begin) / 1e6;
            double cpu = ProcessFigures.of(pid).cpuMicros() / (double) MICROS_A_MILLI;
            wallMillis.add(wall);
            cpuMillis.add(cpu);
            double resident = 0;
            if (idle) {
                LockSupport.parkNanos(IDLE_NANOS);
                resident = ProcessFigures.of(pid).residentKib() / KIB_A_MIB;
                residentMib.add(resident);
            }
            bench.say("%-30s %,7.0f ms  %,7.0f ms CPU  %5.0f MiB", name, wall, cpu, resident);
        }
    }

    @Override
    public List<Line> measure(Bench bench) throws IOException {
        for (int round = 0; round < bench.options().rounds(); round++) {
            host(bench, "start-" + round, first, false);
            floor(bench);
            host(bench, "start-" + round, later, true);
        }
        Samples wall = later.wallMillis.samples();
        return List.of(
                Line.ratio(5, "start to the first 200, ms", wall, bare.wallMillis.samples(), Goal.atMost(1.3)),
                Line.ratio(5, "the same, ms of CPU", later.cpuMillis.samples(), bare.cpuMillis.samples(), Goal.atMost(1.3)),
                Line.ratio(5, "first-ever start, ms; floor: a later one", first.wallMillis.samples(), wall, Goal.atMost(1.5)),
                Line.ratio(6, "resident memory when idle, MiB", later.residentMib.samples(), bare.residentMib.samples(), Goal.atMost(1.2)));
    }

    private static void host(Bench bench, String data, Starts starts, boolean idle) throws IOException {
        long begin = System.nanoTime();
        try (HostProcess host = bench.host(data).launch()) {
            starts.note(bench, begin, host.address(), "/readyz", host.pid(), host::isAlive, idle);
            host.stop();
        }
    }

    private void floor(Bench bench) throws IOException {
        int port = Ports.free();
        long begin = System.nanoTime();
        try (FloorProcess floor = Floors.webServer(bench, bench.folder("start-floor"), port)) {
            bare.note(bench, begin, URI.create("http://127.0.0.1:" + port), "/", floor.pid(), floor::isAlive, true);
        }
    }
}
