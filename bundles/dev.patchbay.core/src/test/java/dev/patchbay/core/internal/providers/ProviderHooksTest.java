package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectStep;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.calls.HookAnswers;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

/** What authors mix in, called through a real lane. */
public class ProviderHooksTest {
    private static final Values VALUES = Values.of(Map.of("host", "127.0.0.1", "password", Secret.of("canary-4711")));
    private static final HookCall CALL = new HookCall(Lanes.METHOD, VALUES, Secret.of("token-4711"), Lanes.GRANT);
    private static final RequestSigning.Request REQUEST =
            new RequestSigning.Request("GET", URI.create("https://127.0.0.1/x"), Map.of("a", List.of("b")));
    private static final URI PLACE = URI.create("https://app.example.com/sign-in?a=%C3%A4");

    private final HostThreads threads = new HostThreads(32);
    private final LoopbackEgress egress = new LoopbackEgress();
    private final CallLimits limits = Lanes.limits(Lanes.LONG, Lanes.LONG);
    private final Mixed mixed = new Mixed();
    private final ProviderHooks hooks = new LaneHooks(
            Lanes.handle(mixed, limits, threads), new ProviderDoor(() -> egress, () -> null, limits));

    /** What one of its methods does. */
    private interface Body {
        @Nullable Object run(ConnectionContext context) throws Exception;
    }

    private static final class Mixed implements ConnectionProvider, RequestSigning, ConnectionProvider.Refreshable,
            ConnectionProvider.Revocable, ConnectionProvider.Interactive {
        volatile Body body = context -> null;
        volatile Values state = Values.empty();
        volatile Values answer = Values.empty();

        @Override
        public ConnectionDefinition definition() {
            return Lanes.DEFINITION;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, String> sign(ConnectionContext context, Request request) throws Exception {
            return (Map<String, String>) body.run(context);
        }

        @Override
        public Renewed refresh(ConnectionContext context) throws Exception {
            return (Renewed) body.run(context);
        }

        @Override
        public void revoke(ConnectionContext context) throws Exception {
            body.run(context);
        }

        @Override
        public ConnectStep begin(ConnectionContext context) throws Exception {
            return (ConnectStep) body.run(context);
        }

        @Override
        public ConnectStep resume(ConnectionContext context, Values before, Values told) throws Exception {
            state = before;
            answer = told;
            return begin(context);
        }
    }

    @After
    public void stop() {
        threads.close();
    }

    private ConnectStep step(ConnectStep answered) {
        mixed.body = context -> answered;
        return hooks.begin(CALL);
    }

    private void isUseless(Object answered, Runnable call) {
        mixed.body = context -> answered;
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, call::run);
        assertEquals(Reason.UNEXPECTED, failure.reason());
        assertTrue(failure.getMessage(), failure.getMessage().startsWith("The integration"));
    }

    @Test
    public void whatIsMixedInIsKnown() {
        for (Hook hook : Hook.values()) {
            assertTrue(hook.word(), hooks.has(hook));
        }
        ProviderHandle plain = Lanes.handle(Lanes.provider(run -> { }), limits, threads);
        assertFalse(new LaneHooks(plain, new ProviderDoor(() -> egress, () -> null, limits)).has(Hook.REFRESH));
    }

    @Test
    public void anHonestProviderGetsItsMeansAndIsHeard() {
        mixed.body = context -> {
            assertEquals("token-4711", context.accessToken().orElseThrow().reveal());
            assertEquals("m", context.method());
            assertEquals(21, (int) context.values().get(Field.integer("port", "Port").fallback(21)));
            return Map.of("X-Signature", "abc");
        };
        assertEquals(Map.of("X-Signature", "abc"), hooks.sign(CALL, REQUEST));
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        mixed.body = context -> new Renewed(
                Secret.of("new"), Secret.of("r2"), end, Values.of(Map.of("password", Secret.of("changed"))));
        Renewed renewed = hooks.renew(CALL);
        assertEquals("new", renewed.accessToken().reveal());
        assertEquals("r2", renewed.refreshToken().reveal());
        assertEquals(end, renewed.expiresAt());
        assertEquals(Values.of(Map.of("password", Secret.of("changed"))), renewed.changed());
        mixed.body = context -> null;
        hooks.revoke(CALL);
        assertEquals(3, egress.opened.get());
        assertEquals("every call's sockets end with it", 3, egress.closed.get());
    }

    @Test
    public void stepsAreTakenApartAndMadeAnew() {
        Values state = Values.of(Map.of("n", 1, "secret", Secret.of("s"), "list", List.of("a")));
        assertEquals(new ConnectStep.Redirect(PLACE, state), step(new ConnectStep.Redirect(PLACE, state)));
        assertEquals(new ConnectStep.ShowCode(PLACE, "WDJB", state), step(new ConnectStep.ShowCode(PLACE, "WDJB", state)));
        assertEquals(new ConnectStep.Connected(state), step(new ConnectStep.Connected(state)));
        Field<String> code = Field.text("code", "Code").pattern("[0-9]{6}").scope(Field.Scope.ONE_TIME);
        ConnectStep.Ask asked = (ConnectStep.Ask) step(new ConnectStep.Ask("Look at\n**your phone**", List.of(code), state));
        assertEquals("Look at\n**your phone**", asked.prompt());
        assertEquals("[0-9]{6}", asked.fields().get(0).pattern().orElseThrow().pattern());
        assertTrue("a copy", asked.fields().get(0) != code);
    }

    @Test
    public void stateAndAnswerReachTheNextStepAndTheirSecretsNoMessage() {
        Values state = Values.of(Map.of("ticket", Secret.of("ticket-0815")));
        Values answer = Values.of(Map.of("code", Secret.of("code-0815")));
        mixed.body = context -> {
            throw new ConnectionFailure(Reason.CREDENTIALS_REJECTED, "no: ticket-0815 code-0815 canary-4711 token-4711");
        };
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> hooks.resume(CALL, state, answer));
        assertEquals(state, mixed.state);
        assertEquals(answer, mixed.answer);
        assertEquals("no: *** *** *** ***", failure.getMessage());
        assertNull(failure.getCause());
    }

    @Test
    public void theWayBackIsThatOfTheCall() {
        URI back = URI.create("https://patchbay.example/oauth/callback/int_1?state=x");
        List<URI> seen = new ArrayList<>();
        mixed.body = context -> {
            seen.add(context.callbackUri());
            return new ConnectStep.Connected(Values.empty());
        };
        hooks.begin(CALL.comingBackTo(back));
        assertEquals(List.of(back), seen);
        assertEquals(Reason.CLIENT_MISCONFIGURED,
                assertThrows(ConnectionFailure.class, () -> hooks.begin(CALL)).reason());
    }

    @Test
    public void whateverIsThrownIsAFailureOfTheHosts() {
        for (Throwable thrown : List.of(new IllegalStateException("canary-4711"), new NoClassDefFoundError("x"),
                new OutOfMemoryError("one impossible allocation"), new AssertionError(), new Exception("x"))) {
            mixed.body = context -> sneak(thrown);
            ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> hooks.renew(CALL));
            assertEquals(thrown.toString(), Reason.UNEXPECTED, failure.reason());
            assertFalse(failure.getMessage().contains("canary"));
            assertNull(failure.getCause());
        }
        mixed.body = context -> sneak(new java.net.ConnectException("x"));
        assertEquals(Reason.UNREACHABLE, assertThrows(ConnectionFailure.class, () -> hooks.revoke(CALL)).reason());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Object sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    public void aHangingCallEndsInItsTimeWithItsSocket() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CountDownLatch ended = new CountDownLatch(1);
            mixed.body = context -> {
                try (Socket socket = context.sockets().createSocket("127.0.0.1", silent.getLocalPort())) {
                    return socket.getInputStream().read();
                } finally {
                    ended.countDown();
                }
            };
            ConnectionFailure failure =
                    assertThrows(ConnectionFailure.class, () -> hooks.renew(CALL.within(Duration.ofMillis(200))));
            assertEquals(Reason.UNREACHABLE, failure.reason());
            ended.await();
        }
    }

    @Test
    public void whereNothingWasCalledItIsAProblem() {
        ProviderHandle handle = Lanes.handle(mixed, limits, threads);
        ProviderHooks gone = new LaneHooks(handle, new ProviderDoor(() -> egress, () -> null, limits));
        handle.lane().close();
        assertEquals(ProblemType.PROVIDER_STOPPING, assertThrows(ProblemException.class, () -> gone.renew(CALL)).type());
        ProviderHooks shut = new LaneHooks(
                Lanes.handle(mixed, limits, threads), new ProviderDoor(() -> null, () -> null, limits));
        assertEquals(ProblemType.NOT_READY, assertThrows(ProblemException.class, () -> shut.renew(CALL)).type());
    }

    @Test
    public void rubbishForHeadersIsRefused() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= HookAnswers.MOST_HEADERS; i++) {
            many.put("h" + i, "v");
        }
        Map<String, String> none = new HashMap<>();
        none.put("a", null);
        for (Object rubbish : List.of(many, none, Map.of("a b", "v"), Map.of("", "v"), Map.of("a", "v\r\nb: c"),
                Map.of("a", "ü"), Map.of("a", "v".repeat(HookAnswers.LONGEST_HEADER + 1)), Map.of("a", "1", "A", "2"),
                Map.of("a", 1), Map.of(1, "a"))) {
            isUseless(rubbish, () -> hooks.sign(CALL, REQUEST));
        }
        isUseless(null, () -> hooks.sign(CALL, REQUEST));
    }

    @Test
    public void rubbishForACredentialIsRefused() {
        isUseless(null, () -> hooks.renew(CALL));
        for (String token : List.of("", "a\nb", "x".repeat(HookAnswers.LONGEST_TOKEN + 1))) {
            isUseless(new Renewed(Secret.of(token), null, null, Values.empty()), () -> hooks.renew(CALL));
            isUseless(new Renewed(null, Secret.of(token), null, Values.empty()), () -> hooks.renew(CALL));
        }
        Values huge = Values.of(Map.of("a", "x".repeat(HookAnswers.LARGEST_VALUES)));
        isUseless(new Renewed(null, null, null, huge), () -> hooks.renew(CALL));
        mixed.body = context -> new Renewed(null, null, Instant.MAX, Values.empty());
        assertNull("never", hooks.renew(CALL).expiresAt());
        assertNotNull(hooks.renew(CALL).changed());
    }

    @Test
    public void rubbishForAStepIsRefused() {
        Values large = Values.of(Map.of("a", "x".repeat(HookAnswers.LARGEST_STATE)));
        Field<Secret> field = Field.secret("pin", "PIN");
        Field<?>[] many = new Field<?>[HookAnswers.MOST_FIELDS + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = Field.text("f" + i, "F");
        }
        List<ConnectStep> rubbish = new ArrayList<>();
        for (String place : List.of("http://app.example.com/", "javascript:alert(1)", "/relative", "https://u@app.example.com/",
                "https://app.example.com/" + "x".repeat(9_000))) {
            rubbish.add(new ConnectStep.Redirect(URI.create(place), Values.empty()));
            rubbish.add(new ConnectStep.ShowCode(URI.create(place), "c", Values.empty()));
        }
        rubbish.add(new ConnectStep.Redirect(null, Values.empty()));
        rubbish.add(new ConnectStep.Redirect(PLACE, null));
        rubbish.add(new ConnectStep.Redirect(PLACE, large));
        rubbish.add(new ConnectStep.ShowCode(PLACE, " ", Values.empty()));
        rubbish.add(new ConnectStep.ShowCode(PLACE, "c".repeat(65), Values.empty()));
        rubbish.add(new ConnectStep.Ask(null, List.of(field), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p".repeat(HookAnswers.LONGEST_PROMPT + 1), List.of(field), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p", List.of(many), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p", List.of(field, field), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p", List.of(Field.text("password", "Password")), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p", List.of(Field.text("a", "A").scope(Field.Scope.CAPTURED)), Values.empty()));
        rubbish.add(new ConnectStep.Ask("p", List.of(field), large));
        rubbish.add(new ConnectStep.Connected(null));
        rubbish.forEach(step -> isUseless(step, () -> hooks.begin(CALL)));
        isUseless(null, () -> hooks.begin(CALL));
        URI own = URI.create("http://127.0.0.1:8080/");
        assertEquals(own, ((ConnectStep.Redirect) step(new ConnectStep.Redirect(own, Values.empty()))).to());
    }
}
