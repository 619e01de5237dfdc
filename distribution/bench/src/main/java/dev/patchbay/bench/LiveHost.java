package dev.patchbay.bench;

import dev.patchbay.testsupport.Api;
import dev.patchbay.testsupport.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A host that is killed, frozen and started again on the same data, and when that was. What changes it is for one thread, what
 * tells of it for any.
 */
final class LiveHost implements AutoCloseable {
    /** What happened to the host. */
    enum Blow {
        /** SIGKILL. */
        KILLED,
        /** SIGSTOP, and SIGCONT after a while. */
        FROZEN
    }

    private record Span(Blow blow, long from, long to) {}

    private final HostProcess.Plan plan;
    private final LongSupplier clock;
    private final List<Span> blows = new ArrayList<>();
    private final Series restarts = new Series();
    private volatile HostProcess process;
    private long cpuMicros;
    private long residentKib;

    /**
     * Starts it.
     *
     * @param clock milliseconds
     */
    LiveHost(HostProcess.Plan plan, LongSupplier clock) {
        this.plan = plan;
        this.clock = clock;
        this.process = plan.start();
    }

    URI address() {
        return process.address();
    }

    Requests requests() {
        return new Requests(process);
    }

    Api api() {
        return process.api();
    }

    /** Ends it as a power cut would, and starts it again. */
    void killAndRestart() throws IOException {
        look();
        cpuMicros += ProcessFigures.of(process.pid()).cpuMicros();
        long from = clock.getAsLong();
        process.kill();
        note(new Span(Blow.KILLED, from, clock.getAsLong()));
        process = plan.start();
        restarts.add(clock.getAsLong() - from);
    }

    /** Lets it stand still for so many milliseconds. */
    void freeze(long millis) throws IOException, InterruptedException {
        look();
        long from = clock.getAsLong();
        signal("STOP");
        try {
            Thread.sleep(millis);
        } finally {
            signal("CONT");
            note(new Span(Blow.FROZEN, from, clock.getAsLong()));
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("SIG" + name + " could not be sent");
        }
    }

    private void look() throws IOException {
        residentKib = Math.max(residentKib, ProcessFigures.of(process.pid()).residentKib());
    }

    private synchronized void note(Span span) {
        blows.add(span);
    }

    /** How often that happened. */
    synchronized long count(Blow blow) {
        return blows.stream().filter(span -> span.blow() == blow).count();
    }

    /** Whether that happened at some moment from one time to another. */
    synchronized boolean suffered(Blow blow, long from, long to) {
        return blows.stream().anyMatch(span -> span.blow() == blow && span.from() <= to && span.to() >= from);
    }

    /** From each kill until it was ready again, in milliseconds. */
    Samples restarts() {
        return restarts.samples();
    }

    /** CPU of all its processes so far, in µs. */
    long cpuMicros() throws IOException {
        return cpuMicros + ProcessFigures.of(process.pid()).cpuMicros();
    }

    /** The most memory it was seen with, in KiB. */
    long residentKib() throws IOException {
        look();
        return residentKib;
    }

    @Override
    public void close() {
        process.close();
    }
}
