package dev.patchbay.tck.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.FakeRun;
import java.time.Duration;
import java.util.List;

/**
 * A provider's test that was run on a thread of its own.
 *
 * @param run the run, ended
 * @param thread the thread
 * @param ownConnections what was connected to past the context
 */
public record Trial(FakeRun run, CallThread<Boolean> thread, List<String> ownConnections) {
    /** As long as a host waits for a test at the most. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Copies the list. */
    public Trial {
        ownConnections = List.copyOf(ownConnections);
    }

    /** Runs the test to its end. */
    public static Trial of(ConnectionProvider provider, FakeRun run) {
        try (OwnConnections own = new OwnConnections()) {
            CallThread<Boolean> thread = start(provider, run);
            if (!thread.endsWithin(DEADLINE)) {
                end(run, thread);
            }
            return new Trial(run, thread, own.seen());
        }
    }

    /** Starts the test and ends it from outside once the server was reached. */
    public static Trial cutAt(ScriptedServer server, ConnectionProvider provider, FakeRun run) {
        try (OwnConnections own = new OwnConnections()) {
            CallThread<Boolean> thread = start(provider, run);
            if (!server.isReached(DEADLINE.toSeconds())) {
                throw new AssertionError("test() did not connect to the app; see connection(port)");
            }
            end(run, thread);
            return new Trial(run, thread, own.seen());
        }
    }

    /** Runs several at once, and ends from outside what goes on for longer than the deadline. */
    public static void together(Duration deadline, ConnectionProvider provider, List<FakeRun> runs) {
        List<CallThread<Boolean>> threads = runs.stream().map(run -> start(provider, run)).toList();
        long until = System.nanoTime() + deadline.toNanos();
        for (int i = 0; i < runs.size(); i++) {
            long left = Math.max(1_000_000, until - System.nanoTime());
            if (!threads.get(i).endsWithin(Duration.ofNanos(left))) {
                end(runs.get(i), threads.get(i));
            }
        }
    }

    /** Runs several at once, each to its end. */
    public static void together(ConnectionProvider provider, List<FakeRun> runs) {
        together(DEADLINE, provider, runs);
    }

    private static CallThread<Boolean> start(ConnectionProvider provider, FakeRun run) {
        return CallThread.start(provider.getClass(), () -> {
            run.test(provider);
            return true;
        });
    }

    /** As a host does: the sockets are closed, then the thread is interrupted. */
    private static void end(FakeRun run, CallThread<Boolean> thread) {
        run.cut();
        thread.interrupt();
        if (!thread.endsWithin(GRACE)) {
            throw new AssertionError("test() went on after the host had closed its sockets, at " + thread.where());
        }
    }
}
