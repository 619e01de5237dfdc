package dev.patchbay.host.operations;

import dev.patchbay.api.Secret;
import dev.patchbay.host.access.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Backup and keys of a running host. Everything needs {@code admin} and a caller that is not bound to one account. Thread-safe;
 * problems as in {@link dev.patchbay.host.connections.ConnectionDirectory}.
 */
@ProviderType
public interface Maintenance {
    /** Where a backup goes. */
    @FunctionalInterface
    interface Target {
        /**
         * Opens it, when the first byte is ready.
         *
         * @param name what to call the file
         */
        OutputStream open(String name) throws IOException;
    }

    /**
     * The key that wraps new data keys.
     *
     * @param active its id
     * @param createdAt when it was made
     * @param remaining how many data keys are still wrapped by a former one
     * @param sessions how many of those are of connect sessions, which are not wrapped anew: they end by themselves
     */
    record KeyStanding(String active, Instant createdAt, long remaining, long sessions) {}

    /**
     * Writes a sealed copy of the whole database, the same file as that of the command {@code backup}, and closes the target
     * when it is whole; it is not closed otherwise. {@code INVALID} for a passphrase of less than 12 characters or one that no
     * passphrase file can hold; {@code CONFLICT} while another backup is being made. Nothing else is left of it.
     *
     * @throws IOException where the target or the disk fails
     */
    void backup(Caller caller, Secret passphrase, Target target) throws IOException;

    /** How it stands with the keys. */
    KeyStanding keys(Caller caller);

    /** Makes a new key at once; in the background, what former ones wrap is wrapped by it, and they are destroyed. */
    KeyStanding rotateKeys(Caller caller);
}
