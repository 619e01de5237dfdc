package dev.patchbay.host.connections;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The stored connections. Each method throws {@link dev.patchbay.host.problem.ProblemException}: {@code NOT_FOUND} alike for
 * what is not there and for another account's, {@code INVALID} with every bad field, {@code FORBIDDEN} for a missing scope,
 * {@code NOT_READY} while the host is starting, sealed or without its database. What is returned is durable. Thread-safe.
 */
@ProviderType
public interface ConnectionDirectory {

    /** One page; a cursor of another order is {@code MALFORMED}. */
    Page<ConnectionView> list(Caller caller, ConnectionQuery query);

    /**
     * How many there are of each status and provider; null means any.
     *
     * @param words as in {@link ConnectionQuery}
     */
    ConnectionSummary summary(
            Caller caller, @Nullable String account, @Nullable String provider, @Nullable String words);

    /** One connection, masked. */
    ConnectionView get(Caller caller, String id);

    /** Checks, seals and stores a connection. With an idempotency key, a repeated call gives the first one's answer. */
    ConnectionView create(Caller caller, ConnectionDraft draft, @Nullable Idempotency idempotency);

    /**
     * What {@link #create} would refuse as {@code INVALID}, for a caller that has found faults of its own and wants to report
     * all at once. Authorised alike; stores nothing.
     */
    default List<FieldError> faults(Caller caller, ConnectionDraft draft) {
        return List.of();
    }

    /** Changes label or values. */
    ConnectionView edit(Caller caller, String id, ConnectionEdit edit);

    /** What {@link #edit} would refuse as {@code INVALID}; authorised alike, changes nothing. */
    default List<FieldError> faults(Caller caller, String id, ConnectionEdit edit) {
        return List.of();
    }

    /**
     * Stops all use at once; the connection can be restored until the grace ends.
     *
     * @param force delete although it is in use
     * @param now without grace: its data key is destroyed before this returns
     * @param expectedVersion the version the caller saw, or null for any
     */
    void delete(Caller caller, String id, boolean force, boolean now, @Nullable Long expectedVersion);

    /** Takes back a deletion within its grace. */
    ConnectionView restore(Caller caller, String id);

    /** Hands every connection the caller may see to {@code each}, masked, oldest first; deleted ones are left out. */
    void export(Caller caller, @Nullable String account, Consumer<ConnectionView> each);

    /**
     * What happened to a connection, newest first: its entries of the audit, failures with their reason and what to do.
     * Needs {@code read}.
     */
    Page<Event> events(Caller caller, String id, int limit, @Nullable String cursor);

    /**
     * One thing that happened.
     *
     * @param type such as {@code connection.refresh-failed}
     * @param by what the caller is called
     * @param detail what else there is to know, by name
     * @param count how often, within the minute
     */
    record Event(java.time.Instant at, String type, String by, java.util.Map<String, String> detail, long count) {}
}
