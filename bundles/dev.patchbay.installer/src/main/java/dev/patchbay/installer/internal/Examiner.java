package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is asked of a jar before it may go near the framework: that it is sound, that it is trusted, and that its name
 * and its providers are its own. Used under the installer's lock.
 */
final class Examiner {
    private final UploadCheck check;
    private final Trust trust;
    private final BundleRecords records;
    private final Clock clock;

    Examiner(UploadCheck check, Trust trust, BundleRecords records, Clock clock) {
        this.check = check;
        this.trust = trust;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Examines what arrived.
     *
     * @param mustBe the symbolic name it must have, or null for any
     * @param mayBeLibrary whether it may have no provider
     * @throws ProblemException with every reason against it
     */
    Candidate examine(Arrival arrival, @Nullable String mustBe, boolean mayBeLibrary) throws IOException {
        CheckedBundle bundle = check.check(arrival.upload().file(), records::findOwner, mustBe, mayBeLibrary);
        Faults faults = new Faults();
        if (!arrival.shipped()) {
            trust.checkAccepting(faults);
        }
        Trusted trusted = judge(bundle, arrival.upload().file(), arrival.upload().digest(), arrival.shipped(), clock.instant(), faults);
        faults.refuseIfAny();
        return new Candidate(bundle, arrival.upload(), trusted);
    }

    /**
     * Examines what was accepted before: by the same rules, and by the policy in force now.
     *
     * @param upload the recorded bytes
     * @param trustedBy by what it was trusted when it was accepted
     * @param acceptedAt when that was
     */
    Candidate examineAgain(Upload upload, String symbolicName, boolean library, String trustedBy, Instant acceptedAt)
            throws IOException {
        CheckedBundle bundle = check.check(upload.file(), records::findOwner, symbolicName, library);
        Faults faults = new Faults();
        Trusted trusted = judge(bundle, upload.file(), upload.digest(), trustedBy.equals(Trusted.SHIPPED), acceptedAt, faults);
        faults.refuseIfAny();
        return new Candidate(bundle, upload, trusted);
    }

    private Trusted judge(CheckedBundle bundle, Path jar, String digest, boolean shipped, Instant asOf, Faults faults)
            throws IOException {
        Trusted trusted = trust.judge(jar, digest, shipped, asOf, faults);
        Optional<String> owner = records.findSigner(bundle.symbolicName());
        if (faults.isEmpty() && owner.isPresent() && !owner.get().equals(trusted.signer())) {
            faults.add("Bundle-SymbolicName", "provider-owned", "The name " + bundle.symbolicName() + " belongs to the key that signed it"
                    + " first (sha256:" + owner.get() + "); this jar is " + (trusted.signer().isEmpty()
                    ? "not signed." : "signed by another one (sha256:" + trusted.signer() + ")."));
        }
        return trusted;
    }
}
