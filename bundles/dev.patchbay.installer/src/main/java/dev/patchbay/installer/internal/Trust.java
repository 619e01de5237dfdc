package dev.patchbay.installer.internal;

import dev.patchbay.declaration.DeclarationBundle;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.host.install.InstallPolicy;
import dev.patchbay.installer.internal.InstallSettings.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The policy in force: what makes a bundle trusted, at its upload and at every start. The files with digests and certificates
 * are read for each question, so that what the operator adds or removes counts at once. Used under the installer's lock, but
 * for {@link #policy}.
 */
final class Trust {
    private final InstallSettings settings;

    Trust(InstallSettings settings) {
        this.settings = settings;
    }

    /** The policy, and what an operator should know of it. */
    InstallPolicy policy() {
        String word = settings.trust().word();
        return switch (settings.trust()) {
            case OPEN -> settings.loopback()
                    ? new InstallPolicy(word, true, "Any bundle that passes the checks is installed: the host listens on loopback alone.")
                    : new InstallPolicy(word, false, "The host can be reached from other machines, so that nothing but what it was shipped"
                            + " with is installed while install.trust is open: set install.trust to digest or signed.");
            case DIGEST -> new InstallPolicy(word, settings.digests() != null, settings.digests() == null
                    ? "Nothing is pinned: name a file of SHA-256 digests in install.digests."
                    : "Bundles are installed whose SHA-256 stands in install.digests, and those the host was shipped with.");
            case SIGNED -> new InstallPolicy(word, settings.trustStore() != null, settings.trustStore() == null
                    ? "No signer is trusted: name a file of PEM certificates in install.trust-store."
                    : "Bundles are installed that a certificate in install.trust-store signed, and those the host was shipped with.");
        };
    }

    /** Collects why nothing from outside of the program can be installed now. */
    void checkAccepting(Faults faults) {
        InstallPolicy policy = policy();
        if (!policy.accepting()) {
            faults.add("install.trust", "trust", policy.detail());
        }
    }

    /**
     * Decides on a jar that passed the checks; what is returned counts only if there is no fault.
     *
     * @param shipped whether it comes from the program's own folder
     * @param asOf when the signer's certificate must be valid
     */
    Trusted judge(Path jar, String digest, boolean shipped, Instant asOf, Faults faults) throws IOException {
        Optional<JarSignature> signature = JarSignature.of(jar, faults);
        String signer = signature.map(JarSignature::signer).orElse("");
        if (shipped) {
            return new Trusted(Trusted.SHIPPED, signer);
        }
        if (settings.trust() == Policy.DIGEST) {
            checkPinned(jar, digest, faults);
        } else if (settings.trust() == Policy.SIGNED && faults.isEmpty()) {
            checkSigner(signature, asOf, faults);
        }
        return new Trusted(settings.trust().word(), signer);
    }

    private void checkPinned(Path jar, String digest, Faults faults) throws IOException {
        Path file = settings.digests();
        try {
            List<String> pinned = file == null ? List.of() : List.copyOf(PinnedDigests.read(file).digests());
            if (!pinned.contains(digest) && ofDeclaration(jar).filter(pinned::contains).isEmpty()) {
                faults.add("jar", "not-pinned", "Its SHA-256 " + digest + " is not pinned: if you trust it, add a line with it to the"
                        + " file named in install.digests.");
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add("install.digests", "trust", "The file of pinned digests cannot be read: correct what install.digests names.");
        }
    }

    /** The digest of the declaration that a bundle was made of, where it is nothing but that declaration wrapped. */
    private static Optional<String> ofDeclaration(Path jar) throws IOException {
        try (JarContent content = new JarContent(jar)) {
            List<String> files = content.names().stream().filter(name -> name.endsWith(Declarations.SUFFIX)).toList();
            byte[] text = files.size() == 1 ? content.find(files.get(0)).orElse(null) : null;
            boolean wrapped = text != null && Arrays.equals(DeclarationBundle.wrap(files.get(0), text), Files.readAllBytes(jar));
            return wrapped ? Optional.of(HexFormat.of().formatHex(Upload.sha256().digest(text))) : Optional.empty();
        } catch (DeclarationException e) {
            return Optional.empty();
        }
    }

    private void checkSigner(Optional<JarSignature> signature, Instant asOf, Faults faults) {
        if (signature.isEmpty()) {
            faults.add("jar", "unsigned", "The jar is not signed: sign it with jarsigner and a key whose certificate is in"
                    + " install.trust-store. A declaration by itself goes into a bundle first.");
            return;
        }
        Path file = settings.trustStore();
        try {
            String why = file == null ? "No certificate is trusted." : TrustStore.read(file).whyNot(signature.get().chain(), asOf);
            if (!why.isEmpty()) {
                faults.add("jar", "signer",
                        why + " If you trust the signer, add the certificate to the file named in install.trust-store.");
            }
        } catch (IOException | GeneralSecurityException e) {
            faults.add("install.trust-store", "trust", "The certificates cannot be read: correct what install.trust-store names.");
        }
    }
}
