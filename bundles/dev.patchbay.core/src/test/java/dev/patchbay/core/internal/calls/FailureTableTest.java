package dev.patchbay.core.internal.calls;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.Test;

public class FailureTableTest {
    private final FailureTable table =
            new FailureTable(Redactor.of(Values.of(Map.of("p", Secret.of("canary-77"))), null));

    private Failure of(Throwable thrown) {
        return table.of(thrown, Reason.CREDENTIALS_REJECTED);
    }

    @Test
    public void networkTroubleIsUnreachableBeforeTheStepsOwnReason() {
        for (Throwable t : List.of(new UnknownHostException("canary-77"), new ConnectException(), new NoRouteToHostException(),
                new SocketTimeoutException(), new EOFException(), new SocketException("Connection reset"),
                new TimeoutException(), new InterruptedException(), new IOException(new ConnectException()),
                new RuntimeException(new ExecutionException(new SocketTimeoutException())))) {
            assertEquals(t.toString(), Reason.UNREACHABLE, of(t).reason());
            assertFalse(of(t).message().contains("canary"));
        }
    }

    @Test
    public void tlsTroubleIsCertificateUnlessTheLineBroke() {
        for (Throwable t : List.of(new SSLHandshakeException("x"), new SSLPeerUnverifiedException("x"),
                new CertificateExpiredException(), new IOException(new SSLHandshakeException("x")),
                new SSLHandshakeException("x").initCause(new CertificateExpiredException()))) {
            assertEquals(t.toString(), Reason.CERTIFICATE, of(t).reason());
        }
        assertEquals(Reason.UNREACHABLE, of(new SSLHandshakeException("x").initCause(new EOFException())).reason());
    }

    @Test
    public void aKnownFailureKeepsItsReasonAndItsRedactedText() {
        Failure failure = of(new RuntimeException(new ConnectionFailure(Reason.RATE_LIMITED, "slow down, canary-77\r\n!")));
        assertEquals(new Failure(Reason.RATE_LIMITED, "slow down, *** !"), failure);
    }

    @Test
    public void everythingElseIsTheStepsReasonWithATextOfTheHost() {
        Failure failure = of(new IllegalStateException("530 canary-77 rejected"));
        assertEquals(new Failure(Reason.CREDENTIALS_REJECTED, "The app refused the login."), failure);
        for (Reason reason : Reason.values()) {
            assertFalse(table.of(new Exception("x"), reason).message().isBlank());
        }
    }

    @Test
    public void throwablesThatMisbehaveAreMappedToo() {
        class Odd extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("canary-77");
            }

            @Override
            public String getMessage() {
                throw new IllegalStateException("canary-77");
            }
        }
        assertEquals(Reason.CREDENTIALS_REJECTED, of(new Odd()).reason());
        Exception circle = new Exception("a");
        circle.initCause(new Exception("b", circle));
        assertEquals(Reason.CREDENTIALS_REJECTED, of(circle).reason());
        assertTrue(of(new StackOverflowError()).message().contains("nobody foresaw"));
    }
}
