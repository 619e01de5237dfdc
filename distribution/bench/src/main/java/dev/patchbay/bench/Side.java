package dev.patchbay.bench;

import java.io.IOException;

/** One of two servers under the same load, and what each round gave. Used by one thread. */
final class Side implements AutoCloseable {
    final Series rates = new Series();
    final Series cpuMicros = new Series();
    final Series p50 = new Series();
    final Series p99 = new Series();
    private final String name;
    private final long pid;
    private final Load load;

    Side(String name, long pid, Load load) {
        this.name = name;
        this.pid = pid;
        this.load = load;
    }

    /** So much load that what runs often is compiled. */
    void warmUp(int seconds) throws IOException {
        load.forSeconds(seconds);
    }

    /** One round. */
    void round(Bench bench) throws IOException {
        long before = ProcessFigures.of(pid).cpuMicros();
        Load.Outcome outcome = load.forSeconds(bench.options().seconds());
        double micros = (ProcessFigures.of(pid).cpuMicros() - before) / (double) outcome.nanos().length;
        rates.add(outcome.rate());
        cpuMicros.add(micros);
        p50.add(outcome.millis(50));
        p99.add(outcome.millis(99));
        bench.say("%-30s %,8.0f/s  %7.1f µs CPU  p50 %6.2f ms  p99 %6.2f ms", name, outcome.rate(), micros, outcome.millis(50), outcome.millis(99));
    }

    @Override
    public void close() throws IOException {
        load.close();
    }
}
