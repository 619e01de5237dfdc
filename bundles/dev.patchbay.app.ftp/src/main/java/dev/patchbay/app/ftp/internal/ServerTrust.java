package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.CERTIFICATE;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the server's certificate is the right one, and keeps in words why not. On purpose no
 * {@code X509ExtendedTrustManager}: so the JDK adds its own checks of the host name and of weak algorithms. One per login.
 */
final class ServerTrust implements X509TrustManager {
    private final FtpSettings settings;
    private final @Nullable X509TrustManager authorities;
    private @Nullable X509Certificate seen;
    private @Nullable ConnectionFailure refusal;

    private ServerTrust(FtpSettings settings, @Nullable X509TrustManager authorities) {
        this.settings = settings;
        this.authorities = authorities;
    }

    /** The trust a connection asks for; {@code system} are the certificates this host trusts. */
    static ServerTrust of(FtpSettings settings, X509TrustManager system) throws GeneralSecurityException, IOException {
        return new ServerTrust(settings, switch (settings.trust()) {
            case FtpFields.PINNED -> null;
            case FtpFields.CA -> authority(settings.caCertificate());
            default -> system;
        });
    }

    /** Whether the JDK has to compare names; a pinned certificate is the server's identity whatever names it has. */
    boolean checksHostName() {
        return authorities != null && settings.hostNameCheck();
    }

    /** What to tell a person after a failed handshake. */
    ConnectionFailure explain(Exception handshake) {
        if (refusal != null) {
            return refusal;
        }
        if (seen != null && checksHostName()) {
            return new ConnectionFailure(CERTIFICATE, "The certificate is trusted, but made out for "
                    + CertificateText.names(seen) + " and not for " + settings.host()
                    + ": enter the server's name as the certificate has it, or ask for a right certificate.", handshake);
        }
        return new ConnectionFailure(CERTIFICATE, "The server and this host did not agree on a safe TLS connection: its version"
                + " of TLS, its ciphers or its certificate's key are too weak or too old.", handshake);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        seen = chain[0];
        try {
            if (authorities == null) {
                checkPin(chain[0]);
            } else {
                checkAuthority(authorities, chain, authType);
            }
        } catch (GeneralSecurityException e) {
            throw e instanceof CertificateException known ? known : new CertificateException(e);
        }
    }

    private void checkPin(X509Certificate certificate) throws GeneralSecurityException {
        if (settings.fingerprint().isEmpty()) {
            refuse("The server shows a certificate " + CertificateText.describe(certificate) + ". Its SHA-256 is "
                    + CertificateText.fingerprint(certificate)
                    + ". Compare it with what the server's operator says, enter it, and test again.");
        } else if (!CertificateText.matches(settings.fingerprint(), certificate)) {
            refuse("The server shows another certificate than the one you confirmed: " + CertificateText.describe(certificate)
                    + ", SHA-256 " + CertificateText.fingerprint(certificate)
                    + ". Somebody may listen in. Enter it only if the server's operator confirms the change.");
        }
    }

    private void checkAuthority(X509TrustManager known, X509Certificate[] chain, String authType)
            throws GeneralSecurityException {
        try {
            known.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            refuse("The certificate is not trusted: it is " + CertificateText.describe(chain[0]) + ", SHA-256 "
                    + CertificateText.fingerprint(chain[0])
                    + ". If the server's operator confirms that value, trust exactly this certificate.");
        }
    }

    private void refuse(String sentence) throws CertificateException {
        refusal = new ConnectionFailure(CERTIFICATE, sentence);
        throw new CertificateException("refused by the connection's trust");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
    }

    private static X509TrustManager authority(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("authority-" + count++, certificate);
        }
        if (count == 0) {
            throw new ConnectionFailure(INVALID_INPUT, "The authority's certificate is empty: paste it in PEM form.");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Iterable<? extends Certificate> certificates(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new ConnectionFailure(INVALID_INPUT, "The authority's certificate cannot be read: paste it in PEM form, from"
                    + " BEGIN CERTIFICATE to END CERTIFICATE.", e);
        }
    }
}
