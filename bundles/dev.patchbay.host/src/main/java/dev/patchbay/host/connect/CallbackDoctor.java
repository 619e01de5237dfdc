package dev.patchbay.host.connect;

import dev.patchbay.host.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Finds out whether apps can send people back: the host asks itself through its public URL. Thread-safe. */
@ProviderType
public interface CallbackDoctor {
    /** A check: what of ({@code scheme, host, port, prefix}), whether it holds, and what to change where it does not. */
    record Check(String name, boolean passed, String detail) {}

    /** The checks, and the URL they were made with. */
    record Diagnosis(String publicUrl, boolean healthy, List<Check> checks) {}

    /** Asks. Needs the scope {@code admin}. */
    Diagnosis diagnose(Caller caller);

    /**
     * What the callback servlet answers to the doctor's own request: how it arrived. Empty for a nonce that is not asked for now.
     *
     * @param nonce the last part of the path
     * @param arrived {@code scheme, host, port, path} as the servlet sees them, with {@code X-Forwarded-*} as sent
     */
    Optional<String> echo(String nonce, Map<String, String> arrived);
}
