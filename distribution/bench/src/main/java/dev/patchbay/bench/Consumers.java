package dev.patchbay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Programs that ask the host for a token about ten times a second, and present each at once to the API it is for. Thread-safe. */
final class Consumers {
    /** What the host promised of a token, at least so long, in milliseconds, must hold. */
    static final long FLIGHT = 200;

    private static final int OK = 200;
    private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MOST_PAUSE = TimeUnit.MILLISECONDS.toNanos(150);
    private static final ObjectMapper JSON = new ObjectMapper();

    final LongAdder handedOut = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder endedOnTheWay = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder validAskedInOutage = new LongAdder();
    final LongAdder validServedInOutage = new LongAdder();
    private final Map<Integer, LongAdder> otherwise = new ConcurrentHashMap<>();
    /** The token each connection gave last. */
    private final Map<String, Given> last = new ConcurrentHashMap<>();
    private final List<Consumer> all = new ArrayList<>();
    private final URI host;
    private final URI api;
    private final TokenBooks books;
    private final LongSupplier clock;
    private final Map<String, byte[]> requests;
    private volatile boolean outage;
    private volatile boolean ended;

    private record Given(String token, long promisedTo) {}

    /**
     * Starts them.
     *
     * @param requests by connection, the request for its credential
     */
    Consumers(int count, URI host, URI api, TokenBooks books, LongSupplier clock, Map<String, byte[]> requests) {
        this.host = host;
        this.api = api;
        this.books = books;
        this.clock = clock;
        this.requests = Map.copyOf(requests);
        for (int i = 0; i < count; i++) {
            all.add(new Consumer("consumer-" + i));
        }
        all.forEach(Thread::start);
    }

    /** Whether the authorization server is down from now on. */
    void outage(boolean yes) {
        outage = yes;
    }

    /** Answers with another status than 200, by status, as a phrase. */
    String otherwise() {
        List<String> parts = new ArrayList<>();
        otherwise.keySet().stream().sorted().forEach(status -> parts.add(status + ": " + otherwise.get(status)));
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /** The times of all answers with a token, in ms, sorted; after the end. */
    double[] millis() {
        double[] millis = all.stream().flatMap(consumer -> consumer.micros.stream()).mapToDouble(micros -> micros / 1e3).toArray();
        Arrays.sort(millis);
        return millis;
    }

    /** Lets each end its round. */
    void end() throws InterruptedException {
        ended = true;
        for (Consumer consumer : all) {
            consumer.join();
        }
    }

    private final class Consumer extends Thread {
        private final List<Integer> micros = new ArrayList<>();
        private final List<String> connections = List.copyOf(requests.keySet());
        private final LastingWire toHost = new LastingWire(host);
        private final LastingWire toApi = new LastingWire(api);

        Consumer(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!ended) {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                round(connections.get(random.nextInt(connections.size())));
                LockSupport.parkNanos(random.nextLong(LEAST_PAUSE, MOST_PAUSE));
            }
            toHost.drop();
            toApi.drop();
        }

        private void round(String connection) {
            long askedAt = clock.getAsLong();
            boolean hadValid = outage && isValid(last.get(connection), askedAt);
            long begin = System.nanoTime();
            try {
                Answer answer = toHost.exchange(requests.get(connection));
                if (answer.status() == OK) {
                    micros.add((int) TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
                    JsonNode json = JSON.readTree(answer.text());
                    Given given = new Given(json.path("accessToken").asText(),
                            Instant.parse(json.path("expiresAt").asText()).toEpochMilli());
                    last.put(connection, given);
                    handedOut.increment();
                    present(given, askedAt);
                } else {
                    otherwise.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
                }
                if (hadValid && outage) {
                    validAskedInOutage.increment();
                    validServedInOutage.add(answer.status() == OK ? 1 : 0);
                }
            } catch (IOException e) {
                unanswered.increment();
            }
        }

        private boolean isValid(@Nullable Given given, long now) {
            return given != null && books.wasGood(given.token(), now + FLIGHT);
        }

        /** No token may be refused that had ended before it was asked for, or that was promised to last. */
        private void present(Given given, long askedAt) throws IOException {
            long now = clock.getAsLong();
            byte[] request = ("GET " + api.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + given.token()
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            if (toApi.exchange(request).status() == OK) {
                return;
            }
            boolean isStale = !books.wasGood(given.token(), askedAt) || given.promisedTo() - now >= FLIGHT;
            (isStale ? stale : endedOnTheWay).increment();
        }
    }

    /** A connection that is made again where it broke; a request that was never answered is not repeated. */
    private static final class LastingWire {
        private final URI to;
        private @Nullable Wire wire;

        LastingWire(URI to) {
            this.to = to;
        }

        Answer exchange(byte[] request) throws IOException {
            try {
                Wire open = wire == null ? new Wire(to) : wire;
                wire = open;
                return open.exchange(request);
            } catch (IOException e) {
                drop();
                throw e;
            }
        }

        void drop() {
            Wire open = wire;
            wire = null;
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
