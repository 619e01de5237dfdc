package dev.patchbay.core.internal.signin;

import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.LoopbackEgress;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.Test;

public class EngineExchangesTest {
    private static final ConnectionMethod METHOD = ConnectionMethod.of("code", "Code")
            .fields(Field.text("shop", "Shop"), Field.text("note", "Note").optional(), Field.secret("key", "Key"))
            .auth(Auth.authorizationCode("https://{shop}.app.example/a", "https://{shop}.app.example/t").scopeSeparator(","));
    private static final Tokens HELD = new Tokens(Secret.of(CANARY), null, null, null, null, Map.of(), null);

    private final AuthEngines engines = new AuthEngines();
    private final LoopbackEgress egress = new LoopbackEgress();
    private final EngineExchanges exchanges = new EngineExchanges(engines, () -> egress);

    /** An engine of one method: what it does with a call. */
    private record Doing(Function<AuthCall, Object> work) implements AuthEngine {
        @Override
        public boolean needsPerson(AuthCall call) {
            return (Boolean) work.apply(call);
        }

        @Override
        public SignIn begin(AuthCall call) {
            return (SignIn) work.apply(call);
        }

        @Override
        public SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer) {
            return (SignIn) work.apply(call);
        }

        @Override
        public boolean isRenewable(AuthCall call, Tokens held) {
            return (Boolean) work.apply(call);
        }

        @Override
        public Tokens renew(AuthCall call, Tokens held) {
            return (Tokens) work.apply(call);
        }

        @Override
        public boolean revoke(AuthCall call, Tokens held) {
            return (Boolean) work.apply(call);
        }

        @Override
        public Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request) {
            return Optional.of(Map.of("x", String.valueOf(work.apply(call))));
        }
    }

    private static Subject subject() {
        Grant grant = new Grant(List.of("acme.app.example"), List.of(), List.of());
        Values values = Values.of(Map.of("shop", "acme", "key", Secret.of("k/1")));
        return new Subject(METHOD, values, grant, Set.of(), List.of("read", "write"), URI.create("https://h.example/cb"), "st");
    }

    private Object with(Function<AuthCall, Object> work) {
        engines.add("oauth2", new Doing(work));
        try (Exchanges.Exchange exchange = exchanges.open(subject())) {
            return exchange.renew(HELD);
        }
    }

    private TokenFailure failure(RuntimeException thrown) {
        return assertThrows(TokenFailure.class, () -> with(call -> {
            throw thrown;
        }));
    }

    @Test
    public void holesAreFilledAndWhereOneIsEmptyThereIsNothing() {
        with(call -> {
            assertEquals("https://acme.app.example/t?s=read%2Cwrite", call.url("https://{shop}.app.example/t?s={scopes}").get());
            assertTrue(call.url("https://{shop}.app.example/{note}").isEmpty());
            assertEquals("k/1 acme read,write " + CANARY, call.text("{key} {shop} {scopes} {accessToken}").get());
            assertTrue(call.text("{note}").isEmpty());
            assertThrows(IllegalArgumentException.class, () -> call.url("https://{shop}.app.example/{key}"));
            assertEquals(List.of("read", "write"), call.scopes());
            return HELD;
        });
        engines.remove("oauth2", engines.find("oauth2").orElseThrow());
        engines.add("oauth2", new Doing(call -> call.text("{accessToken}").isPresent()));
        try (Exchanges.Exchange exchange = exchanges.open(subject())) {
            assertFalse("before a sign-in there is no token", exchange.needsPerson());
        }
    }

    @Test
    public void onlyHostsOfTheGrantAreReached() {
        TokenFailure e = assertThrows(TokenFailure.class, () -> with(call -> send(call, "https://evil.example/t")));
        assertEquals(TokenFailure.Kind.REFUSED_HERE, e.kind());
        assertEquals(Failure.Reason.EGRESS_REFUSED, e.failure().reason());
        assertTrue(egress.sent.isEmpty());
        engines.remove("oauth2", engines.find("oauth2").orElseThrow());
        with(call -> send(call, "https://acme.app.example/t"));
        assertEquals(1, egress.sent.size());
    }

    private static Tokens send(AuthCall call, String url) {
        try {
            call.http().send(HttpCall.get(URI.create(url)));
            return HELD;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void whateverAnEngineThrowsIsATokenFailureWithoutItsText() {
        TokenFailure e = failure(new IllegalStateException(CANARY));
        assertEquals(TokenFailure.Kind.LOST, e.kind());
        assertEquals(Failure.Reason.UNEXPECTED, e.failure().reason());
        assertFalse(e.toString().contains(CANARY));
    }

    @Test
    public void errorsAndNothingAtAllAreFailuresToo() {
        TokenFailure missing = assertThrows(TokenFailure.class, () -> with(call -> {
            throw new NoClassDefFoundError(CANARY);
        }));
        assertEquals(TokenFailure.Kind.LOST, missing.kind());
        engines.remove("oauth2", engines.find("oauth2").orElseThrow());
        assertEquals(TokenFailure.Kind.LOST, assertThrows(TokenFailure.class, () -> with(call -> null)).kind());
    }

    @Test
    public void itsOwnFailuresPassAndOthersKeepTheirReason() {
        TokenFailure own = new TokenFailure(
                TokenFailure.Kind.GRANT_ENDED, new Failure(Failure.Reason.CREDENTIALS_REJECTED, "no"), "invalid_grant", null);
        assertEquals(own, failure(own));
        engines.remove("oauth2", engines.find("oauth2").orElseThrow());
        TokenFailure other = failure(new ConnectionFailure(Failure.Reason.CERTIFICATE, "not trusted"));
        assertEquals(TokenFailure.Kind.LOST, other.kind());
        assertEquals(Failure.Reason.CERTIFICATE, other.failure().reason());
    }

    @Test
    public void closingClosesTheSocketsOfTheExchange() {
        with(call -> HELD);
        assertEquals(1, egress.opened.get());
        assertEquals(1, egress.closed.get());
        assertEquals(List.of("acme.app.example"), List.copyOf(egress.hosts.get(0)));
    }

    @Test
    public void withoutAnEngineOrAWayOutThatIsSaid() {
        assertFalse(exchanges.hasEngine(METHOD));
        problem(ProblemType.PROVIDER_UNAVAILABLE, () -> exchanges.open(subject()));
        engines.add("oauth2", new Doing(call -> HELD));
        assertTrue(exchanges.hasEngine(METHOD));
        EngineExchanges shut = new EngineExchanges(engines, () -> null);
        problem(ProblemType.NOT_READY, () -> shut.open(subject()));
    }

    @Test
    public void ofSeveralEnginesTheFirstIsUsedUntilItGoes() {
        AuthEngine first = new Doing(call -> HELD);
        AuthEngine second = new Doing(call -> HELD);
        engines.add("oauth2", first);
        engines.add("oauth2", second);
        assertEquals(first, engines.find("oauth2").orElseThrow());
        engines.remove("oauth2", first);
        assertEquals(second, engines.find("oauth2").orElseThrow());
    }
}
