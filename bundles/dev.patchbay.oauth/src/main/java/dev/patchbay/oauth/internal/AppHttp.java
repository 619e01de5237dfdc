package dev.patchbay.oauth.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.HttpSender;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Sends one request, and tells failures before anything was sent from those after: only after one of the former is nothing used
 * up. Texts are made here; an exception's own may hold the URL.
 */
final class AppHttp {
    /** Causes deeper than this are not looked at. */
    private static final int DEEPEST = 10;

    private AppHttp() {}

    /**
     * The reply, whatever its status.
     *
     * @throws TokenFailure {@code REFUSED_HERE}, {@code TEMPORARY} where nothing was sent, {@code LOST} where it may have been
     */
    static HttpReply send(HttpSender http, HttpCall call) {
        String host = call.uri().getHost();
        try {
            return http.send(call);
        } catch (ConnectionFailure e) {
            throw refused(e);
        } catch (IOException e) {
            throw before(host, e).orElseGet(() -> after(host, e));
        }
    }

    /** What the guard says is for people already, and names no secret. */
    private static TokenFailure refused(ConnectionFailure e) {
        Kind kind = switch (e.reason()) {
            case EGRESS_REFUSED -> Kind.REFUSED_HERE;
            case INVALID_INPUT -> Kind.CLIENT_REFUSED;
            /* the operator's proxy is away: hardly ever has it passed the request on before */
            case UNREACHABLE, CERTIFICATE -> Kind.TEMPORARY;
            default -> Kind.LOST;
        };
        return new TokenFailure(kind, e.failure(), "", null);
    }

    private static Optional<TokenFailure> before(String host, IOException thrown) {
        List<Throwable> chain = Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
        if (chain.stream().anyMatch(t -> t instanceof CertificateException || t instanceof SSLPeerUnverifiedException)) {
            return temporary(Reason.CERTIFICATE, "The certificate of " + host + " is not trusted. Check it, then trust or replace it.");
        }
        if (chain.stream().anyMatch(t -> t instanceof UnknownHostException || t instanceof UnresolvedAddressException)) {
            return temporary(Reason.UNREACHABLE, "There is no server named " + host + ". Check the address and the network.");
        }
        if (chain.stream().anyMatch(t -> t instanceof ConnectException || t instanceof NoRouteToHostException || isConnectTimeout(t))) {
            return temporary(Reason.UNREACHABLE, host + " does not accept connections now. Check the address, the network and the"
                    + " firewall.");
        }
        return chain.stream().anyMatch(SSLHandshakeException.class::isInstance)
                ? temporary(Reason.CERTIFICATE, "No TLS connection could be agreed on with " + host + ".")
                : Optional.empty();
    }

    private static TokenFailure after(String host, IOException thrown) {
        String what = thrown instanceof SocketTimeoutException ? " gave no answer in time." : " ended the connection within its answer.";
        return new TokenFailure(Kind.LOST, new Failure(Reason.UNREACHABLE, host + what + " Try again."), "", null);
    }

    /** The JDK has one class for both timeouts and tells them apart by this text alone. */
    private static boolean isConnectTimeout(Throwable thrown) {
        return thrown instanceof SocketTimeoutException
                && String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT).startsWith("connect timed out");
    }

    private static Optional<TokenFailure> temporary(Reason reason, String message) {
        return Optional.of(new TokenFailure(Kind.TEMPORARY, new Failure(reason, message), "", null));
    }
}
