package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.connections.TestReport.Step;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Test;

/** Tests of connections through the door. */
public class ProviderTestsTest {
    private static final Values VALUES =
            Values.of(Map.of("host", "127.0.0.1", "password", Secret.of("canary-4711")));
    private final HostThreads threads = new HostThreads(32);
    private final LoopbackEgress egress = new LoopbackEgress();
    private final List<Step> heard = Collections.synchronizedList(new ArrayList<>());
    private final CallLimits patient = Lanes.limits(Lanes.LONG, Lanes.LONG);
    private final CallLimits hasty = Lanes.limits(Lanes.SHORT, Lanes.LONG);

    @After
    public void stop() {
        threads.close();
    }

    private TestReport run(CallLimits limits, Lanes.TestBody body) {
        return run(limits, Lanes.handle(Lanes.provider(body), limits, threads));
    }

    private TestReport run(CallLimits limits, ProviderHandle handle) {
        ProviderDoor door = new ProviderDoor(() -> egress, () -> null, limits);
        return door.test(handle, new ProviderDoor.Tested(Lanes.METHOD, VALUES, null, Lanes.GRANT, null), heard::add);
    }

    @Test
    public void stepsAreReportedAndHeardAsTheyEnd() {
        TestReport report = run(patient, run -> {
            run.step("Reach", Reason.UNREACHABLE, () -> { });
            run.step("Log in", Reason.CREDENTIALS_REJECTED, () -> {
                throw new IllegalStateException("530 canary-4711");
            });
            run.step("List", Reason.PERMISSION_MISSING, () -> { });
        });

        assertEquals(Boolean.FALSE, report.passed());
        assertEquals(List.of(new Step("Reach", Mark.PASSED, null),
                new Step("Log in", Mark.FAILED, new Failure(Reason.CREDENTIALS_REJECTED, "The app refused the login.")),
                new Step("List", Mark.SKIPPED, null)), report.steps());
        assertEquals(report.steps(), heard);
        assertEquals(1, egress.opened.get());
        assertTrue(egress.closed.get() >= 1);
        assertEquals(List.of(List.of("127.0.0.1")), egress.hosts);
    }

    @Test
    public void whoseLoginItIsIsAskedAlsoWhereTheTestDoesNotProbe() {
        egress.reply = new HttpReply(200, Map.of(), "{\"id\":7}".getBytes(StandardCharsets.UTF_8));
        ConnectionMethod method = ConnectionMethod.of("m", "M")
                .probe(Probe.get("https://127.0.0.1/me").account("id", ""));
        ProviderDoor door = new ProviderDoor(() -> egress, () -> null, patient);
        ProviderHandle silent = Lanes.handle(Lanes.provider(run -> { }), patient, threads);
        assertEquals("7", door.meet(silent, new ProviderDoor.Tested(method, VALUES, null, Lanes.GRANT, null)).account().id());
        ProviderHandle probing = Lanes.handle(Lanes.provider(run -> run.probe()), patient, threads);
        Providers.Meeting met = door.meet(probing, new ProviderDoor.Tested(method, VALUES, null, Lanes.GRANT, null));
        assertEquals("7", met.account().id());
        assertEquals(Boolean.TRUE, met.report().passed());
        assertEquals("once each", 2, egress.sent.size());
        assertEquals(0, door.test(silent, new ProviderDoor.Tested(method, VALUES, null, Lanes.GRANT, null), heard::add).steps().size());
    }

    @Test
    public void noStepIsNoVerdict() {
        assertNull(run(patient, run -> { }).passed());
    }

    @Test
    public void noSecretLeavesInANameOrAMessage() {
        TestReport report = run(patient, run -> run.step("Log in as canary-4711", Reason.CREDENTIALS_REJECTED, () -> {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "no: canary-4711 Y2FuYXJ5LTQ3MTE=");
        }));

        assertFalse(report.toString(), report.toString().contains("canary"));
        assertFalse(report.toString(), report.toString().contains("Y2FuYXJ5"));
        assertTrue(report.toString(), report.toString().contains("no: ***"));
    }

    @Test
    public void whateverATestThrowsIsAFailedStep() {
        for (Throwable thrown : List.of(new IllegalStateException("canary-4711"), new NoClassDefFoundError("x"),
                new OutOfMemoryError("one impossible allocation"), new AssertionError(), new Exception("x"))) {
            TestReport report = run(patient, run -> ProviderTestsTest.<RuntimeException>sneak(thrown));
            assertEquals(thrown.toString(), Boolean.FALSE, report.passed());
            assertEquals(Reason.UNEXPECTED, report.steps().get(0).failure().reason());
            assertFalse(report.toString().contains("canary"));
        }
        assertEquals(Reason.UNREACHABLE, run(patient, run -> {
            throw new java.net.ConnectException("x");
        }).steps().get(0).failure().reason());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    public void aStackOverflowInsideAndOutsideOfAStepIsContained() {
        TestReport report = run(patient, run -> {
            run.step("Deep", Reason.REMOTE_ERROR, ProviderTestsTest::deep);
            deep();
        });
        assertEquals(List.of(Mark.FAILED), report.steps().stream().map(Step::mark).toList());
        assertEquals(Reason.UNEXPECTED, report.steps().get(0).failure().reason());
    }

    private static void deep() {
        deep();
    }

    @Test(timeout = 60_000)
    public void aBlockedReadEndsAtTheDeadlineBecauseItsSocketIsClosed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        /* a long grace, and one given-up thread is one too many: the read must end by the closing alone */
        CallLimits strict = new CallLimits(
                10, Lanes.LONG, Lanes.SHORT, Lanes.LONG, Lanes.SHORT, Duration.ofSeconds(20), 1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ProviderHandle handle = Lanes.handle(Lanes.provider(run -> run.step("Log in", Reason.CREDENTIALS_REJECTED, () -> {
                try (Socket socket = run.sockets().createSocket("127.0.0.1", server.getLocalPort())) {
                    socket.getInputStream().read();
                } finally {
                    ended.countDown();
                }
            })), strict, threads);
            TestReport report = run(strict, handle);
            assertTrue(handle.lane().quarantine().isEmpty());
            assertEquals(List.of(new Step("Log in", Mark.FAILED,
                    new Failure(Reason.UNREACHABLE, "There was no answer in time."))), report.steps());
            assertEquals(report.steps(), heard);
            assertTrue(ended.await(30, TimeUnit.SECONDS));
        }
    }

    @Test(timeout = 60_000)
    public void aHangOutsideOfAStepIsReportedToo() {
        TestReport report = run(hasty, run -> {
            run.step("Reach", Reason.UNREACHABLE, () -> { });
            new CountDownLatch(1).await();
        });
        assertEquals(Boolean.FALSE, report.passed());
        assertEquals(Reason.UNREACHABLE, report.steps().get(1).failure().reason());
    }

    @Test(timeout = 60_000)
    public void threadsThatDoNotComeBackAreCountedNamedAndEndInQuarantine() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        ProviderHandle handle = Lanes.handle(Lanes.provider(run -> {
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        }), hasty, threads);
        try {
            for (int i = 1; i <= 3; i++) {
                assertTrue(handle.lane().quarantine().isEmpty());
                run(hasty, handle);
                assertEquals(i, handle.lane().abandonedThreads().size());
            }
            assertTrue(handle.lane().abandonedThreads().get(0).startsWith("patchbay-call-"));
            assertTrue(handle.lane().quarantine().orElseThrow().contains(handle.lane().abandonedThreads().get(2)));
            ProblemException refused = assertThrows(ProblemException.class, () -> run(hasty, handle));
            assertEquals(ProblemType.PROVIDER_UNAVAILABLE, refused.type());
            assertEquals(3, threads.inUse());
        } finally {
            stop.set(true);
        }
        waitFor(() -> threads.inUse() == 0 && handle.lane().abandonedThreads().isEmpty());
        assertTrue("once quarantined it stays so", handle.lane().quarantine().isPresent());
    }

    private static void waitFor(BooleanSupplier fact) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!fact.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        assertTrue(fact.getAsBoolean());
    }

    @Test(timeout = 60_000)
    public void aSlowListenerIsNotTheProvidersFault() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ProviderHandle handle =
                Lanes.handle(Lanes.provider(run -> run.step("One", Reason.REMOTE_ERROR, () -> { })), hasty, threads);
        ProviderDoor door = new ProviderDoor(() -> egress, () -> null, hasty);
        try {
            for (int i = 0; i < 3; i++) {
                door.test(handle, new ProviderDoor.Tested(Lanes.METHOD, VALUES, null, Lanes.GRANT, null), step -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        awaitAnyway(release);
                    }
                });
            }
            assertEquals(List.of(), handle.lane().abandonedThreads());
            assertTrue(handle.lane().quarantine().isEmpty());
        } finally {
            release.countDown();
        }
        waitFor(() -> threads.inUse() == 0);
    }

    private static void awaitAnyway(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test(timeout = 60_000)
    public void sixteenAtOnceAreTenAndSixAreBusy() throws Exception {
        CountDownLatch ten = new CountDownLatch(10);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        ProviderHandle handle = Lanes.handle(Lanes.provider(run -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            ten.countDown();
            go.await();
            now.decrementAndGet();
        }), patient, threads);
        AtomicInteger passed = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            callers.add(start(() -> {
                run(patient, handle);
                passed.incrementAndGet();
            }));
        }
        assertTrue(ten.await(30, TimeUnit.SECONDS));
        for (int i = 0; i < 6; i++) {
            ProblemException busy = assertThrows(ProblemException.class, () -> run(patient, handle));
            assertEquals(ProblemType.PROVIDER_BUSY, busy.type());
            assertNotNull(busy.retryAfter());
        }
        go.countDown();
        for (Thread caller : callers) {
            caller.join(30_000);
        }
        assertEquals(10, passed.get());
        assertEquals(10, most.get());
        assertNull("the places are free again", run(patient, handle).passed());
        assertEquals("every way out is closed", egress.opened.get(), egress.closed.get());
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    @Test(timeout = 60_000)
    public void aCallEndsInPeaceWhenItsProviderLeaves() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CallLimits drains = new CallLimits(10, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.SHORT, 3);
        ProviderHandle handle = Lanes.handle(Lanes.provider(run -> run.step("One", Reason.REMOTE_ERROR, () -> {
            began.countDown();
            go.await();
        })), drains, threads);
        AtomicReference<TestReport> report = new AtomicReference<>();
        Thread caller = start(() -> report.set(run(drains, handle)));
        assertTrue(began.await(30, TimeUnit.SECONDS));
        Thread closer = start(handle.lane()::close);
        waitFor(() -> refusesAsStopping(drains, handle));
        go.countDown();
        closer.join(30_000);
        caller.join(30_000);

        assertEquals(Boolean.TRUE, report.get().passed());
        assertThrows(ProblemException.class, handle.lane()::provider);
        assertNull(handle.lane().loader());
    }

    private boolean refusesAsStopping(CallLimits limits, ProviderHandle handle) {
        try {
            handle.lane().call(ProviderCall.Means.NONE, limits.forTest(), () -> true);
            return false;
        } catch (ProblemException e) {
            assertNotNull(e.retryAfter());
            return e.type().equals(ProblemType.PROVIDER_STOPPING);
        }
    }

    @Test(timeout = 60_000)
    public void aCallThatDoesNotEndLosesItsSocketsAndItsCallerIsToldToTryAgain() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        ProviderHandle handle;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            handle = Lanes.handle(Lanes.provider(run -> {
                try (Socket socket = run.sockets().createSocket("127.0.0.1", server.getLocalPort())) {
                    began.countDown();
                    socket.getInputStream().read();
                }
            }), patient, threads);
            Thread caller = start(() -> thrown.set(assertThrows(ProblemException.class, () -> run(patient, handle))));
            assertTrue(began.await(30, TimeUnit.SECONDS));
            handle.lane().close();
            caller.join(30_000);
        }
        assertEquals(ProblemType.PROVIDER_STOPPING, ((ProblemException) thrown.get()).type());
        assertNull("nothing of the provider is kept", thrown.get().getCause());
        waitFor(() -> threads.inUse() == 0);
    }

    @Test(timeout = 60_000)
    public void aProviderThatStopsItselfWithinACallWaitsForNobody() {
        AtomicReference<ProviderHandle> self = new AtomicReference<>();
        CallLimits drains = new CallLimits(10, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.LONG, 3);
        self.set(Lanes.handle(Lanes.provider(run -> self.get().lane().close()), drains, threads));
        assertEquals(ProblemType.PROVIDER_STOPPING,
                assertThrows(ProblemException.class, () -> run(drains, self.get())).type());
    }

    @Test(timeout = 60_000)
    public void anInterruptedCallerGivesUpAndStaysInterrupted() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = start(() -> {
            assertThrows(ProblemException.class, () -> run(patient, run -> {
                began.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    ended.countDown();
                }
            }));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        assertTrue(began.await(30, TimeUnit.SECONDS));
        caller.interrupt();
        caller.join(30_000);
        assertTrue(ended.await(30, TimeUnit.SECONDS));
        assertTrue(interrupted.get());
    }

    @Test
    public void theContextIsOfNoUseAfterTheCall() {
        AtomicReference<TestRun> kept = new AtomicReference<>();
        run(patient, kept::set);
        TestRun run = kept.get();
        for (Runnable use : List.<Runnable>of(run::values, run::method, run::accessToken, run::http, run::sockets,
                run::serverSockets, run::trustManager, () -> run.expand("/"), run::callbackUri, run::probe,
                () -> run.step("Late", Reason.UNEXPECTED, () -> { }))) {
            assertThrows(IllegalStateException.class, use::run);
        }
        assertThrows(IllegalStateException.class, () -> run.resolve("127.0.0.1", 1));
    }

    @Test
    public void theContextShowsValuesWithDefaults() {
        run(patient, run -> {
            assertEquals(21, run.values().asMap().get("port"));
            assertEquals("m", run.method());
            assertEquals("/21/127.0.0.1", run.expand("/{port}/{host}"));
            run.step("Saw it", Reason.UNEXPECTED, () -> { });
        });
        assertEquals(List.of(new Step("Saw it", Mark.PASSED, null)), heard);
    }

    @Test
    public void callsRunWithTheProvidersClassLoaderOnAFreshNamedDaemonThread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        run(patient, run -> {
            thread.set(Thread.currentThread());
            loader.set(Thread.currentThread().getContextClassLoader());
        });
        assertSame(Lanes.class.getClassLoader(), loader.get());
        assertTrue(thread.get().isDaemon());
        assertTrue(thread.get().getName().matches("patchbay-call-[0-9]+"));
    }

    @Test
    public void withoutAWayOutTheHostIsNotReady() {
        ProviderDoor door = new ProviderDoor(() -> null, () -> null, patient);
        ProviderHandle handle = Lanes.handle(Lanes.provider(run -> { }), patient, threads);
        assertEquals(ProblemType.NOT_READY, assertThrows(ProblemException.class,
                () -> door.test(handle, new ProviderDoor.Tested(Lanes.METHOD, VALUES, null, Lanes.GRANT, null), heard::add)).type());
    }

    @Test
    public void requestsOutsideOfTheGrantAreRefusedBeforeTheyAreSent() {
        TestReport report = run(patient, run -> run.step("Send", Reason.REMOTE_ERROR, () ->
                run.http().send(HttpCall.get(URI.create("https://evil.example/")))));
        assertEquals(Reason.EGRESS_REFUSED, report.steps().get(0).failure().reason());
        assertEquals(List.of(), egress.sent);
    }

    @Test
    public void anUnknownPublicAddressIsSaid() {
        TestReport report = run(patient, run -> run.step("Where", Reason.UNEXPECTED, run::callbackUri));
        assertEquals(Reason.CLIENT_MISCONFIGURED, report.steps().get(0).failure().reason());
        assertTrue(report.steps().get(0).failure().message().contains("public.url"));
    }
}
