package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.ConnectionLookup;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.OAuthRows.TokenRow;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of a renewal, each one transaction: the lease with the noted attempt before anything is sent, and what came of it
 * afterwards. Thread-safe.
 */
final class RenewalLedger {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalLedger.class);
    /** How many leases long an attempt that nobody reported on is left to its sender, who may only be slow. */
    private static final int DOUBT = 4;

    /** Whether somebody may send, and if not why. */
    sealed interface Claim {
        /**
         * This host may send until then.
         *
         * @param repeats whether the same refresh token was sent before and nobody knows what came of it
         */
        record Won(Reply.Attempt attempt, long until, boolean repeats) implements Claim {}

        /** Another has the lease. */
        record Held() implements Claim {}

        /** What was read before is not what is stored now. */
        record Changed() implements Claim {}

        /** Somebody sent this refresh token and never said what came of it. */
        record Doubt(long until) implements Claim {}
    }

    /** Whether a reply could be stored. */
    enum Stored {
        /** It is durable. */
        YES,
        /** There is something newer, or nothing to store it to. */
        OUTDATED
    }

    private final Database database;
    private final ConnectionLookup lookup;
    private final Sealing connections;
    private final TokenSealing tokens;
    private final AuditChain audit;
    private final SteadyClock clock;
    private final RenewalTimes times;
    private final Supplier<Duration> lease;
    private final String holder;

    /**
     * @param holder names this run of this host
     */
    RenewalLedger(
            Database database,
            ConnectionLookup lookup,
            Sealing connections,
            TokenSealing tokens,
            AuditChain audit,
            SteadyClock clock,
            RenewalTimes times,
            Supplier<Duration> lease,
            String holder) {
        this.database = database;
        this.lookup = lookup;
        this.connections = connections;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
        this.times = times;
        this.lease = lease;
        this.holder = holder;
    }

    /** How long a lease lasts, in milliseconds. */
    long lease() {
        return lease.get().toMillis();
    }

    /**
     * Takes the lease and notes what is about to be sent, if all is still as it was read.
     *
     * @param hash SHA-256 of the refresh token that is about to be sent, or null
     */
    Claim claim(ConnectionRow row, Standing read, byte @Nullable [] hash) {
        String id = row.id();
        return lookup.write(id, w -> {
            long now = clock.millis();
            OptionalLong fence = w.takeLease(id, holder, now, now + lease());
            if (fence.isEmpty()) {
                return w.findConnection(id).isPresent() ? new Claim.Held() : new Claim.Changed();
            }
            RenewalRow renewal = w.findRenewal(id).orElseThrow();
            boolean same = w.findConnection(id).filter(c -> c.version() == row.version()).isPresent()
                    && w.findTokens(id).map(TokenRow::version).orElse(0L) == read.version();
            if (!same) {
                w.updateRenewal(Renewal.of(renewal).released());
                return new Claim.Changed();
            }
            long doubt = doubtUntil(renewal, read, hash, now);
            if (doubt > now) {
                w.updateRenewal(Renewal.of(renewal).state(RenewalState.BACKOFF, LOST).dueAt(doubt).released());
                return new Claim.Doubt(doubt);
            }
            Renewal next = Renewal.of(renewal).attempt(hash, now);
            boolean revived = RenewalState.of(renewal.state()) == RenewalState.NEEDS_REAUTH;
            w.updateRenewal((revived ? next.state(RenewalState.ACTIVE, null) : next).row());
            boolean repeats = hash != null && Arrays.equals(hash, renewal.attempt());
            return new Claim.Won(new Reply.Attempt(fence.getAsLong(), hash, now), now + lease(), repeats);
        });
    }

    static final String LOST = Failure.Reason.UNREACHABLE.name() + "\nThe answer to a renewal was lost.";

    /**
     * Until when not to send this refresh token, since somebody did and may still report. Where the app was seen to take a
     * refresh token more than once there is no doubt; elsewhere the question may cost the access token, so it waits for its end.
     */
    private long doubtUntil(RenewalRow renewal, Standing read, byte @Nullable [] hash, long now) {
        HeldTokens held = read.held();
        if (hash == null || held == null || held.mayRepeat() || renewal.attemptedAt() == null
                || !Arrays.equals(hash, renewal.attempt())) {
            return 0;
        }
        long senders = renewal.attemptedAt() + DOUBT * lease();
        return read.isValid(now) && held.expiresAt() != null ? Math.max(senders, held.expiresAt()) : senders;
    }

    /** Whether the lease is still this one's, with time left to wait for an answer. */
    boolean isHeld(String id, Claim.Won claim, long wait) {
        boolean same = database.read(r -> r.findRenewal(id))
                .filter(renewal -> renewal.fence() == claim.attempt().fence()).isPresent();
        return same && clock.millis() + wait <= claim.until();
    }

    /** Takes back an attempt that was noted and never sent, so that nobody waits for its answer. */
    void withdraw(String id, Claim.Won claim) {
        lookup.write(id, w -> {
            RenewalRow renewal = w.findRenewal(id).orElse(null);
            if (renewal == null || !claim.attempt().isStored(renewal.attempt(), renewal.attemptedAt())) {
                return false;
            }
            Renewal next = Renewal.of(renewal).attempt(null, null).dueAt(clock.millis());
            return w.updateRenewal(renewal.fence() == claim.attempt().fence() ? next.released() : next.row());
        });
    }

    /**
     * Stores a reply where the tokens are still those it follows and nobody has sent anything since: also after the lease, so
     * that a host which was frozen brings in what it got.
     */
    Stored store(Reply reply) {
        String id = reply.connection();
        return lookup.write(id, w -> {
            RenewalRow renewal = w.findRenewal(id).orElse(null);
            ConnectionRow row = w.findConnection(id).orElse(null);
            Reply.Attempt attempt = reply.attempt();
            if (row == null || renewal == null || !attempt.isStored(renewal.attempt(), renewal.attemptedAt())
                    || RenewalState.of(renewal.state()) == RenewalState.NEEDS_REAUTH) {
                return Stored.OUTDATED;
            }
            Values changed = changed(row, reply);
            if (changed == null || !w.putTokens(reply.row(), reply.former())) {
                return Stored.OUTDATED;
            }
            Renewal next = Renewal.of(renewal).attempt(null, null).failures(0)
                    .state(RenewalState.ACTIVE, null).dueAt(reply.dueAt());
            w.updateRenewal(renewal.fence() == attempt.fence() ? next.released() : next.row());
            rewrite(w, row, reply, changed);
            return Stored.YES;
        });
    }

    /** The values that came with the tokens; null where they are not what was sealed. */
    private @Nullable Values changed(ConnectionRow row, Reply reply) {
        try {
            return reply.changed() == null || row.payload().length == 0
                    ? Values.empty()
                    : tokens.openChanged(row, reply.changed(), reply.row().version());
        } catch (VaultException e) {
            LOG.error("the renewed tokens of {} that waited were changed outside of the host and are not used", row.id());
            return null;
        }
    }

    /** The connection works again, and has the values that came with the tokens. */
    private void rewrite(StoreWriter w, ConnectionRow row, Reply reply, Values changed) {
        Map<String, String> detail = new HashMap<>(Map.of("version", String.valueOf(reply.row().version())));
        RowDraft draft = RowDraft.after(row, clock.millis());
        boolean revived = row.status().equals(Status.FAILING.word()) || row.status().equals(Status.RECONNECT.word());
        if (revived) {
            draft.status(Status.READY.word(), null);
        }
        if (!changed.asMap().isEmpty()) {
            detail.put("fields", String.join(" ", changed.asMap().keySet()));
        }
        if (revived || !changed.asMap().isEmpty()) {
            update(w, row, draft, changed);
            w.noteChanged(row.id(), changed.asMap().keySet());
        }
        audit.append(w, HostCaller.HOST, "connection.refresh", row.id(), row.account(), detail);
    }

    /** Notes that it failed; the tokens stay. Returns when to try again, or null for never. */
    @Nullable Long fail(ConnectionRow connection, Standing read, Claim.Won claim, RenewalFailure failure) {
        return lookup.write(connection.id(), w -> {
            RenewalRow renewal = w.findRenewal(connection.id()).orElse(null);
            ConnectionRow row = w.findConnection(connection.id()).orElse(null);
            if (row == null || renewal == null || renewal.fence() != claim.attempt().fence()) {
                return null;
            }
            long now = clock.millis();
            int failures = renewal.failures() + 1;
            Long due = failure.state() == RenewalState.NEEDS_REAUTH ? null : due(read, failures, failure.wish(), now);
            Renewal next = Renewal.of(renewal).failures(failures).state(failure.state(), failure.stored()).dueAt(due);
            w.updateRenewal((failure.inDoubt() ? next : next.attempt(null, null)).released());
            note(w, row, renewal, failure, read.isValid(now));
            return due;
        });
    }

    /** Not later than the end of the token, where the app has no wish. */
    private long due(Standing read, int failures, @Nullable Duration wish, long now) {
        long due = now + times.delay(failures, wish);
        Long end = read.held() == null ? null : read.held().expiresAt();
        return wish == null && end != null && end > now && end < due ? end : due;
    }

    private void note(StoreWriter w, ConnectionRow row, RenewalRow before, RenewalFailure failure, boolean valid) {
        Status status = failure.status(valid);
        boolean changes = status != null && !row.status().equals(status.word());
        if (changes) {
            restate(w, row, status, failure.sentence());
        }
        if (changes || RenewalState.of(before.state()) != failure.state()) {
            Map<String, String> detail = new HashMap<>(Map.of(
                    "reason", failure.reason().name(), "message", failure.sentence(), "advice", failure.reason().advice()));
            if (!failure.code().isEmpty()) {
                detail.put("code", failure.code());
            }
            audit.append(w, HostCaller.HOST, "connection.refresh-failed", row.id(), row.account(), detail);
        }
    }

    /** Puts the next try off without sending; nothing where somebody has the lease. */
    void postpone(String id, long until) {
        lookup.write(id, w -> {
            Optional<RenewalRow> renewal = taken(w, id);
            renewal.ifPresent(r -> w.updateRenewal(Renewal.of(r).dueAt(until).released()));
            return true;
        });
    }

    /**
     * The same, since nothing sent now would succeed.
     *
     * @param valid whether the access token lasts still
     */
    void postpone(String id, long until, RenewalFailure failure, boolean valid) {
        lookup.write(id, w -> {
            Optional<RenewalRow> renewal = taken(w, id);
            Optional<ConnectionRow> row = w.findConnection(id);
            if (renewal.isPresent() && row.isPresent()) {
                Renewal next = Renewal.of(renewal.get()).state(failure.state(), failure.stored()).dueAt(until);
                w.updateRenewal(next.released());
                note(w, row.get(), renewal.get(), failure, valid);
            }
            return true;
        });
    }

    private Optional<RenewalRow> taken(StoreWriter w, String id) {
        long now = clock.millis();
        return w.takeLease(id, holder, now, now + lease()).isPresent() ? w.findRenewal(id) : Optional.empty();
    }

    private void restate(StoreWriter w, ConnectionRow row, Status status, @Nullable String why) {
        update(w, row, RowDraft.after(row, clock.millis()).status(status.word(), why), Values.empty());
    }

    private void update(StoreWriter w, ConnectionRow row, RowDraft draft, Values changed) {
        if (row.payload().length == 0) {
            w.updateConnection(connections.sealEmpty(draft), row.version());
            return;
        }
        Map<String, Object> values = new HashMap<>(connections.open(connections.load(row)).asMap());
        values.putAll(changed.asMap());
        w.updateConnection(connections.seal(draft, Values.of(values)), row.version());
    }
}
