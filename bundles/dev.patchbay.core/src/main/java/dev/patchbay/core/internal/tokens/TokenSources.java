package dev.patchbay.core.internal.tokens;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider.Renewed;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.connections.Availability;
import dev.patchbay.core.internal.connections.SignIns;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.HookCall;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where tokens come from: the provider where it renews them itself, else the engine of the method's kind. The first ones of
 * an OAuth method are the engine's in any case. Thread-safe.
 */
public final class TokenSources {
    /** The refresh token among the values of a provider that renews. */
    static final String REFRESH_TOKEN = "refreshToken";

    private final Exchanges exchanges;
    private final SteadyClock clock;
    private final ScheduledExecutorService deadlines;

    /**
     * What came.
     *
     * @param changed values of the connection that changed with it, not checked yet
     */
    public record Given(Tokens tokens, Values changed) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    TokenSources(Exchanges exchanges, SteadyClock clock, ScheduledExecutorService deadlines) {
        this.exchanges = exchanges;
        this.clock = clock;
        this.deadlines = deadlines;
    }

    /** Whether the provider is asked, and not an engine. */
    static boolean isOfProvider(Providers.Live live, Subject subject, @Nullable HeldTokens held) {
        boolean own = held != null || !Availability.needsEngine(subject.method());
        return own && Availability.hasTokens(live, subject.method()) && live.hooks().has(Hook.REFRESH);
    }

    /** Whether tokens can be had without a person; throws as {@link #next}. */
    boolean isRenewable(Providers.Live live, Subject subject, @Nullable HeldTokens held) {
        if (isOfProvider(live, subject, held)) {
            return true;
        }
        if (!Availability.needsEngine(subject.method())) {
            return false;
        }
        try (Exchanges.Exchange exchange = exchanges.open(subject)) {
            return held == null ? !exchange.needsPerson() : exchange.isRenewable(held.tokens());
        }
    }

    /**
     * The tokens after these, or the first.
     *
     * @param wait how long to wait for them, milliseconds
     * @throws TokenFailure where there are none
     */
    Given next(Providers.Live live, Subject subject, @Nullable HeldTokens held, long wait) {
        if (isOfProvider(live, subject, held)) {
            return renewed(live, subject, held, Duration.ofMillis(wait));
        }
        try (Exchanges.Exchange exchange = open(subject)) {
            ScheduledFuture<?> deadline = RunningTime.limit(deadlines, TimeUnit.MILLISECONDS.toNanos(wait), exchange::close);
            try {
                return new Given(held == null ? begun(exchange) : exchange.renew(held.tokens()), Values.empty());
            } finally {
                deadline.cancel(false);
            }
        }
    }

    private static Tokens begun(Exchanges.Exchange exchange) {
        if (exchange.begin() instanceof SignIn.Done signedIn) {
            return signedIn.tokens();
        }
        throw failed(Kind.LOST, new Failure(Reason.UNEXPECTED, "The app wants somebody to sign in where nobody should."));
    }

    /**
     * Tokens for values that are not stored; empty where a person has to sign in first.
     *
     * @throws TokenFailure where there are none
     */
    Optional<Given> first(Providers.Live live, Subject subject) {
        if (isOfProvider(live, subject, null)) {
            return SignIns.needPerson(subject.method())
                    ? Optional.empty()
                    : Optional.of(renewed(live, subject, null, null));
        }
        if (!Availability.needsEngine(subject.method())) {
            return Optional.empty();
        }
        try (Exchanges.Exchange exchange = exchanges.open(subject)) {
            return exchange.needsPerson() || !(exchange.begin() instanceof SignIn.Done done)
                    ? Optional.empty()
                    : Optional.of(new Given(done.tokens(), Values.empty()));
        }
    }

    /**
     * A credential of a provider that makes it itself, from values that a person entered or signed in with just
     * now; what changed with it may be stored.
     *
     * @throws TokenFailure where there is none
     */
    public Given own(Providers.Live live, Subject subject) {
        Given given = renewed(live, subject, null, null);
        return new Given(
                given.tokens(), ChangedValues.storable(live, subject.method(), subject.values(), given.changed()));
    }

    /** Where there is no way out nothing was sent. */
    private Exchanges.Exchange open(Subject subject) {
        try {
            return exchanges.open(subject);
        } catch (ProblemException e) {
            throw notCalled(e);
        }
    }

    private Given renewed(
            Providers.Live live, Subject subject, @Nullable HeldTokens held, @Nullable Duration atMost) {
        HookCall call = new HookCall(
                subject.method(), values(subject, held), held == null ? null : held.accessToken(), subject.grant());
        long sentAt = clock.millis();
        try {
            return given(subject, live.hooks().renew(atMost == null ? call : call.within(atMost)), sentAt);
        } catch (ConnectionFailure e) {
            throw failed(kind(e.reason()), e.failure());
        } catch (ProblemException e) {
            throw notCalled(e);
        }
    }

    /** The provider gets the refresh token as a value; a declared field of that name is the author's own. */
    static Values values(Subject subject, @Nullable HeldTokens held) {
        Secret refresh = held == null ? null : held.tokens().refreshToken();
        if (refresh == null) {
            return subject.values();
        }
        Map<String, Object> all = new TreeMap<>(subject.values().asMap());
        if (subject.method().field(REFRESH_TOKEN).isEmpty()) {
            all.put(REFRESH_TOKEN, refresh);
        }
        return Values.of(all);
    }

    private static Given given(Subject subject, Renewed renewed, long sentAt) {
        Secret access = renewed.accessToken();
        if (access == null && Availability.needsEngine(subject.method())) {
            throw useless("no access token");
        }
        Duration lifetime = renewed.expiresAt() == null
                ? null
                : Duration.ofMillis(renewed.expiresAt().toEpochMilli() - sentAt);
        if (lifetime != null && (lifetime.isNegative() || lifetime.isZero())) {
            throw useless("a credential that has ended already");
        }
        Tokens tokens = new Tokens(
                access == null ? HeldTokens.NO_ACCESS_TOKEN : access, null, renewed.refreshToken(), lifetime, null, Map.of(), null);
        return new Given(tokens, renewed.changed());
    }

    private static TokenFailure useless(String what) {
        return failed(Kind.LOST, new Failure(Reason.UNEXPECTED, "The integration answered something of no use: " + what + "."));
    }

    /** What the provider knows is passed on; of what it does not, the app may have acted. */
    private static Kind kind(Reason reason) {
        return switch (reason) {
            case CREDENTIALS_REJECTED, DECLINED -> Kind.GRANT_ENDED;
            case CLIENT_MISCONFIGURED -> Kind.CLIENT_REFUSED;
            case REMOTE_ERROR, RATE_LIMITED -> Kind.TEMPORARY;
            case UNREACHABLE, UNEXPECTED -> Kind.LOST;
            case INVALID_INPUT, PERMISSION_MISSING, CERTIFICATE, EGRESS_REFUSED -> Kind.REFUSED_HERE;
        };
    }

    private static TokenFailure notCalled(ProblemException e) {
        return new TokenFailure(Kind.TEMPORARY, new Failure(Reason.UNREACHABLE, e.detail()), "", e.retryAfter());
    }

    private static TokenFailure failed(Kind kind, Failure failure) {
        return new TokenFailure(kind, failure, "", null);
    }
}
