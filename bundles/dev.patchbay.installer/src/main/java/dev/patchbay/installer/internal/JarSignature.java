package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Who signed a jar (JAR File Specification, "Signed JAR File"): the one whose signature covers every entry and the headers of
 * the manifest. Immutable.
 *
 * @param chain the signer's certificates, its own first
 */
record JarSignature(List<X509Certificate> chain) {
    private static final Pattern OF_SIGNATURES = Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

    JarSignature {
        chain = List.copyOf(chain);
    }

    /** SHA-256 of the signer's public key, 64 hex digits: what stays when a certificate is renewed. */
    String signer() {
        return HexFormat.of().formatHex(Upload.sha256().digest(chain.get(0).getPublicKey().getEncoded()));
    }

    /**
     * Verifies a jar.
     *
     * @return who signed it; empty where nobody did, or where it is wrong, which is a fault
     */
    static Optional<JarSignature> of(Path jar, Faults faults) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            if (Collections.list(file.entries()).stream().noneMatch(entry -> isSignature(entry.getName()))) {
                return Optional.empty();
            }
            return verified(file, faults);
        } catch (SecurityException e) {
            faults.add("jar", "signature", "The jar was changed after it was signed.");
            return Optional.empty();
        }
    }

    private static boolean isSignature(String name) {
        return OF_SIGNATURES.matcher(name.toUpperCase(Locale.ROOT)).matches() && name.toUpperCase(Locale.ROOT).endsWith(".SF");
    }

    private static Optional<JarSignature> verified(JarFile file, Faults faults) throws IOException {
        Set<CodeSigner> everywhere = null;
        for (JarEntry entry : Collections.list(file.entries())) {
            if (entry.isDirectory() || OF_SIGNATURES.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches()) {
                headersAreCovered(file, entry, faults);
                continue;
            }
            try (InputStream in = file.getInputStream(entry)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            CodeSigner[] signers = entry.getCodeSigners();
            Set<CodeSigner> here = signers == null ? Set.of() : Set.of(signers);
            if (here.isEmpty()) {
                faults.add(entry.getName(), "partly-signed", "This entry is not covered by the jar's signature: sign the whole jar.");
            }
            if (everywhere == null) {
                everywhere = new HashSet<>(here);
            }
            everywhere.retainAll(here);
        }
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (everywhere == null || everywhere.isEmpty()) {
            faults.add("jar", "partly-signed", "No one signer covers every entry: sign the whole jar with one key.");
            return Optional.empty();
        }
        return everywhere.stream().map(signer -> signer.getSignerCertPath().getCertificates().stream()
                .filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast).toList())
                .filter(chain -> !chain.isEmpty()).map(JarSignature::new)
                .min(Comparator.comparing(JarSignature::signer));
    }

    /** Without a digest of them, headers could be changed under a signature that still holds for each entry. */
    private static void headersAreCovered(JarFile file, JarEntry entry, Faults faults) throws IOException {
        if (!isSignature(entry.getName())) {
            return;
        }
        try (InputStream in = file.getInputStream(entry)) {
            boolean covered = new Manifest(in).getMainAttributes().keySet().stream()
                    .anyMatch(name -> name.toString().toLowerCase(Locale.ROOT).endsWith("-digest-manifest-main-attributes"));
            if (!covered) {
                faults.add(entry.getName(), "partly-signed", "The signature does not cover the manifest's headers: sign with jarsigner.");
            }
        }
    }
}
