package dev.patchbay.host.access;

import dev.patchbay.host.store.StoreWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the audit from inside a transaction, so that a change and its entry are durable together. Thread-safe. */
@ProviderType
public interface AuditTrail {

    /**
     * Appends an entry within the caller's transaction.
     *
     * @param action such as {@code bundle.install}
     * @param subject the id it is done to
     * @param account the account it concerns, or null
     * @param detail what else there is to know, by name; never a secret
     */
    void append(
            StoreWriter writer,
            Caller caller,
            String action,
            String subject,
            @Nullable String account,
            Map<String, String> detail);
}
