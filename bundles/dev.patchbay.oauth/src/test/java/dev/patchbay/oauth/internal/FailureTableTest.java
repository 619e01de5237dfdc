package dev.patchbay.oauth.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.Test;

public class FailureTableTest extends OAuth2Fixture {
    private TokenFailure renewing(int status, String body) {
        app.fresh("/token").json("/token", status, body);
        return assertThrows(TokenFailure.class, () -> engine.renew(new OAuth2TestCall(codeAuth()), held("access-1", "refresh-1")));
    }

    private Kind renewingCode(String code) {
        return renewing(400, "{\"error\":\"" + code + "\"}").kind();
    }

    private TokenFailure thrown(Throwable thrown) {
        HttpSender broken = call -> {
            if (thrown instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) thrown;
        };
        return assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(clientCredentials()).over(broken)));
    }

    @Test
    public void grantEndsWhereTheAppSaysSo() {
        for (String code : List.of("invalid_grant", "INVALID_GRANT", "invalid_token", "bad_verification_code", "invalid_refresh_token",
                "bad_refresh_token", "token_expired", "token_revoked", "expired_token", "invalid_code", "interaction_required",
                "access_denied")) {
            assertEquals(code, Kind.GRANT_ENDED, renewingCode(code));
        }
        assertEquals(Reason.CREDENTIALS_REJECTED, renewing(400, "{\"error\":\"invalid_grant\"}").failure().reason());
    }

    @Test
    public void clientIsRefusedWhereTheAppObjectsToIt() {
        for (String code : List.of("invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type",
                "redirect_uri_mismatch", "invalid_request", "bad_client_secret", "incorrect_client_credentials", "never_heard_of")) {
            assertEquals(code, Kind.CLIENT_REFUSED, renewingCode(code));
        }
        assertEquals("nobody was asked", Kind.CLIENT_REFUSED, failure(clientCredentials(), 403, "{\"error\":\"access_denied\"}").kind());
        assertEquals(Kind.CLIENT_REFUSED, renewing(401, "<html>no</html>").kind());
        assertEquals(Kind.CLIENT_REFUSED, renewing(404, "").kind());
        assertTrue(renewing(400, "{\"error\":\"redirect_uri_mismatch\"}").failure().message()
                .contains("https://patchbay.example/oauth/callback/c1"));
    }

    @Test
    public void appThatCannotIsAskedLater() {
        for (int status : List.of(429, 500, 502, 503, 504, 408)) {
            assertEquals("" + status, Kind.TEMPORARY, renewing(status, "<html>busy</html>").kind());
        }
        assertEquals("a 5xx ends no grant", Kind.TEMPORARY, renewing(503, "{\"error\":\"invalid_grant\"}").kind());
        assertEquals(Kind.TEMPORARY, renewingCode("temporarily_unavailable"));
        assertEquals(Kind.TEMPORARY, renewing(200, "{\"ok\":false,\"error\":\"ratelimited\"}").kind());
        assertEquals(Reason.RATE_LIMITED, renewing(429, "").failure().reason());
    }

    @Test
    public void retryAfterIsSecondsOrADateAndAnHourAtMost() {
        assertEquals(Duration.ofSeconds(7), retryAfter("7"));
        assertEquals(Duration.ofSeconds(90), retryAfter("Sun, 1 Mar 2026 12:01:30 GMT"));
        assertEquals(Duration.ofHours(1), retryAfter("86400"));
        assertEquals(Duration.ofHours(1), retryAfter("99999999999999999999"));
        assertEquals(Duration.ofHours(1), retryAfter("Mon, 2 Mar 2026 12:00:00 GMT"));
        assertEquals(Duration.ZERO, retryAfter("Sat, 28 Feb 2026 12:00:00 GMT"));
        assertNull(retryAfter("-5"));
        assertNull(retryAfter("soon"));
    }

    private Duration retryAfter(String value) {
        app.fresh("/token").reply("/token", 503, "text/plain", "", Map.of("Retry-After", value));
        return assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(clientCredentials()))).retryAfter();
    }

    @Test
    public void redirectOfTheTokenEndpointIsLostAndNotFollowed() {
        app.reply("/token", 307, "text/plain", "", Map.of("Location", app.url("/other"))).json("/other", 200, GOOD);
        TokenFailure failure = assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(clientCredentials())));
        assertEquals(Kind.LOST, failure.kind());
        assertTrue(failure.failure().message(), failure.failure().message().contains("redirect (307)"));
        assertEquals(1, app.received().size());
    }

    @Test
    public void answerWithoutAUsableTokenIsLost() {
        for (String body : List.of("<html>Welcome</html>", "", "{}", "{\"token_type\":\"Bearer\"}", "{\"access_token\":\"\"}",
                "{\"access_token\":null}", "{\"access_token\":{}}", "{\"access_token\":\"cut", "[]", "null", "just words",
                "{\"access_token\":\"line\\nbreak\"}", "{\"access_token\":\"non-ascii-\u00e4\"}", "a=%zz", "[".repeat(100_000))) {
            assertEquals(body.substring(0, Math.min(30, body.length())), Kind.LOST, renewing(200, body).kind());
        }
    }

    @Test
    public void errorIn200IsAnError() {
        assertEquals(Kind.GRANT_ENDED, renewing(200, "{\"error\":\"bad_verification_code\"}").kind());
        assertEquals(Kind.GRANT_ENDED, renewing(200, "error=bad_refresh_token&error_description=x").kind());
        TokenFailure slack = failure(clientCredentials().reply(TokenReply.STANDARD.success("ok", "true")), 200,
                "{\"ok\":false,\"error\":\"invalid_client_id\",\"access_token\":\"t\"}");
        assertEquals("the declared success decides", Kind.CLIENT_REFUSED, slack.kind());
        assertEquals("invalid_client_id", slack.code());
        assertEquals(Kind.LOST, failure(clientCredentials().reply(TokenReply.STANDARD.success("ok", "true")), 200, "{\"ok\":false}").kind());
        TokenFailure nested = renewing(400, "{\"error\":{\"message\":\"Session has expired\",\"type\":\"OAuthException\",\"code\":190}}");
        assertEquals(Kind.GRANT_ENDED, nested.kind());
        assertTrue(nested.failure().message(), nested.failure().message().contains("Session has expired"));
        TokenFailure declared = failure(clientCredentials().reply(TokenReply.STANDARD.error("data.error_code", "data.description")), 400,
                "{\"data\":{\"error_code\":\"invalid_grant\",\"description\":\"gone\"}}");
        assertEquals("invalid_grant", declared.code());
    }

    @Test
    public void nothingSentIsTemporaryAndNoAnswerIsLost() throws IOException {
        assertEquals(Kind.TEMPORARY, thrown(new ConnectException("refused")).kind());
        assertEquals(Kind.TEMPORARY, thrown(new UnknownHostException("x")).kind());
        assertEquals(Kind.TEMPORARY, thrown(new SocketTimeoutException("Connect timed out")).kind());
        assertEquals(Kind.TEMPORARY, thrown(new SSLHandshakeException("closed")).kind());
        TokenFailure certificate = thrown((IOException) new SSLHandshakeException("PKIX").initCause(new CertificateException("x")));
        assertEquals(Kind.TEMPORARY, certificate.kind());
        assertEquals(Reason.CERTIFICATE, certificate.failure().reason());
        assertEquals(Kind.LOST, thrown(new SocketTimeoutException("Read timed out")).kind());
        assertEquals(Kind.LOST, thrown(new EOFException()).kind());
        assertEquals(Kind.LOST, thrown(new SocketException("Connection reset")).kind());
        assertEquals(Kind.REFUSED_HERE, thrown(new ConnectionFailure(Reason.EGRESS_REFUSED, "x is refused")).kind());
        assertEquals(Kind.LOST, thrown(new ConnectionFailure(Reason.REMOTE_ERROR, "the reply is longer than 1 MiB")).kind());
        assertEquals(Kind.TEMPORARY, thrown(new ConnectionFailure(Reason.UNREACHABLE, "the proxy")).kind());
    }

    @Test
    public void droppedConnectionIsLostAndAClosedPortTemporary() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread drops = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                } catch (IOException ended) {
                    throw new IllegalStateException(ended);
                }
            });
            drops.start();
            HttpSender here = call -> new RealHttp().send(HttpCall.post(
                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"), "text/plain", "x"));
            assertEquals(Kind.LOST, assertThrows(TokenFailure.class,
                    () -> engine.begin(new OAuth2TestCall(clientCredentials()).over(here))).kind());
            drops.join(10_000);
        }
        app.close();
        assertEquals(Kind.TEMPORARY,
                assertThrows(TokenFailure.class, () -> engine.begin(new OAuth2TestCall(clientCredentials()))).kind());
    }

    @Test
    public void wordsOfTheAppAreShownShortAndPlain() {
        String message = renewing(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token\\u0000 \\u202Eexpired\\n"
                + "x".repeat(500) + "\"}").failure().message();
        assertTrue(message, message.matches(".*\\(\"Token +expired x+\"\\).*"));
        assertTrue(message, message.chars().allMatch(c -> c >= 0x20 && c <= 0x7E));
        assertTrue(message, message.length() < 400);
    }

    @Test
    public void wordsThatRepeatASecretAreNotShown() {
        String secret = OAuth2TestCall.CLIENT_SECRET;
        for (String echo : List.of(secret, Parameters.encode(secret), "canary-refresh", "canary-access",
                Base64.getEncoder().encodeToString("canary-refresh".getBytes(StandardCharsets.UTF_8)))) {
            app.fresh("/token").json("/token", 400, "{\"error\":\"" + echo.toLowerCase(Locale.ROOT)
                    + "\",\"error_description\":\"you sent " + echo + "\"}");
            TokenFailure failure = assertThrows(TokenFailure.class,
                    () -> engine.renew(new OAuth2TestCall(codeAuth()), held("canary-access", "canary-refresh")));
            assertFalse(failure.getMessage(), failure.getMessage().contains(echo));
            assertFalse(failure.code(), failure.code().contains("canary"));
        }
    }

    @Test
    public void secretThatIsPartOfACodeChangesNotWhatTheCodeMeans() {
        app.json("/token", 400, "{\"error\":\"invalid_grant\"}");
        TokenFailure failure = assertThrows(TokenFailure.class,
                () -> engine.renew(new OAuth2TestCall(codeAuth()), held("a", "grant")));
        assertEquals(Kind.GRANT_ENDED, failure.kind());
        assertEquals("invalid_grant", failure.code());
    }

    @Test
    public void codeThatIsNoneIsNotPassedOn() {
        assertEquals("", renewing(400, "{\"error\":\"<script>\"}").code());
        assertEquals("", renewing(400, "{\"error\":\"" + "a".repeat(65) + "\"}").code());
    }
}
