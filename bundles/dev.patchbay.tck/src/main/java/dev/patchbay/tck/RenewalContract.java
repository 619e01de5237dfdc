package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ConnectionProvider.Refreshable;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.ConnectionProvider.Revocable;
import dev.patchbay.core.internal.calls.HookAnswers;
import dev.patchbay.tck.internal.CallThread;
import dev.patchbay.tck.internal.Leaks;
import dev.patchbay.tck.internal.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Rules 4xx: renewing and taking back a credential, for providers that do either. */
public abstract class RenewalContract extends SecrecyContract {

    /** What is called. */
    interface Hook<T> {
        T call(ConnectionProvider provider, ConnectionContext context) throws Exception;
    }

    /**
     * What a hook gave, or how it failed.
     *
     * @param answer null where it failed
     * @param failure null where it did not
     */
    record Answered<T>(T answer, Failure failure, Throwable thrown) {}

    final <T> Answered<T> hooked(ConnectionProvider provider, SampleConnection connection, Hook<T> hook) {
        try (FakeContext context = new FakeContext(provider.definition(), connection)) {
            CallThread<T> thread = CallThread.start(provider.getClass(), () -> hook.call(provider, context));
            if (!thread.endsWithin(Duration.ofSeconds(60))) {
                throw new AssertionError("the call does not end, at " + thread.where());
            }
            Throwable thrown = thread.thrown();
            return new Answered<>(thread.result(), thrown == null ? null : context.failure(thrown), thrown);
        }
    }

    private Answered<Renewed> refreshed(SampleConnection connection) {
        return hooked(provider(), connection, (provider, context) -> ((Refreshable) provider).refresh(context));
    }

    private Renewed renewed(SampleConnection connection) {
        Answered<Renewed> answered = refreshed(connection);
        assertNull("refresh() failed: " + answered.failure(), answered.failure());
        assertNotNull("refresh() gave null; where there is nothing to renew it gives a Renewed with nothing in it", answered.answer());
        return HookAnswers.renewed(answered.answer());
    }

    private void assumeRefreshable() {
        assumeApp();
        assumeTrue("renews nothing", provider() instanceof Refreshable);
    }

    private void assumeRevocable() {
        assumeApp();
        assumeTrue("takes nothing back", provider() instanceof Revocable);
    }

    @Test
    public void required_401_aRenewedCredentialIsWhole() throws Exception {
        assumeRefreshable();
        withApp(app -> {
            SampleConnection connection = connection(app.port());
            Renewed renewed = renewed(connection);
            Instant end = renewed.expiresAt();
            assertFalse("the renewed credential has ended already: " + end, end != null && !end.isAfter(Instant.now()));
            ConnectionMethod method = definition().method(connection.method()).orElseThrow();
            List<String> unknown = renewed.changed().asMap().keySet().stream().filter(name -> method.field(name).isEmpty()).toList();
            assertNone("values of fields that the method does not declare", unknown);
            assertFalse("Renewed prints a secret", renewed.accessToken() != null
                    && Leaks.of(List.of(renewed.accessToken())).isIn(renewed.toString()));
        });
    }

    @Test
    public void required_402_renewingAgainWorks() throws Exception {
        assumeRefreshable();
        withApp(app -> {
            SampleConnection connection = connection(app.port());
            ConnectionProvider provider = provider();
            Hook<Renewed> refresh = (mixed, context) -> ((Refreshable) mixed).refresh(context);
            Answered<Renewed> first = hooked(provider, connection, refresh);
            assertNull("refresh() failed: " + first.failure(), first.failure());
            SampleConnection next = after(connection, first.answer());
            Answered<Renewed> second = hooked(provider, next, refresh);
            assertNull("the second refresh() failed: " + second.failure(), second.failure());
            Answered<Renewed> fresh = hooked(provider(), after(next, second.answer()), refresh);
            assertNull("a refresh() by a new provider failed, as after a restart: " + fresh.failure(), fresh.failure());
        });
    }

    /** The connection as a host stores it when it was renewed. */
    private static SampleConnection after(SampleConnection connection, Renewed renewed) {
        SampleConnection next = connection;
        if (renewed.accessToken() != null) {
            next = next.accessToken(renewed.accessToken().reveal());
        }
        if (renewed.refreshToken() != null) {
            next = next.refreshToken(renewed.refreshToken().reveal());
        }
        for (var each : renewed.changed().asMap().entrySet()) {
            next = next.with(each.getKey(), each.getValue());
        }
        return next;
    }

    @Test
    public void required_403_anAppThatIsDownEndsNoConnection() throws Exception {
        assumeRefreshable();
        Answered<Renewed> answered = refreshed(connection(ScriptedServer.nobody()));
        assertNotNull("refresh() succeeds with nobody listening", answered.failure());
        assertEquals("refresh() gives another reason: " + answered.failure(), Reason.UNREACHABLE, answered.failure().reason());
    }

    @Test
    public void required_404_aRefusedLoginIsSaidToBeSo() throws Exception {
        assumeRefreshable();
        withApp(app -> {
            Answered<Renewed> answered = refreshed(wrongLogin(app.port()));
            Optional<Reason> reason = Optional.ofNullable(answered.failure()).map(Failure::reason);
            assertEquals("refresh() with a wrong login", Optional.of(Reason.CREDENTIALS_REJECTED), reason);
            Leaks leaks = Leaks.of(wrongLogin(app.port()).secrets());
            assertTrue("a secret is in what refresh() threw", Leaks.texts(answered.thrown()).stream().noneMatch(leaks::isIn));
        });
    }

    @Test
    public void required_405_takingBackTwiceIsASuccess() throws Exception {
        assumeRevocable();
        withApp(app -> {
            ConnectionProvider provider = provider();
            for (String time : List.of("revoke()", "the second revoke()")) {
                Answered<Boolean> answered = hooked(provider, connection(app.port()), (mixed, context) -> {
                    ((Revocable) mixed).revoke(context);
                    return true;
                });
                assertNull(time + " failed: " + answered.failure(), answered.failure());
            }
        });
    }

    @Test
    public void required_406_takingBackFromAnAppThatIsDownFails() throws Exception {
        assumeRevocable();
        Answered<Boolean> answered = hooked(provider(), connection(ScriptedServer.nobody()), (mixed, context) -> {
            ((Revocable) mixed).revoke(context);
            return true;
        });
        assertNotNull("revoke() says it is done although nobody was told", answered.failure());
    }
}
