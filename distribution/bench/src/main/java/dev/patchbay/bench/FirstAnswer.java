package dev.patchbay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks an address every few milliseconds until it answers 200. */
final class FirstAnswer {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private FirstAnswer() {}

    /** Returns the moment of the first 200, as {@link System#nanoTime}. */
    static long await(URI host, String path, BooleanSupplier isAlive) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        long end = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < end) {
            if (isOk(host, request)) {
                return System.nanoTime();
            }
            if (!isAlive.getAsBoolean()) {
                throw new IOException("it ended before it answered");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException(host + path + " never answered 200");
    }

    private static boolean isOk(URI host, byte[] request) {
        try (Wire wire = new Wire(host)) {
            return wire.exchange(request).status() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }
}
