package dev.patchbay.core.internal.tokens;

import dev.patchbay.host.store.OAuthRows.RenewalRow;
import org.jspecify.annotations.Nullable;

/** A renewal's row in the making, under the fence that is stored. For one thread. */
final class Renewal {
    private final RenewalRow before;
    private byte @Nullable [] attempt;
    private @Nullable Long attemptedAt;
    private int failures;
    private @Nullable Long dueAt;
    private String state;
    private @Nullable String failure;

    private Renewal(RenewalRow row) {
        before = row;
        attempt = row.attempt();
        attemptedAt = row.attemptedAt();
        failures = row.failures();
        dueAt = row.dueAt();
        state = row.state();
        failure = row.failure();
    }

    static Renewal of(RenewalRow row) {
        return new Renewal(row);
    }

    Renewal attempt(byte @Nullable [] hash, @Nullable Long at) {
        attempt = hash;
        attemptedAt = at;
        return this;
    }

    Renewal failures(int count) {
        failures = count;
        return this;
    }

    Renewal dueAt(@Nullable Long at) {
        dueAt = at;
        return this;
    }

    /**
     * Another state, and why.
     *
     * @param why the reason word and a sentence, with a line break between, or null
     */
    Renewal state(RenewalState next, @Nullable String why) {
        state = next.word();
        failure = why;
        return this;
    }

    /** The row with its lease as it is. */
    RenewalRow row() {
        return row(before.leaseUntil(), before.holder());
    }

    /** The row without a lease. */
    RenewalRow released() {
        return row(0, "");
    }

    private RenewalRow row(long leaseUntil, String holder) {
        return new RenewalRow(
                before.connection(), before.fence(), leaseUntil, holder, attempt, attemptedAt, failures, dueAt, state, failure);
    }
}
