package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;

/** Tests as server-sent events. */
public class StreamedTestsTest {
    private static final String STEP = "event: step\ndata: {\"name\":\"Log in\",\"mark\":\"PASSED\"}\n\n";

    private RestHost host;

    @Before
    public void start() throws Exception {
        host = RestHost.get();
    }

    private HttpRequest.Builder stored() {
        return host.authorized("POST", "/api/v1/connections/con_1/test", BodyPublishers.noBody()).header("Accept", "text/event-stream");
    }

    @Test
    public void aStepArrivesBeforeTheTestEnds() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        host.fake.test = onStep -> {
            onStep.accept(FakeHost.PASSED);
            await(seen);
            onStep.accept(FakeHost.FAILED);
        };
        HttpResponse<InputStream> answer = host.stream(stored());
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertEquals("event: step", lines.readLine());
        assertEquals("data: {\"name\":\"Log in\",\"mark\":\"PASSED\"}", lines.readLine());
        seen.countDown();
        assertEquals("", lines.readLine());
        assertEquals("event: step", lines.readLine());
        assertEquals("data: {\"name\":\"List\",\"mark\":\"FAILED\",\"failure\":"
                + "{\"reason\":\"PERMISSION_MISSING\",\"message\":\"No \\\"list\\\" here.\"}}", lines.readLine());
        assertEquals("", lines.readLine());
        assertEquals("event: report", lines.readLine());
        assertTrue(lines.readLine().startsWith("data: {\"passed\":false,\"steps\":[{"));
        assertEquals("", lines.readLine());
        assertEquals(null, lines.readLine());
        assertEquals("text/event-stream;charset=utf-8", answer.headers().firstValue("Content-Type").orElse(""));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aDraftIsStreamedToo() throws Exception {
        HttpResponse<String> answer = host.send(host.authorized("POST", "/api/v1/connections/test",
                BodyPublishers.ofString("{\"account\":\"a\",\"provider\":\"ftp\",\"values\":{}}"))
                .header("Content-Type", "application/json").header("Accept", "text/event-stream"));
        assertEquals(STEP + "event: report\ndata: {\"passed\":null,\"steps\":[{\"name\":\"Log in\",\"mark\":\"PASSED\"}]}\n\n", answer.body());
    }

    @Test
    public void whatFailsBeforeTheFirstStepIsAnOrdinaryProblem() throws Exception {
        host.fake.test = onStep -> {
            throw new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, "It needs ftp.");
        };
        HttpResponse<String> answer = host.send(stored());
        assertEquals(409, answer.statusCode());
        assertEquals("{\"type\":\"urn:patchbay:problem:provider-unavailable\",\"title\":\"The connection's provider is not available\","
                + "\"status\":409,\"detail\":\"It needs ftp.\"}", answer.body());
    }

    @Test
    public void whatFailsLaterIsAnEvent() throws Exception {
        host.fake.test = onStep -> {
            onStep.accept(FakeHost.PASSED);
            throw new IllegalStateException(FakeHost.SECRET);
        };
        String body = host.send(stored()).body();
        assertTrue(body, body.startsWith(STEP + "event: problem\ndata: {\"type\":\"urn:patchbay:problem:internal\","));
        assertTrue(body, !body.contains(FakeHost.SECRET));
    }

    @Test
    public void aSilentTestIsKeptAliveByComments() throws Exception {
        CountDownLatch beaten = new CountDownLatch(1);
        try (StreamedTests tests = new StreamedTests(Duration.ofMillis(5))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thread beats = new Thread(() -> {
                while (!out.toString(StandardCharsets.UTF_8).contains(": still running\n\n")) {
                    Thread.onSpinWait();
                }
                beaten.countDown();
            });
            beats.setDaemon(true);
            beats.start();
            tests.stream(test -> {
                await(beaten);
                return new TestReport(true, List.of());
            }, "r1", () -> out);
            assertTrue(out.toString(StandardCharsets.UTF_8).endsWith(": still running\n\nevent: report\ndata: {\"passed\":true,\"steps\":[]}\n\n"));
        }
    }

    @Test
    public void aTestWhoseReaderWentAwayIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (StreamedTests tests = new StreamedTests(Duration.ofMillis(5))) {
            OutputStream gone = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("gone");
                }
            };
            assertThrows(IOException.class, () -> tests.stream(onStep -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return new TestReport(true, List.of());
            }, "r1", () -> gone));
            assertTrue(interrupted.await(30, TimeUnit.SECONDS));
        }
    }
}
