package dev.patchbay.egress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities this host trusts: the JDK's and those of {@code egress.ca-file}, as one PKIX trust manager
 * (RFC 5280). The JDK's are read at the first use, for they cost start-up time. Thread-safe.
 */
final class TrustedRoots {
    private final List<Certificate> added;
    private @Nullable X509ExtendedTrustManager manager;
    private @Nullable SSLContext context;

    private TrustedRoots(List<Certificate> added) {
        this.added = List.copyOf(added);
    }

    /** The JDK's roots alone. */
    static TrustedRoots ofJdk() {
        return new TrustedRoots(List.of());
    }

    /**
     * The JDK's roots and the PEM certificates of a file.
     *
     * @throws IllegalArgumentException where the file cannot be read or holds anything else
     */
    static TrustedRoots withFile(Path file) {
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> read = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (read.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            return new TrustedRoots(read);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " is not a file of PEM certificates", e);
        }
    }

    /** The trust manager; as an extended one it lets a TLS engine check the host name too. */
    synchronized X509ExtendedTrustManager manager() {
        if (manager == null) {
            try {
                manager = build();
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("the JDK's certificates cannot be read", e);
            }
        }
        return manager;
    }

    /** A TLS context with this trust and no client certificate; shared, so that sessions resume. */
    synchronized SSLContext context() {
        if (context == null) {
            try {
                SSLContext made = SSLContext.getInstance("TLS");
                made.init(null, new TrustManager[] {manager()}, null);
                context = made;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK has no TLS", e);
            }
        }
        return context;
    }

    private X509ExtendedTrustManager build() throws GeneralSecurityException, IOException {
        X509ExtendedTrustManager jdk = pkix(null);
        if (added.isEmpty()) {
            return jdk;
        }
        List<Certificate> all = new ArrayList<>(Arrays.asList(jdk.getAcceptedIssuers()));
        all.addAll(added);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate root : all) {
            store.setCertificateEntry("root-" + store.size(), root);
        }
        return pkix(store);
    }

    private static X509ExtendedTrustManager pkix(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance).map(X509ExtendedTrustManager.class::cast)
                .findFirst().orElseThrow(() -> new GeneralSecurityException("no PKIX trust manager"));
    }
}
