package dev.patchbay.launcher;

import java.io.PrintStream;

/** Prints a line when something takes longer than two seconds, and again every ten. */
final class Progress implements AutoCloseable {
    private static final long FIRST_MILLIS = 2_000;
    private static final long NEXT_MILLIS = 10_000;

    private final Thread thread;
    private volatile String step;

    Progress(PrintStream out, String step) {
        this.step = step;
        this.thread = new Thread(() -> run(out), "patchbay-progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is being done now. */
    void step(String now) {
        step = now;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run(PrintStream out) {
        long start = System.nanoTime();
        try {
            Thread.sleep(FIRST_MILLIS);
            while (true) {
                out.println("... " + step + " (" + (System.nanoTime() - start) / 1_000_000_000 + " s)");
                Thread.sleep(NEXT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // done
        }
    }
}
