package dev.patchbay.core.internal;

import dev.patchbay.host.state.HostState.Phase;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.vault.VaultException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.IntSupplier;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why the host did not start: for people, and as an exit code for whoever started it (BSD {@code sysexits.h}: 78 configuration,
 * 74 input or output, 70 internal).
 */
record StartFailure(Phase phase, int exit, String sentence) {
    /** The service property with the exit code. */
    static final String EXIT = "patchbay.exit";
    /** The service property with the sentence. */
    static final String MESSAGE = "patchbay.message";

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    static StartFailure of(RuntimeException e) {
        LOG.debug("the host did not start", e);
        if (e instanceof VaultException) {
            return new StartFailure(Phase.SEALED, 78, String.valueOf(e.getMessage()));
        }
        if (e instanceof StoreException || e instanceof UncheckedIOException) {
            return new StartFailure(Phase.STARTING, 74, String.valueOf(e.getMessage()));
        }
        LOG.error("the host did not start: {}", e.getClass().getName());
        return new StartFailure(Phase.STARTING, 70, "The host did not start; the log names the cause.");
    }

    /** Tells the launcher, which prints the sentence and ends the process. */
    void register(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EXIT, exit);
        properties.put(MESSAGE, sentence);
        context.registerService(IntSupplier.class, this::exit, properties);
    }
}
