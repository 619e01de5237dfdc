package dev.patchbay.practice;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a person each step in a line, and that something goes on where it takes longer than two seconds. */
final class Narration {
    private static final long QUIET_SECONDS = 2;

    private final PrintStream out;
    private int number;

    Narration(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    /** Does one step, then prints what it gave. */
    void step(String doing, Callable<String> action) throws Exception {
        number++;
        String label = "  " + number + ". ";
        CountDownLatch done = new CountDownLatch(1);
        Thread patience = new Thread(() -> keepCompany(label + doing + " …", done), "patchbay-tour-progress");
        patience.setDaemon(true);
        patience.start();
        String result;
        try {
            result = action.call();
        } finally {
            done.countDown();
            patience.join();
        }
        out.println(label + result);
    }

    private void keepCompany(String line, CountDownLatch done) {
        try {
            for (long seconds = QUIET_SECONDS; !done.await(QUIET_SECONDS, TimeUnit.SECONDS); seconds += QUIET_SECONDS) {
                out.println(line + " " + seconds + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
