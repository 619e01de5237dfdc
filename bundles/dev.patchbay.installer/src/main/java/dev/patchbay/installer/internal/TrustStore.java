package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The certificates whose signatures are trusted: of the signers themselves, or of authorities that issued theirs. Immutable. */
final class TrustStore {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USE = "2.5.29.37.0";

    private final List<X509Certificate> certificates;

    private TrustStore(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /** Reads a file of PEM certificates (RFC 7468 section 5). */
    static TrustStore read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return new TrustStore(CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast).toList());
        }
    }

    int size() {
        return certificates.size();
    }

    /**
     * Why a signer is not trusted, or an empty text.
     *
     * @param asOf the time at which its certificate must be valid
     */
    String whyNot(List<X509Certificate> chain, Instant asOf) {
        X509Certificate signer = chain.get(0);
        String name = Texts.printable(signer.getSubjectX500Principal().getName());
        try {
            signer.checkValidity(Date.from(asOf));
            List<String> uses = signer.getExtendedKeyUsage();
            boolean[] usage = signer.getKeyUsage();
            boolean maySign = (usage == null || usage[0])
                    && (uses == null || uses.contains(CODE_SIGNING) || uses.contains(ANY_USE));
            if (!maySign) {
                return "The certificate of " + name + " is not one for signing code.";
            }
        } catch (GeneralSecurityException e) {
            return "The certificate of " + name + " is not valid at this time, or cannot be read.";
        }
        if (certificates.contains(signer) || isIssued(chain, asOf)) {
            return "";
        }
        return "It is signed by " + name + ", whose certificate is not in install.trust-store.";
    }

    private boolean isIssued(List<X509Certificate> chain, Instant asOf) {
        Set<TrustAnchor> anchors = new HashSet<>();
        certificates.stream().filter(authority -> authority.getBasicConstraints() >= 0)
                .forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false); // nothing is fetched
            parameters.setDate(Date.from(asOf));
            List<X509Certificate> below = chain.stream().filter(link -> !certificates.contains(link)).toList();
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
