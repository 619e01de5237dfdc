package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.core.internal.tokens.TokenSources;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What follows a sign-in and goes before storing it: what the app told becomes values, the connection is tested, and the account
 * at the app is compared with the one before. Thread-safe.
 */
final class Landing {
    private static final String UNKNOWN = "an account the app does not name";

    private final StoredBefore before;
    private final Exchanges exchanges;
    private final TokenSources sources;
    private final LongSupplier tokenTime;

    Landing(StoredBefore before, Exchanges exchanges, TokenSources sources, LongSupplier tokenTime) {
        this.before = before;
        this.exchanges = exchanges;
        this.sources = sources;
        this.tokenTime = tokenTime;
    }

    /**
     * Entered values that are the credential themselves: tested.
     *
     * @throws ConnectionFailure where the app told what does not fit
     * @throws ProblemException where the provider cannot be called
     */
    SignedIn test(Prepared prepared) {
        Made made = made(prepared);
        Providers.Meeting meeting = meet(made.prepared(), made.accessToken());
        Values values = Boolean.FALSE.equals(meeting.report().passed())
                ? prepared.values()
                : stored(prepared, made.prepared().values(), meeting.account().captured());
        return new SignedIn(prepared.method().id(), null, values, made.held(meeting.account()), meeting.report(), null);
    }

    /**
     * What the provider's own sign-in came to: tested, and stored whatever the test says.
     *
     * @param told beside what was entered; what is told counts
     * @throws ConnectionFailure where it does not fit
     */
    SignedIn connected(Prepared prepared, Values told) {
        Map<String, Object> all = new TreeMap<>(prepared.values().asMap());
        all.putAll(told.asMap());
        Made made = made(prepared.with(stored(prepared, Values.of(all), Map.of())));
        Providers.Meeting meeting = tryMeet(made.prepared(), made.accessToken());
        Values values = stored(prepared, made.prepared().values(), meeting.account().captured());
        return new SignedIn(prepared.method().id(), null, values, made.held(meeting.account()), meeting.report(), null);
    }

    /** Values with the credential that their provider made of them, where it makes any. */
    private record Made(Prepared prepared, @Nullable Tokens tokens, long sentAt) {
        @Nullable Secret accessToken() {
            return tokens == null ? null : HeldTokens.accessToken(tokens);
        }

        @Nullable HeldTokens held(AppAccount account) {
            return tokens == null
                    ? null
                    : HeldTokens.first(tokens, List.of(), account.id(), account.label(), sentAt);
        }
    }

    private Made made(Prepared prepared) {
        if (!prepared.live().hooks().has(Hook.REFRESH)) {
            return new Made(prepared, null, 0);
        }
        long sentAt = tokenTime.getAsLong();
        try {
            TokenSources.Given given = sources.own(prepared.live(), prepared.subject(List.of(), ""));
            Map<String, Object> all = new TreeMap<>(prepared.values().asMap());
            all.putAll(given.changed().asMap());
            return new Made(prepared.with(Values.of(all)), given.tokens(), sentAt);
        } catch (TokenFailure e) {
            Failure failure = Failures.of(e, prepared.live().definition().label());
            throw new ConnectionFailure(failure.reason(), failure.message());
        }
    }

    /**
     * Tokens, just given.
     *
     * @param sentAt when the request for them was sent, milliseconds since 1970
     * @throws ConnectionFailure where the app told what does not fit
     */
    SignedIn land(Session session, Prepared prepared, Tokens tokens, List<String> requested, long sentAt) {
        Values captured = stored(prepared, prepared.values(), tokens.captured());
        Providers.Meeting meeting = tryMeet(signing(prepared.with(captured), tokens), tokens.accessToken());
        AppAccount account = meeting.account();
        Values values = stored(prepared, captured, account.captured());
        String id = account.id() != null ? account.id() : tokens.subject();
        List<String> granted = tokens.scopes() != null ? tokens.scopes() : account.scopes();
        Tokens known = new Tokens(
                tokens.accessToken(), tokens.tokenSecret(), tokens.refreshToken(), tokens.lifetime(), granted, Map.of(),
                tokens.subject());
        Long end = tokens.lifetime() == null ? null : Long.valueOf(sentAt + tokens.lifetime().toMillis());
        HeldTokens held = new HeldTokens(known, requested, id, account.label(), sentAt, end, 0);
        return new SignedIn(
                prepared.method().id(), prepared.client() == null ? null : prepared.client().id(), values, held, meeting.report(),
                another(before.tokens(session, prepared.live()), id));
    }

    /** The same with a test that is signed, where the app wants that. */
    private Prepared signing(Prepared prepared, Tokens tokens) {
        return CallSigner.isNeeded(prepared.method()) ? prepared.signing(request -> signed(prepared, tokens, request)) : prepared;
    }

    private Map<String, String> signed(Prepared prepared, Tokens tokens, RequestSigning.Request request) {
        try (Exchanges.Exchange exchange = exchanges.open(prepared.subject(List.of(), ""))) {
            return exchange.sign(tokens, request).orElse(Map.of());
        } catch (TokenFailure e) {
            throw new ConnectionFailure(e.failure().reason(), e.failure().message());
        }
    }

    /** What the former account is called, where this is another one or cannot be known to be the same. */
    private static @Nullable String another(@Nullable HeldTokens former, @Nullable String id) {
        if (former == null || former.appAccount() == null || former.appAccount().equals(id)) {
            return null;
        }
        return former.appAccountLabel() == null ? former.appAccount() : former.appAccountLabel();
    }

    /** What an account at the app is called. */
    static String name(@Nullable HeldTokens held) {
        if (held == null || held.appAccount() == null && held.appAccountLabel() == null) {
            return UNKNOWN;
        }
        return Objects.requireNonNullElse(held.appAccountLabel(), String.valueOf(held.appAccount()));
    }

    /** The sign-in is done: what keeps the test from running is shown and loses nothing. */
    private static Providers.Meeting tryMeet(Prepared prepared, @Nullable Secret accessToken) {
        try {
            return meet(prepared, accessToken);
        } catch (ProblemException e) {
            Failure failure = Failures.of(e);
            TestReport report = new TestReport(
                    false, List.of(new TestReport.Step("Call the app", TestReport.Mark.FAILED, failure)));
            return new Providers.Meeting(report, AppAccount.UNKNOWN);
        }
    }

    private static Providers.Meeting meet(Prepared prepared, @Nullable Secret accessToken) {
        Providers.Meeting meeting =
                prepared.live().meet(prepared.method(), prepared.merged(), accessToken, prepared.grant());
        TestReport report = meeting.report();
        return new Providers.Meeting(
                new TestReport(ConnectedRows.passed(report), report.steps()), meeting.account());
    }

    /** Values to be stored: without those good for once, with those the app told, checked as a whole. */
    private static Values stored(Prepared prepared, Values values, Map<String, String> captured) {
        ConnectionMethod method = prepared.method();
        Map<String, Object> all = new TreeMap<>(values.asMap());
        all.keySet().removeIf(name -> method.field(name).filter(f -> f.scope() == Field.Scope.ONE_TIME).isPresent());
        captured.forEach((name, text) -> method.field(name)
                .filter(field -> field.scope() == Field.Scope.CAPTURED && !text.isEmpty())
                .ifPresent(field -> all.put(name, FormInput.value(field, text))));
        ValueRules.Checked checked = ValueRules.checkStored(method, all, "");
        try {
            if (checked.errors().isEmpty()) {
                prepared.with(checked.values()).grant();
                return checked.values();
            }
        } catch (ProblemException e) {
            throw misfit(prepared, e.errors());
        }
        throw misfit(prepared, checked.errors());
    }

    private static ConnectionFailure misfit(Prepared prepared, List<FieldError> errors) {
        String fields = errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", "));
        return new ConnectionFailure(Reason.UNEXPECTED,
                prepared.live().definition().label() + " told something this integration does not expect: " + fields + ".");
    }
}
