package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tests as server-sent events (WHATWG HTML, section 9.2): an event {@code step} for each step when it ends, then one
 * {@code report}, with comments between them so that proxies keep the connection. A test runs on a thread of its own; the
 * request's thread alone writes, so that a slow client does not slow the provider. Thread-safe.
 */
final class StreamedTests implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int AT_ONCE = 32;

    private final Duration heartbeat;
    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(0, AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** A test to be run. */
    @FunctionalInterface
    interface Test {
        TestReport run(Consumer<TestReport.Step> onStep);
    }

    /** Begins the answer. */
    @FunctionalInterface
    interface Begin {
        OutputStream begin() throws IOException;
    }

    private record Event(String name, byte[] data, @Nullable Throwable failure) {
        boolean isLast() {
            return !name.equals("step");
        }
    }

    StreamedTests(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "patchbay-test-stream-" + threads.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Runs the test and streams it into the response. What fails before the first event is an ordinary problem. */
    void run(Exchange exchange, Test test) throws IOException {
        HttpServletResponse response = exchange.response();
        stream(test, exchange.id(), () -> {
            response.setContentType(MediaType.SERVER_SENT_EVENTS);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("X-Accel-Buffering", "no");
            return response.getOutputStream();
        });
    }

    void stream(Test test, String requestId, Begin begin) throws IOException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Future<?> running = start(test, events);
        try {
            Event event = next(events);
            if (event != null && event.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            OutputStream out = begin.begin();
            write(out, requestId, event);
            while (event == null || !event.isLast()) {
                event = next(events);
                write(out, requestId, event);
            }
        } finally {
            running.cancel(true);
        }
    }

    private Future<?> start(Test test, BlockingQueue<Event> events) {
        try {
            return executor.submit(() -> {
                try {
                    TestReport report = test.run(step -> events.add(new Event("step", Json.bytes(step), null)));
                    events.add(new Event("report", Json.bytes(report), null));
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    events.add(new Event("problem", new byte[0], e));
                }
            });
        } catch (RejectedExecutionException e) {
            throw ProblemException.retryLater(
                    ProblemType.PROVIDER_BUSY, "Too many tests are being streamed.", Duration.ofSeconds(5));
        }
    }

    private @Nullable Event next(BlockingQueue<Event> events) throws IOException {
        try {
            return events.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a test was streamed");
        }
    }

    private static void write(OutputStream out, String requestId, @Nullable Event event) throws IOException {
        if (event == null) {
            out.write(": still running\n\n".getBytes(StandardCharsets.UTF_8));
        } else {
            Throwable failure = event.failure();
            byte[] data = failure == null ? event.data() : Problems.bytes(ThrownProblems.of(failure, requestId));
            out.write(("event: " + event.name() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            out.write(data);
            out.write("\n\n".getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /** Interrupts what is running and ends the threads. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
