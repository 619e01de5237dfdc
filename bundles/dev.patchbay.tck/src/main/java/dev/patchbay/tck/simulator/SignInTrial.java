package dev.patchbay.tck.simulator;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.signin.AuthEngines;
import dev.patchbay.core.internal.signin.EngineExchanges;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.core.internal.signin.Exchanges.Exchange;
import dev.patchbay.core.internal.signin.Subject;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.Tokens;
import dev.patchbay.oauth.internal.OAuth1Engine;
import dev.patchbay.oauth.internal.OAuth2Engine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sign-in from its beginning to its end. Of one thread. */
final class SignInTrial {
    static final URI REDIRECT_URI = URI.create("https://patchbay.example/oauth/callback/c1");
    private static final String STATE = "c3RhdGUtb2YtdGhpcy10cmlhbA";
    /** How far a lifetime may be off: it is measured between two moments. */
    private static final Duration OFF = Duration.ofSeconds(5);

    private final TrialLogin login;
    private final AppSimulator app;
    private final SimulatedPerson person;
    private final Exchanges exchanges;

    SignInTrial(TrialLogin login, AppSimulator app, SimulatedPerson person) {
        this.login = login;
        this.app = app;
        this.person = person;
        AuthEngines engines = new AuthEngines();
        engines.add("oauth2", new OAuth2Engine());
        engines.add("oauth1", new OAuth1Engine());
        this.exchanges = new EngineExchanges(engines, login::egress);
    }

    void run() throws IOException {
        Tokens tokens = signIn();
        login.keep(tokens.captured());
        login.requireCaptured(Column.REDIRECT_CAPTURES);
        login.requireCaptured(Column.REPLY_CAPTURES);
        requireLifetime(tokens);
        requireScopes(tokens);
        use(tokens);
        tokens = renewals(tokens);
        revoke(tokens);
    }

    private Exchange open() {
        List<String> scopes = login.method().auth() instanceof OAuth2 oauth ? Grants.requested(oauth, login.values()) : List.of();
        return exchanges.open(new Subject(login.method(), login.values(), login.grant(), Set.of(), scopes, REDIRECT_URI, STATE));
    }

    private Tokens signIn() throws IOException {
        SignIn next;
        try (Exchange exchange = open()) {
            next = exchange.begin();
        }
        if (next instanceof SignIn.Redirect redirect) {
            Map<String, List<String>> answer = person.allow(redirect.to());
            try (Exchange exchange = open()) {
                next = exchange.resume(redirect.state(), answer);
            }
            requireUsedUp(redirect, answer);
        }
        if (next instanceof SignIn.Done done) {
            return done.tokens();
        }
        throw login.failed("the sign-in did not come to its end");
    }

    /** A code is good once; the app's error must be understood, and is no reason to try again. */
    private void requireUsedUp(SignIn.Redirect redirect, Map<String, List<String>> answer) {
        try (Exchange exchange = open()) {
            exchange.resume(redirect.state(), answer);
        } catch (TokenFailure e) {
            if (e.kind() == TokenFailure.Kind.LOST || e.kind() == TokenFailure.Kind.TEMPORARY) {
                throw login.failed("a refused code is taken for an accident: " + e.getMessage());
            }
            return;
        }
        throw login.failed("a code was accepted twice");
    }

    private void requireScopes(Tokens tokens) {
        Set<String> granted = Set.copyOf(tokens.scopes() == null ? List.of() : tokens.scopes());
        Set<String> told = app.facts().pairs(Column.REPLY).containsKey("scope") ? Set.copyOf(app.facts().words(Column.SCOPES)) : Set.of();
        if (!granted.equals(told)) {
            throw login.failed("the granted scopes are thought to be " + granted + ", the app says " + told);
        }
    }

    private void requireLifetime(Tokens tokens) {
        int seconds = app.facts().number(Column.EXPIRY_SECONDS);
        Duration told = tokens.lifetime();
        boolean right = seconds == 0 ? told == null
                : told != null && told.minusSeconds(seconds).abs().compareTo(OFF) <= 0;
        if (!right) {
            throw login.failed("the token is said to last " + (told == null ? "nobody knows how long" : told.toSeconds() + " s")
                    + ", by the facts " + (seconds == 0 ? "nobody knows" : seconds + " s"));
        }
    }

    private void use(Tokens tokens) {
        login.sign(request -> {
            try (Exchange exchange = open()) {
                return exchange.sign(tokens, request).orElseThrow();
            }
        });
        login.requireWorks(tokens.accessToken());
        if (login.sendsToken()) {
            login.requireRejected("a wrong access token", login.values(), Secret.of("wrong"));
        }
    }

    /** Twice: the second time with what the first one left. */
    private Tokens renewals(Tokens first) {
        boolean renews = !app.facts().cell(Column.REFRESH).isEmpty() && !app.facts().is(Column.REFRESH, "none");
        Tokens tokens = first;
        for (int i = 0; i < 2; i++) {
            try (Exchange exchange = open()) {
                if (exchange.isRenewable(tokens) != renews) {
                    throw login.failed(renews ? "the tokens are not renewable" : "the tokens are thought to be renewable");
                }
                if (renews) {
                    tokens = exchange.renew(tokens);
                }
            }
            if (renews) {
                requireLifetime(tokens);
                use(tokens);
            }
        }
        return tokens;
    }

    private void revoke(Tokens tokens) {
        boolean revokes = !app.facts().cell(Column.REVOKE_URL).isEmpty();
        Secret access = tokens.accessToken();
        try (Exchange exchange = open()) {
            boolean told = exchange.revoke(tokens);
            if (told != revokes || told && app.honours(access.reveal())) {
                throw login.failed(revokes ? "the app was not told to forget the tokens" : "the app has no place to give tokens up");
            }
        }
    }
}
