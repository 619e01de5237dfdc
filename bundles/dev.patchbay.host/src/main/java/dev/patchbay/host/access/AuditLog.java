package dev.patchbay.host.access;

import dev.patchbay.host.connections.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who did what: a table of the same transaction, chained entry to entry. Thread-safe. */
@ProviderType
public interface AuditLog {

    /**
     * One entry. Immutable; never holds a secret.
     *
     * @param seq its place in the chain
     * @param at when
     * @param caller the caller's id
     * @param callerLabel the caller's label
     * @param address where the request came from; empty inside the JVM
     * @param action such as {@code connection.create}
     * @param subject the id it was done to
     * @param account the account it concerns, or null
     * @param detail what else there is to know, by name
     * @param count how often, within the minute of the entry
     */
    record Entry(
            long seq,
            Instant at,
            String caller,
            String callerLabel,
            String address,
            String action,
            String subject,
            @Nullable String account,
            Map<String, String> detail,
            long count) {}

    /** Which entries; null means any. */
    record Query(@Nullable String account, @Nullable String subject, @Nullable String action, int limit, @Nullable String cursor) {}

    /** What a check of the chain found: how many entries are right, and the first that is not, or -1. */
    record Verification(long checked, long firstBad, String detail) {}

    /** The entries, newest first. */
    Page<Entry> list(Caller caller, Query query);

    /** Checks the whole chain. */
    Verification verify(Caller caller);
}
