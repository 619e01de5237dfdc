package dev.patchbay.app.ftp.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A certificate in words for people. Its texts come from the server, so they are cut and cleaned. */
final class CertificateText {
    /** Types of subject alternative names (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;
    private static final int LONGEST = 120;
    private static final int MOST_NAMES = 5;

    private CertificateText() {}

    /** SHA-256 of the whole certificate: upper-case hex with colons. */
    static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }

    /** Whether a fingerprint, as a person enters it, is this certificate's. */
    static boolean matches(String entered, X509Certificate certificate) throws GeneralSecurityException {
        String plain = entered.replace(":", "").toUpperCase(Locale.ROOT);
        return plain.equals(fingerprint(certificate).replace(":", ""));
    }

    /** For whom, by whom, until when. */
    static String describe(X509Certificate certificate) {
        return "made out for " + cut(certificate.getSubjectX500Principal().getName()) + " by "
                + cut(certificate.getIssuerX500Principal().getName()) + ", valid until "
                + certificate.getNotAfter().toInstant().toString().substring(0, 10);
    }

    /** The names a host name check looks at; the subject where there is none. */
    static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            String names = all == null ? "" : all.stream()
                    .filter(n -> n.get(0).equals(DNS_NAME) || n.get(0).equals(IP_ADDRESS))
                    .limit(MOST_NAMES)
                    .map(n -> cut(String.valueOf(n.get(1))))
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? cut(certificate.getSubjectX500Principal().getName()) : names;
        } catch (CertificateParsingException e) {
            return "no readable name";
        }
    }

    private static String cut(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7E]", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
