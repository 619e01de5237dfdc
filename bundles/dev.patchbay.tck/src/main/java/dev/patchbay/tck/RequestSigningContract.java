package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.core.internal.calls.HookAnswers;
import dev.patchbay.tck.internal.CallThread;
import dev.patchbay.tck.internal.Leaks;
import dev.patchbay.tck.internal.OwnConnections;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Rules 7xx: what a provider that signs requests must keep to. No app is started: signing contacts nobody. */
public abstract class RequestSigningContract extends ProviderContract {
    private static final int AT_ONCE = 16;

    /** A request to sign, to a host of the connection's grant. */
    protected abstract Request request();

    /**
     * Whether the app would take these headers for that request; checked by another way than the provider signs, best with
     * samples of the app's documentation.
     */
    protected abstract boolean accepts(Request request, Map<String, String> headers) throws Exception;

    /** Not asked for. */
    @Override
    protected TestApp app() {
        throw new AssertionError("signing contacts no app");
    }

    private Map<String, String> signed(ConnectionProvider provider, SampleConnection connection, Request request) throws Exception {
        assertTrue("the provider does not implement RequestSigning", provider instanceof RequestSigning);
        try (FakeContext context = new FakeContext(provider.definition(), connection)) {
            Map<String, String> headers = ((RequestSigning) provider).sign(context, request);
            assertNotNull("sign() gave null", headers);
            assertTrue("signing sent requests", context.calls().isEmpty() && context.socketsMade() == 0);
            return HookAnswers.headers(headers);
        }
    }

    private Map<String, String> signed(Request request) throws Exception {
        return signed(provider(), connection(1), request);
    }

    @Test
    public void required_701_theAppTakesTheSignature() throws Exception {
        Map<String, String> headers = signed(request());
        assertTrue("the app does not take the signature: " + headers.keySet(), accepts(request(), headers));
    }

    @Test
    public void required_702_anotherRequestHasAnotherSignature() throws Exception {
        Request request = request();
        URI elsewhere = request.uri().resolve("/patchbay-tck-other-path");
        Request other = new Request(request.method(), elsewhere, request.form());
        Map<String, String> first = signed(request);
        assertNotEquals("the signature does not depend on the request", first, signed(other));
        assertTrue("the app takes the signature of another request", !accepts(other, first));
    }

    @Test
    public void required_703_aWrongSecretIsNotTaken() throws Exception {
        Map<String, String> headers = signed(provider(), wrongLogin(1), request());
        assertTrue("the app takes a signature made with wrong secrets", !accepts(request(), headers));
    }

    @Test
    public void required_704_noSecretIsInTheHeaders() throws Exception {
        Leaks leaks = Leaks.of(connection(1).secrets());
        List<String> shown = signed(request()).entrySet().stream().filter(each -> leaks.isIn(each.getValue()))
                .map(Map.Entry::getKey).toList();
        assertNone("a secret is in a header, where anybody on the way can read it", shown);
    }

    @Test
    public void required_705_signingContactsNobody() throws Exception {
        try (OwnConnections own = new OwnConnections()) {
            ConnectionProvider provider = provider();
            SampleConnection connection = connection(1);
            CallThread<Map<String, String>> call =
                    CallThread.start(provider.getClass(), () -> signed(provider, connection, request()));
            assertTrue("sign() does not return", call.endsWithin(Duration.ofSeconds(10)));
            assertNull("sign() failed: " + call.thrown(), call.thrown());
            assertNone("signing opened connections", own.seen());
        }
    }

    @Test
    public void required_706_sixteenSignaturesAtOnceAreTaken() throws Exception {
        ConnectionProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Map<String, String>>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                SampleConnection each = i % 2 == 0 ? connection(1) : wrongLogin(1);
                calls.add(() -> signed(provider, each, request()));
            }
            List<Future<Map<String, String>>> all = threads.invokeAll(calls);
            for (int i = 0; i < AT_ONCE; i++) {
                assertEquals("right and wrong secrets at once: whether the app takes the signature", i % 2 == 0,
                        accepts(request(), all.get(i).get()));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
