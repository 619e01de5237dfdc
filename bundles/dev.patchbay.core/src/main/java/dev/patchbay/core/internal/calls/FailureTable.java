package dev.patchbay.core.internal.calls;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one table from what a provider throws to a {@link Failure}, as {@code TestRun.step} documents it. A
 * {@link ConnectionFailure} keeps its text, redacted; everything else gets a text made here, since an exception's own may
 * hold a secret. Used on the call's own thread: a throwable of a provider holds on to the provider's classes and is dropped
 * at once.
 */
public final class FailureTable {
    private static final Logger LOG = LoggerFactory.getLogger(FailureTable.class);
    /** Causes deeper than this are not looked at. */
    private static final int DEEPEST = 20;

    private final Redactor redactor;

    /** A table whose messages hold none of the redactor's secrets. */
    public FailureTable(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * The failure.
     *
     * @param otherwise the reason where the throwable is none of the table
     */
    public Failure of(Throwable thrown, Reason otherwise) {
        log(thrown);
        List<Throwable> chain = chain(thrown);
        for (Throwable one : chain) {
            if (one instanceof ConnectionFailure failure) {
                return new Failure(failure.reason(), redactor.message(failure.failure().message()));
            }
        }
        return certificate(chain)
                .or(() -> network(chain))
                .or(() -> chain.stream().anyMatch(SSLException.class::isInstance)
                        ? Optional.of(new Failure(Reason.CERTIFICATE, "No TLS connection could be agreed on with the server."))
                        : Optional.empty())
                .orElseGet(() -> new Failure(otherwise, text(thrown, otherwise)));
    }

    private static Optional<Failure> certificate(List<Throwable> chain) {
        boolean found = chain.stream()
                .anyMatch(t -> t instanceof CertificateException || t instanceof CertPathValidatorException);
        return found
                ? Optional.of(new Failure(Reason.CERTIFICATE, "The server's certificate is not trusted."))
                : Optional.empty();
    }

    private static Optional<Failure> network(List<Throwable> chain) {
        return chain.stream().map(FailureTable::network).flatMap(Optional::stream).findFirst()
                .map(text -> new Failure(Reason.UNREACHABLE, text));
    }

    private static Optional<String> network(Throwable t) {
        if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
            return Optional.of("There is no server of this name.");
        }
        if (t instanceof NoRouteToHostException) {
            return Optional.of("There is no way to the server.");
        }
        if (t instanceof ConnectException || t instanceof PortUnreachableException) {
            return Optional.of("The server does not accept the connection.");
        }
        if (t instanceof SocketTimeoutException || t instanceof InterruptedIOException
                || t instanceof TimeoutException || t instanceof InterruptedException) {
            return Optional.of("The server gave no answer in time.");
        }
        if (t instanceof EOFException || t instanceof SocketException || t instanceof ClosedChannelException) {
            return Optional.of("The server ended the connection.");
        }
        return Optional.empty();
    }

    private static String text(Throwable thrown, Reason reason) {
        if (thrown instanceof Error) {
            return "The integration failed in a way nobody foresaw.";
        }
        return switch (reason) {
            case INVALID_INPUT -> "A value was not accepted.";
            case CREDENTIALS_REJECTED -> "The app refused the login.";
            case PERMISSION_MISSING -> "The login may not do this.";
            case DECLINED -> "The sign-in was declined.";
            case CLIENT_MISCONFIGURED -> "The OAuth client is set up wrongly.";
            case UNREACHABLE -> "The app could not be reached.";
            case CERTIFICATE -> "The server's certificate is not trusted.";
            case EGRESS_REFUSED -> "The host does not connect to this address.";
            case RATE_LIMITED -> "The app asked to slow down.";
            case REMOTE_ERROR -> "The app did not do it.";
            case UNEXPECTED -> "The integration failed in a way nobody foresaw.";
        };
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && chain.size() < DEEPEST) {
            chain.add(next);
            next = cause(next);
        }
        return chain;
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException authorsOwnMethodFailed) {
            return null;
        }
    }

    private void log(Throwable thrown) {
        if (!LOG.isDebugEnabled() || thrown instanceof VirtualMachineError) {
            return;
        }
        try {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            LOG.debug("a provider threw {}", redactor.redact(trace.toString()));
        } catch (RuntimeException authorsOwnMethodFailed) {
            LOG.debug("a provider threw {}, which cannot be printed", thrown.getClass().getName());
        }
    }
}
