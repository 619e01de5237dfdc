package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connections.AccessTokens;
import dev.patchbay.core.internal.connections.UsableConnections;
import dev.patchbay.core.internal.connections.UsableConnections.Usable;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.HostSyntax;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.HookCall;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.core.internal.tokens.RenewalRun.Wish;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives access tokens: at once while they last, renewing them in the background before they end; where one has ended its
 * callers wait for the one renewal. Thread-safe.
 */
public final class FreshTokens implements AccessTokens {
    private static final long WAIT = Duration.ofSeconds(15).toNanos();
    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final int SWEPT = 200;

    private final Database database;
    private final UsableConnections usable;
    private final Standings standings;
    private final Subjects subjects;
    private final Exchanges exchanges;
    private final TokenSources sources;
    private final Renewals renewals;
    private final RenewalRun run;
    private final SteadyClock clock;

    FreshTokens(
            Database database,
            UsableConnections usable,
            Standings standings,
            Subjects subjects,
            Exchanges exchanges,
            TokenSources sources,
            Renewals renewals,
            RenewalRun run,
            SteadyClock clock) {
        this.database = database;
        this.usable = usable;
        this.standings = standings;
        this.subjects = subjects;
        this.exchanges = exchanges;
        this.sources = sources;
        this.renewals = renewals;
        this.run = run;
        this.clock = clock;
    }

    @Override
    public Issued issue(Usable connection) {
        return issued(standing(connection));
    }

    /** With an access token that lasts still. */
    private Standing standing(Usable connection) {
        long giveUp = System.nanoTime() + WAIT;
        Usable now = connection;
        while (true) {
            Standing standing = standings.get(now.loaded());
            Status status = status(now);
            if (status == Status.PENDING || status == Status.RECONNECT && !outlives(standing)) {
                UsableConnections.requireConnected(now.row());
            }
            if (standing.isGood(clock.millis()) || status == Status.RECONNECT) {
                if (standing.isDue(clock.millis()) && status != Status.RECONNECT) {
                    renewals.start(now);
                }
                return standing;
            }
            Standing renewed = needed(now, standing, giveUp);
            if (renewed != null) {
                return renewed;
            }
            now = usable.find(HostCaller.HOST, now.row().id());
        }
    }

    /** Whether a token goes on being given although its grant has ended. */
    private boolean outlives(Standing standing) {
        return standing.state() == RenewalState.NEEDS_REAUTH && standing.isValid(clock.millis());
    }

    /** Null where it is worth looking again. */
    private @Nullable Standing needed(Usable connection, Standing standing, long giveUp) {
        Outcome outcome;
        try {
            outcome = renewals.await(connection, new Wish.Needed(), Math.max(1, giveUp - System.nanoTime()));
        } catch (ProblemException e) {
            if (standing.isValid(clock.millis())) {
                return standing;
            }
            throw e;
        }
        if (outcome instanceof Outcome.Done done && done.standing().isValid(clock.millis())) {
            return done.standing();
        }
        if (standing.isValid(clock.millis())) {
            return standing;
        }
        if (outcome instanceof Outcome.Busy || outcome instanceof Outcome.Done || outcome instanceof Outcome.Nothing) {
            if (System.nanoTime() > giveUp) {
                throw Renewals.notNow();
            }
            LockSupport.parkNanos(PAUSE);
            return null;
        }
        throw problem(outcome);
    }

    private ProblemException problem(Outcome outcome) {
        if (outcome instanceof Outcome.Dead dead) {
            return new ProblemException(
                    ProblemType.RECONNECT_NEEDED, "The connection must be connected again. " + dead.why());
        }
        if (outcome instanceof Outcome.Later later) {
            String why = later.why() == null ? "" : " " + later.why();
            Duration after = Duration.ofMillis(Math.max(1_000, later.at() - clock.millis()));
            return ProblemException.retryLater(
                    ProblemType.NOT_READY, "The access token could not be renewed." + why, after);
        }
        return Renewals.notNow();
    }

    private static Status status(Usable connection) {
        for (Status status : Status.values()) {
            if (status.word().equals(connection.row().status())) {
                return status;
            }
        }
        return Status.FAILING;
    }

    private static Issued issued(Standing standing) {
        HeldTokens held = standing.held();
        if (held == null) {
            throw new IllegalStateException("there are no tokens");
        }
        return new Issued(
                held.accessToken(), held.expiresAt() == null ? null : Instant.ofEpochMilli(held.expiresAt()));
    }

    @Override
    public Issued renew(Usable connection) {
        long giveUp = System.nanoTime() + WAIT;
        Wish wish = new Wish.Forced(standings.get(connection.loaded()).version());
        while (true) {
            Outcome outcome = renewals.await(connection, wish, Math.max(1, giveUp - System.nanoTime()));
            if (outcome instanceof Outcome.Done done) {
                return issued(done.standing());
            }
            if (outcome instanceof Outcome.Nothing) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "The app gave nothing to renew the access token with.");
            }
            if (!(outcome instanceof Outcome.Busy) || System.nanoTime() > giveUp) {
                throw problem(outcome);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    @Override
    public Map<String, String> sign(Usable connection, RequestSigning.Request request) {
        Grant grant = Grant.parse(connection.row().grant());
        if (!isInside(grant, request.uri())) {
            throw new ProblemException(ProblemType.INVALID, "The request goes to a host outside of the connection's grant.",
                    List.of(new FieldError("url", "host", "Only hosts of the connection's grant are signed for.")));
        }
        if (connection.live().hooks().has(Hook.SIGNING)) {
            return signed(connection, grant, request);
        }
        HeldTokens held = standing(connection).held();
        try (Exchanges.Exchange exchange = exchanges.open(subjects.of(connection, held))) {
            return held == null
                    ? Map.of()
                    : exchange.sign(held.tokens(), request).orElseThrow(() -> new ProblemException(
                            ProblemType.CONFLICT, "The app of this connection wants no signature."));
        } catch (TokenFailure e) {
            throw failed(e);
        }
    }

    /** By the provider itself. */
    private Map<String, String> signed(Usable connection, Grant grant, RequestSigning.Request request) {
        Opened opened = open(connection, usable.openChecked(connection));
        HookCall call = new HookCall(connection.method(), opened.values(), opened.accessToken(), grant);
        try {
            return connection.live().hooks().sign(call, request);
        } catch (ConnectionFailure e) {
            throw Problems.appFailed(e.failure());
        }
    }

    private static boolean isInside(Grant grant, URI uri) {
        int standard = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
        return HostSyntax.host(uri)
                .filter(host -> grant.allows(host, uri.getPort() >= 0 ? uri.getPort() : standard))
                .isPresent();
    }

    @Override
    public Values merged(Usable connection, Values own) {
        try {
            return subjects.merged(connection, own);
        } catch (TokenFailure e) {
            throw failed(e);
        }
    }

    private static ProblemException failed(TokenFailure e) {
        return Problems.appFailed(e.failure());
    }

    @Override
    public Optional<Opened> open(Trial trial) {
        Subject subject = subjects.of(trial);
        return sources.first(trial.live(), subject).map(given -> new Opened(
                with(subject.values(), ChangedValues.storable(trial.live(), trial.method(), trial.values(), given.changed())),
                HeldTokens.accessToken(given.tokens())));
    }

    private static Values with(Values values, Values changed) {
        Map<String, Object> all = new HashMap<>(values.asMap());
        all.putAll(changed.asMap());
        return Values.of(all);
    }

    /** Renews what is due and brings in what waits; to be called every few seconds. */
    public void sweep() {
        clock.settle();
        run.replayAll();
        long now = clock.millis();
        renewals.startDue(database.read(r -> r.dueRenewals(now, SWEPT)));
    }
}
