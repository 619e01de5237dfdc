package dev.patchbay.api.files;

import dev.patchbay.api.provider.ConnectionContext;
import org.osgi.annotation.versioning.ConsumerType;

/** Mixed into a {@link dev.patchbay.api.provider.ConnectionProvider} whose connections move files. Must be thread-safe. */
@ConsumerType
public interface FileTransfer {

    /**
     * Logs in and gives a session for one operation. Sockets come from the context and are closed by the host when the call
     * ends, is cancelled or makes no progress.
     *
     * @throws dev.patchbay.api.ConnectionFailure for a known failure
     * @throws Exception for any other; the host maps it as in {@link dev.patchbay.api.provider.TestRun#step}
     */
    FileSession open(ConnectionContext context) throws Exception;
}
