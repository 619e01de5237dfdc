package dev.patchbay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a few seconds, many consumers, a server that forgives nothing, and a host that is killed and frozen at moments nobody
 * chose. Used by one thread.
 */
final class RefreshRun {
    static final int CONNECTIONS = 8;
    static final int CONSUMERS = 64;
    /** How long access tokens last, in seconds. */
    static final int SHORT = 6;
    /** How long those last that are given before an outage. */
    static final int LONG = 90;
    /** The host's {@code refresh.lease}, in seconds. */
    static final int LEASE = 11;

    private static final long OUTAGE = TimeUnit.MINUTES.toMillis(1);
    private static final long ALL_RENEWED = TimeUnit.SECONDS.toMillis(SHORT + 4);
    /** Longer than a host leaves an attempt that nobody reported on alone. */
    private static final long CALM = TimeUnit.MINUTES.toMillis(1);

    private final Bench bench;
    private final LongSupplier clock = steadyClock();
    private final TokenBooks books = new TokenBooks(clock, SHORT);
    private int outages;

    RefreshRun(Bench bench) {
        this.bench = bench;
    }

    /** Runs it and returns its table. */
    String measure(int minutes) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try (StrictServer app = new StrictServer(books, clock);
                LiveHost host = new LiveHost(bench.host("refresh").setting("egress.allow", "127.0.0.1")
                        .setting("refresh.lease", LEASE + "s"), clock)) {
            String client = Visitor.client(host.api(), app);
            Map<String, byte[]> requests = connect(host, app, client);
            bench.say("%d connections, made over HTTP", requests.size());
            long cpuBefore = host.cpuMicros();
            long began = clock.getAsLong();
            Consumers consumers = new Consumers(CONSUMERS, host.address(), app.api(), books, clock, requests);
            Reconnecting person = new Reconnecting(host, app, client);
            person.start();
            disturb(host, app, consumers, began + TimeUnit.MINUTES.toMillis(minutes));
            bench.say("a calm minute");
            long cpuWhenCalm = host.cpuMicros();
            Thread.sleep(CALM);
            RefreshFigures.Cpu cpu = new RefreshFigures.Cpu(
                    host.cpuMicros() - cpuBefore, clock.getAsLong() - began, host.cpuMicros() - cpuWhenCalm, CALM);
            consumers.end();
            String trouble = person.end();
            if (trouble != null) {
                bench.say("connecting again failed at the end: %s", trouble);
            }
            return new RefreshFigures(books, host, consumers).table(cpu, outages, person.count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Map<String, byte[]> connect(LiveHost host, StrictServer app, String client) throws IOException, InterruptedException {
        Map<String, byte[]> requests = new LinkedHashMap<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String id = Visitor.connect(host.api(), "shop-" + i, client, app);
            requests.put(id, host.requests().credential(id));
        }
        return requests;
    }

    private void disturb(LiveHost host, StrictServer app, Consumers consumers, long end) throws IOException, InterruptedException {
        for (int round = 0; clock.getAsLong() < end; round++) {
            if (round % 5 == 2) {
                outage(consumers, "answers 503", () -> app.unavailable(true), () -> app.unavailable(false));
            } else if (round % 5 == 4) {
                outage(consumers, "takes no connections", app::leave, app::comeBack);
            } else {
                blows(host);
            }
        }
    }

    /** A bit more than a minute. */
    private void blows(LiveHost host) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            Thread.sleep(upTo(15));
            host.killAndRestart();
            bench.say("killed and ready again");
            Thread.sleep(upTo(10));
            host.freeze(TimeUnit.SECONDS.toMillis(LEASE) + 500 + upTo(4));
            bench.say("frozen for longer than the lease");
        }
    }

    private interface Switch {
        void flip() throws IOException;
    }

    private void outage(Consumers consumers, String how, Switch off, Switch on) throws IOException, InterruptedException {
        books.lifetime(LONG);
        Thread.sleep(ALL_RENEWED);
        bench.say("the server %s", how);
        consumers.outage(true);
        off.flip();
        outages++;
        Thread.sleep(OUTAGE);
        consumers.outage(false);
        books.lifetime(SHORT);
        on.flip();
    }

    private static long upTo(int seconds) {
        return ThreadLocalRandom.current().nextLong(TimeUnit.SECONDS.toMillis(seconds));
    }

    /** The wall clock as it was at the start, counted on by the monotonic one. */
    private static LongSupplier steadyClock() {
        long wall = System.currentTimeMillis();
        long nanos = System.nanoTime();
        return () -> wall + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** A person who connects again what says so, whenever the host and the app allow it. */
    private static final class Reconnecting extends Thread {
        private static final long PAUSE = TimeUnit.SECONDS.toMillis(1);

        private final LiveHost host;
        private final StrictServer app;
        private final String client;
        private volatile boolean ended;
        private volatile int count;
        private volatile @Nullable String trouble;

        Reconnecting(LiveHost host, StrictServer app, String client) {
            super("reconnecting");
            this.host = host;
            this.app = app;
            this.client = client;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!ended) {
                try {
                    Thread.sleep(PAUSE);
                    look();
                    trouble = null;
                } catch (IOException | UncheckedIOException | AssertionError e) {
                    trouble = e.getMessage(); // the host or the app is away; the next look finds it again
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void look() throws IOException, InterruptedException {
            Api api = host.api();
            JsonNode found = api.get("/api/v1/connections?status=reconnect").expect(200).json().path("items");
            for (JsonNode connection : found) {
                Visitor.reconnect(api, connection.path("id").asText(), client, app);
                count++;
            }
        }

        /** Waits for the look it is at, and returns why that failed, if it did. */
        @Nullable String end() throws InterruptedException {
            ended = true;
            join(TimeUnit.MINUTES.toMillis(1));
            return trouble;
        }
    }
}
