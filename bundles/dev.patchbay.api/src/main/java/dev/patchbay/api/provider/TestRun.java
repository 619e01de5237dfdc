package dev.patchbay.api.provider;

import dev.patchbay.api.Failure;
import org.osgi.annotation.versioning.ProviderType;

/** A test in progress: each step is reported when it ends. Used by one thread. */
@ProviderType
public interface TestRun extends ConnectionContext {

    /** What a step does; to return is to pass. */
    @FunctionalInterface
    interface Action {
        /** Does it, or throws. */
        void run() throws Exception;
    }

    /**
     * Runs one step. After a step failed, later ones are reported as skipped and not run.
     *
     * <p>What the action throws becomes the failure: {@link dev.patchbay.api.ConnectionFailure} as it is; unknown host,
     * refused, reset or timed-out connections and an end of stream are {@code UNREACHABLE}; TLS failures are
     * {@code CERTIFICATE}; anything else is {@code reason}, with a text of the host's own, since an exception's text may
     * hold a secret.
     *
     * @param name a phrase a person reads, such as {@code Log in}
     * @param reason what it means if this step fails for none of the general reasons
     */
    void step(String name, Failure.Reason reason, Action action);

    /** Runs the method's declared {@link Probe}; nothing where it declares none. */
    void probe();
}
