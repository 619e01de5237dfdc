package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.UsableConnections.Usable;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.core.internal.tokens.RenewalLedger.Claim;
import dev.patchbay.core.internal.tokens.TokenSources.Given;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try to renew, from the lease to the stored tokens. What happens where the host dies or stands still in between is in the
 * decision record on renewals. Thread-safe; one try at a time for a connection is for the caller to see to.
 */
final class RenewalRun {
    private static final Logger LOG = LoggerFactory.getLogger(RenewalRun.class);
    private static final long MOST_WAIT = Duration.ofSeconds(10).toMillis();
    private static final long CONFIRM = Duration.ofMillis(300).toNanos();
    private static final long LOOK_AGAIN = Duration.ofDays(1).toMillis();
    private static final int REREADS = 3;

    /** Why somebody wants tokens. */
    sealed interface Wish {
        /** They will be needed. */
        record Due() implements Wish {}

        /** They are needed now. */
        record Needed() implements Wish {}

        /** Others than these are wanted, whatever their age. */
        record Forced(long version) implements Wish {}
    }

    private final UsableConnections usable;
    private final Standings standings;
    private final Subjects subjects;
    private final TokenSources sources;
    private final RenewalLedger ledger;
    private final TokenSealing sealing;
    private final RenewalTimes times;
    private final SteadyClock clock;
    private final CircuitBreaker breaker;
    private final SpillFolder spill;

    RenewalRun(
            UsableConnections usable,
            Standings standings,
            Subjects subjects,
            TokenSources sources,
            RenewalLedger ledger,
            TokenSealing sealing,
            RenewalTimes times,
            SteadyClock clock,
            CircuitBreaker breaker,
            SpillFolder spill) {
        this.usable = usable;
        this.standings = standings;
        this.subjects = subjects;
        this.sources = sources;
        this.ledger = ledger;
        this.sealing = sealing;
        this.times = times;
        this.clock = clock;
        this.breaker = breaker;
        this.spill = spill;
    }

    /**
     * Tries.
     *
     * @throws ProblemException where the connection cannot be used or the database not be asked
     */
    Outcome run(String id, Wish wish) {
        replay(id);
        for (int i = 0; i < REREADS; i++) {
            Usable found = usable.find(HostCaller.HOST, id);
            Standing read = standings.read(found.loaded());
            Outcome early = settled(found, read, wish);
            Outcome outcome = early == null ? attempt(found, read) : early;
            if (outcome != null) {
                return outcome;
            }
        }
        return new Outcome.Busy();
    }

    /** What a former write left behind goes first. */
    private void replay(String id) {
        Reply waiting = spill.find(id).orElse(null);
        if (waiting != null) {
            ledger.store(waiting);
            spill.drop(waiting);
            standings.forget(id);
        }
    }

    /** Brings in every reply that waits; what the database does not take yet goes on waiting. */
    void replayAll() {
        for (String id : spill.waiting()) {
            try {
                replay(id);
            } catch (ProblemException | StoreException e) {
                LOG.debug("the reply for {} goes on waiting: {}", id, e.getClass().getName());
            }
        }
    }

    /** Where nothing is to be sent: why; else null. */
    private @Nullable Outcome settled(Usable found, Standing read, Wish wish) {
        long now = clock.millis();
        boolean wanted = wish instanceof Wish.Forced forced
                ? read.version() == forced.version()
                : !read.isGood(now) || wish instanceof Wish.Due && read.isDue(now);
        if (!wanted) {
            return new Outcome.Done(read);
        }
        boolean ready = found.row().status().equals(Status.READY.word());
        if (read.state() == RenewalState.NEEDS_REAUTH && !ready) {
            return new Outcome.Dead(String.valueOf(read.failure()));
        }
        if (!(wish instanceof Wish.Forced) && read.isWaiting(now)) {
            return new Outcome.Later(read.dueAt() == null ? now : read.dueAt(), read.failure());
        }
        return null;
    }

    /** Null where what was read is not so any more. */
    private @Nullable Outcome attempt(Usable found, Standing read) {
        Subject subject;
        try {
            subject = subjects.of(found, read.held());
            if (!sources.isRenewable(found.live(), subject, read.held())) {
                return unrenewable(found, read);
            }
        } catch (TokenFailure e) {
            return claimed(found, read, claim -> failed(found, read, claim, e, false));
        }
        String server = server(found, subject, read);
        long closed = breaker.enter(server, clock.millis());
        if (closed > 0) {
            boolean valid = read.isValid(clock.millis());
            Long end = read.held() == null ? null : read.held().expiresAt();
            long next = valid && end != null ? Math.min(closed, end) : closed;
            ledger.postpone(found.row().id(), next, RenewalFailure.SPARED, valid);
            return new Outcome.Later(closed, RenewalFailure.SPARED.sentence());
        }
        try {
            return claimed(found, read, claim -> renew(found, read, claim, subject, server));
        } finally {
            breaker.left(server);
        }
    }

    /** What a provider's own code fails at is that provider's alone, whatever hosts it declares. */
    private static String server(Usable found, Subject subject, Standing read) {
        String server = Subjects.server(subject);
        boolean own = TokenSources.isOfProvider(found.live(), subject, read.held());
        return own ? found.live().definition().id() + ' ' + server : server;
    }

    private interface Claimed {
        Outcome run(Claim.Won claim);
    }

    private @Nullable Outcome claimed(Usable found, Standing read, Claimed work) {
        Claim claim = ledger.claim(found.row(), read, hash(read.held()));
        if (claim instanceof Claim.Won won) {
            return work.run(won);
        }
        if (claim instanceof Claim.Doubt doubt) {
            return new Outcome.Later(doubt.until(), "The answer to a renewal was lost.");
        }
        return claim instanceof Claim.Held ? new Outcome.Busy() : null;
    }

    private static byte @Nullable [] hash(@Nullable HeldTokens held) {
        return held == null || held.tokens().refreshToken() == null
                ? null
                : Frame.sha256(held.tokens().refreshToken().reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** While the token lasts that is no harm. */
    private @Nullable Outcome unrenewable(Usable found, Standing read) {
        if (read.held() == null) {
            return new Outcome.Dead("Nobody has signed in at the app yet.");
        }
        if (read.isValid(clock.millis())) {
            Long end = read.held().expiresAt();
            if (end != null || read.dueAt() != null) {
                ledger.postpone(found.row().id(), end != null ? end : clock.millis() + LOOK_AGAIN);
            }
            return new Outcome.Nothing();
        }
        RenewalFailure failure =
                RenewalFailure.ended("The access token has ended, and the app gave nothing to renew it with.", "");
        return claimed(found, read, claim -> {
            ledger.fail(found.row(), read, claim, failure);
            return new Outcome.Dead(failure.sentence());
        });
    }

    private Outcome renew(Usable found, Standing read, Claim.Won claim, Subject subject, String server) {
        boolean once = TokenSources.isOfProvider(found.live(), subject, read.held());
        boolean lost = false;
        boolean confirmed = false;
        while (true) {
            long wait = Math.min(MOST_WAIT, ledger.lease() / 3);
            if (!ledger.isHeld(found.row().id(), claim, wait)) {
                if (!lost && !confirmed) {
                    ledger.withdraw(found.row().id(), claim);
                }
                return new Outcome.Busy();
            }
            long sentAt = clock.millis();
            try {
                Given given = sources.next(found.live(), subject, read.held(), wait);
                breaker.succeeded(server);
                return store(found, read, claim, given, sentAt);
            } catch (TokenFailure e) {
                report(server, e);
                boolean again = !once
                        && (e.kind() == Kind.LOST && !lost || isEnd(e) && mayConfirm(found, read, lost) && !confirmed);
                if (!again) {
                    return isEnd(e) ? ended(found, read, claim, e, lost) : failed(found, read, claim, e, lost);
                }
                lost |= e.kind() == Kind.LOST;
                confirmed |= isEnd(e);
                if (confirmed) {
                    LockSupport.parkNanos(CONFIRM);
                }
            }
        }
    }

    private static boolean isEnd(TokenFailure e) {
        return e.kind() == Kind.GRANT_ENDED || e.kind() == Kind.DENIED || e.kind() == Kind.EXPIRED;
    }

    /** A single-use token is not asked about twice: the second question would look like theft. */
    private static boolean mayConfirm(Usable found, Standing read, boolean lost) {
        Lifetimes facts = found.method().lifetimes();
        boolean once = facts.isRotating() && facts.reuseSeconds() == 0;
        return !lost && !once && (read.held() == null || read.held().mayRepeat());
    }

    private void report(String server, TokenFailure e) {
        if (e.kind() == Kind.TEMPORARY || e.kind() == Kind.LOST) {
            breaker.failed(server, clock.millis(), e.retryAfter());
        } else if (e.kind() != Kind.REFUSED_HERE) {
            breaker.succeeded(server);
        }
    }

    private Outcome store(Usable found, Standing read, Claim.Won claim, Given given, long sentAt) {
        Tokens fresh = given.tokens();
        HeldTokens next = read.held() == null
                ? HeldTokens.first(fresh, subjects.of(found, null).scopes(), fresh.subject(), null, sentAt)
                : read.held().renewed(fresh, sentAt);
        long version = read.version() + 1;
        Reply reply = new Reply(
                sealing.seal(found.row(), next, version), read.version(), claim.attempt(), times.dueAt(next, found.method().lifetimes()),
                changed(found, given.changed(), version));
        Standing standing = new Standing(next.at(version), RenewalState.ACTIVE, reply.dueAt(), null, sentAt);
        try {
            if (ledger.store(reply) == RenewalLedger.Stored.YES) {
                return new Outcome.Done(standing);
            }
            return new Outcome.Done(standings.read(found.loaded()));
        } catch (ProblemException | StoreException e) {
            spill.keep(reply);
            standings.forget(found.row().id());
            return spill.findDurable(found.row().id()).isPresent()
                    ? new Outcome.Done(standing)
                    : new Outcome.Later(clock.millis() + times.delay(1, null), "The database cannot be used at the moment.");
        }
    }

    private byte @Nullable [] changed(Usable found, Values given, long version) {
        Values changed = ChangedValues.storable(
                found.live(), found.method(), usable.open(found.loaded()), given);
        return changed.asMap().isEmpty() ? null : sealing.sealChanged(found.row(), changed, version);
    }

    /** Somebody else's tokens count more than the app's no to ours: another host may have been faster. */
    private Outcome ended(Usable found, Standing read, Claim.Won claim, TokenFailure e, boolean lost) {
        Standing now = standings.read(found.loaded());
        if (now.version() == read.version()) {
            LockSupport.parkNanos(CONFIRM);
            now = standings.read(found.loaded());
        }
        if (now.version() != read.version()) {
            return new Outcome.Done(now);
        }
        return failed(found, read, claim, e, lost || claim.repeats());
    }

    private Outcome failed(Usable found, Standing read, Claim.Won claim, TokenFailure thrown, boolean lost) {
        RenewalFailure failure = RenewalFailure.of(thrown, lost);
        Long next = ledger.fail(found.row(), read, claim, failure);
        if (failure.state() == RenewalState.NEEDS_REAUTH) {
            return new Outcome.Dead(failure.sentence());
        }
        return new Outcome.Later(next == null ? clock.millis() : next, failure.sentence());
    }
}
