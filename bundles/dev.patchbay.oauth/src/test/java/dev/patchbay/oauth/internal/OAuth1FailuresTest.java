package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a reply that is no success means: status, extension, transport. */
public class OAuth1FailuresTest {
    private final OAuth1Engine engine = new OAuth1Engine();
    private ScriptedApp app;
    private OAuth1Call call;

    @Before
    public void startApp() throws Exception {
        app = new ScriptedApp();
        call = new OAuth1Call(app.auth());
    }

    @After
    public void stopApp() {
        app.close();
    }

    @Test
    public void theWordsOfTheExtension() {
        word("token_rejected", Kind.GRANT_ENDED, Reason.CREDENTIALS_REJECTED);
        word("token_revoked", Kind.GRANT_ENDED, Reason.CREDENTIALS_REJECTED);
        word("token_used", Kind.GRANT_ENDED, Reason.CREDENTIALS_REJECTED);
        word("token_expired", Kind.EXPIRED, Reason.DECLINED);
        word("permission_denied", Kind.DENIED, Reason.DECLINED);
        word("permission_unknown", Kind.DENIED, Reason.DECLINED);
        word("verifier_invalid", Kind.FORGED, Reason.CREDENTIALS_REJECTED);
        word("consumer_key_unknown", Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED);
        word("signature_invalid", Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED);
        word("signature_method_rejected", Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED);
        word("parameter_absent", Kind.CLIENT_REFUSED, Reason.CLIENT_MISCONFIGURED);
        word("consumer_key_refused", Kind.TEMPORARY, Reason.RATE_LIMITED);
        word("nonce_used", Kind.TEMPORARY, Reason.RATE_LIMITED);
        word("timestamp_refused", Kind.TEMPORARY, Reason.REMOTE_ERROR);
    }

    @Test
    public void aWordNobodyDefinedGoesByTheLeg() {
        app.answers(401, "oauth_problem=a_word_of_their_own");
        assertEquals(Kind.CLIENT_REFUSED, begin().kind());
        assertEquals(Kind.GRANT_ENDED, resume().kind());
        assertEquals("a_word_of_their_own", resume().code());
    }

    @Test
    public void theWordMayStandInTheHeaderOrInA200() {
        app.answers(401, Map.of("WWW-Authenticate", "OAuth realm=\"x\", oauth_problem=\"token_expired\""), "no");
        assertEquals(Kind.EXPIRED, resume().kind());
        app.answers(200, "oauth_problem=token_expired");
        assertEquals(Kind.EXPIRED, resume().kind());
    }

    @Test
    public void whatTheAppWritesIsNotRepeated() {
        app.answers(401, "oauth_problem=%3Cscript%3Ecanary&oauth_problem_advice=canary");
        assertEquals("", resume().code());
        assertFalse(resume().getMessage(), resume().getMessage().contains("canary"));
        app.answers(403, "{\"errors\":[{\"code\":415,\"message\":\"canary\"}]}");
        assertEquals(Kind.CLIENT_REFUSED, begin().kind());
        assertFalse(begin().getMessage(), begin().getMessage().contains("canary"));
    }

    @Test
    public void withoutAWordTheStatusDecides() {
        for (int status : new int[] {400, 401, 403}) {
            app.answers(status, "");
            assertEquals(Kind.CLIENT_REFUSED, begin().kind());
            assertEquals(Kind.GRANT_ENDED, resume().kind());
        }
        app.answers(404, "");
        assertEquals(Kind.CLIENT_REFUSED, resume().kind());
        for (int status : new int[] {500, 502, 503, 599}) {
            app.answers(status, "<html>");
            assertEquals(Kind.TEMPORARY, begin().kind());
            assertEquals(Reason.REMOTE_ERROR, begin().failure().reason());
        }
        app.answers(429, "");
        assertEquals(Reason.RATE_LIMITED, begin().failure().reason());
    }

    @Test
    public void aRedirectIsNotFollowed() {
        app.answers(302, Map.of("Location", app.url("/elsewhere")), "");
        assertEquals(Kind.LOST, resume().kind());
        assertEquals(List.of(app.url("/access")), call.sent.stream().map(c -> c.uri().toString()).toList());
    }

    @Test
    public void theWaitTheAppAsksForIsKeptAndBounded() {
        app.answers(503, Map.of("Retry-After", "7"), "");
        assertEquals(Duration.ofSeconds(7), begin().retryAfter());
        app.answers(503, Map.of("Retry-After", "999999999"), "");
        assertEquals(Duration.ofHours(1), begin().retryAfter());
        app.answers(503, Map.of("Retry-After", "-7"), "");
        assertNull(begin().retryAfter());
    }

    @Test
    public void nothingSentIsTemporaryAndNoAnswerIsLost() {
        thrown(new ConnectException("canary"), Kind.TEMPORARY, Reason.UNREACHABLE);
        thrown(new UnknownHostException("canary"), Kind.TEMPORARY, Reason.UNREACHABLE);
        thrown(new SSLHandshakeException("canary"), Kind.TEMPORARY, Reason.CERTIFICATE);
        thrown(new SocketTimeoutException("canary"), Kind.LOST, Reason.UNREACHABLE);
        thrown(new IOException("canary"), Kind.LOST, Reason.UNREACHABLE);
    }

    @Test
    public void whatTheGuardRefusesKeepsItsText() {
        call.http = request -> {
            throw new ConnectionFailure(Reason.EGRESS_REFUSED, "see egress.allow");
        };
        assertEquals(Kind.REFUSED_HERE, begin().kind());
        assertEquals("see egress.allow", begin().failure().message());
        call.http = request -> {
            throw new ConnectionFailure(Reason.UNREACHABLE, "the proxy is down");
        };
        assertEquals(Kind.TEMPORARY, begin().kind());
    }

    private void word(String problem, Kind kind, Reason reason) {
        app.answers(401, "oauth_problem=" + problem);
        assertEquals(problem, kind, resume().kind());
        assertEquals(problem, reason, resume().failure().reason());
        assertEquals(problem, resume().code());
    }

    private void thrown(IOException e, Kind kind, Reason reason) {
        call.http = request -> {
            throw e;
        };
        assertEquals(kind, begin().kind());
        assertEquals(reason, begin().failure().reason());
        assertFalse(begin().getMessage(), begin().getMessage().contains("canary"));
    }

    private TokenFailure begin() {
        return assertThrows(TokenFailure.class, () -> engine.begin(call));
    }

    private TokenFailure resume() {
        return assertThrows(TokenFailure.class, () -> engine.resume(call, Map.of("token", "temp", "secret", "s"),
                Map.of("oauth_token", List.of("temp"), "oauth_verifier", List.of("v"))));
    }
}
