package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.OAuth2.Renewal;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import dev.patchbay.host.auth.Tokens;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests that end in tokens: first ones, renewed ones, and giving them up. Of one thread, as its call. */
final class TokenRequest {
    private static final TokenReply EXPIRY = TokenReply.STANDARD.expiry("exp", TokenReply.Expiry.EPOCH_SECONDS);
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final OAuth2Call call;
    private final Endpoints endpoints;
    private final Assertions assertions;
    private final BackChannel channel;
    private final Answers answers;
    private final Clock clock;

    TokenRequest(OAuth2Call call, Endpoints endpoints, Assertions assertions, Clock clock) {
        this.call = call;
        this.endpoints = endpoints;
        this.assertions = assertions;
        this.channel = new BackChannel(call, new ClientIdentification(assertions));
        this.answers = new Answers(call, clock);
        this.clock = clock;
    }

    /** Tokens for a code or a device code. */
    Tokens first(URI endpoint, Parameters parameters) {
        Instant sentAt = clock.instant();
        HttpReply reply = channel.send(endpoint, parameters, call.auth().tokenParams(), endpoint);
        return read(Leg.TOKEN, endpoint, reply, sentAt);
    }

    /** Tokens for a grant without a person: client credentials (RFC 6749 section 4.4), an assertion (RFC 7523 section 2.1). */
    Tokens withoutPerson() {
        URI endpoint = endpoints.token();
        Parameters parameters = new Parameters(call.auth(), Leg.TOKEN);
        switch (call.auth().grant()) {
            case CLIENT_CREDENTIALS -> parameters.standard("grant_type", "client_credentials");
            case EXTENSION -> parameters.standard("grant_type", call.auth().grantType());
            case JWT_BEARER -> parameters.standard("grant_type", JWT_BEARER)
                    .standard("assertion", assertions.grant(call, endpoint.toString()));
            case AUTHORIZATION_CODE, DEVICE_CODE -> throw new IllegalStateException("somebody has to sign in");
        }
        return first(endpoint, parameters.standard("scope", call.scope()));
    }

    /** Whether there is a way to renew these. */
    boolean isRenewable(Tokens held) {
        return switch (call.auth().renewal()) {
            case NONE -> false;
            case EXTEND_ACCESS_TOKEN -> true;
            case STANDARD -> !call.hasPerson() || held.refreshToken() != null;
        };
    }

    /** New tokens for old ones, as declared (RFC 6749 section 6). */
    Tokens renewed(Tokens held) {
        call.secrets().add(held.accessToken().reveal());
        call.know("accessToken", held.accessToken().reveal());
        if (!isRenewable(held)) {
            throw new TokenFailure(Kind.GRANT_ENDED, new Failure(Reason.CREDENTIALS_REJECTED,
                    "The app gave nothing to renew this login with. Connect again."), "", null);
        }
        if (call.auth().renewal() == Renewal.EXTEND_ACCESS_TOKEN) {
            return kept(held, extended());
        }
        return kept(held, call.hasPerson() ? refreshed(held) : withoutPerson());
    }

    private Tokens refreshed(Tokens held) {
        String refreshToken = held.refreshToken() == null ? "" : held.refreshToken().reveal();
        call.secrets().add(refreshToken);
        URI endpoint = endpoints.refresh();
        Parameters parameters = new Parameters(call.auth(), Leg.REFRESH)
                .standard("grant_type", "refresh_token").standard("refresh_token", refreshToken);
        Instant sentAt = clock.instant();
        HttpReply reply = channel.send(endpoint, parameters, call.auth().refreshParams(), endpoint);
        return read(Leg.REFRESH, endpoint, reply, sentAt);
    }

    private Tokens extended() {
        URI endpoint = endpoints.refresh();
        Parameters parameters = new Parameters(call.auth(), Leg.REFRESH).declared(call.auth().refreshParams(), call);
        Instant sentAt = clock.instant();
        HttpReply reply = channel.extend(endpoint, parameters);
        return read(Leg.REFRESH, endpoint, reply, sentAt);
    }

    /** Revokes the refresh token and the access token (RFC 7009 section 2.1); one the app does not know is revoked already. */
    boolean revoked(Tokens held) {
        Optional<URI> endpoint = endpoints.revoke();
        if (endpoint.isEmpty()) {
            return false;
        }
        call.secrets().add(held.accessToken().reveal());
        if (held.refreshToken() != null) {
            call.secrets().add(held.refreshToken().reveal());
            revoke(endpoint.get(), held.refreshToken().reveal(), "refresh_token");
        }
        revoke(endpoint.get(), held.accessToken().reveal(), "access_token");
        return true;
    }

    private void revoke(URI endpoint, String token, String hint) {
        Parameters parameters = new Parameters(call.auth(), Leg.REVOKE).standard("token", token).standard("token_type_hint", hint);
        HttpReply reply = channel.send(endpoint, parameters, Map.of(), audience(endpoint));
        try {
            answers.accept(Leg.REVOKE, endpoint.getHost(), reply);
        } catch (TokenFailure e) {
            /* RFC 7009 section 2.2.1: an app need not be able to revoke access tokens */
            boolean known = e.kind() != Kind.GRANT_ENDED && !e.code().equals("unsupported_token_type");
            if (known) {
                throw e;
            }
        }
    }

    /** Assertions are made out to the token endpoint wherever they go (RFC 7523 section 3, number 3). */
    private URI audience(URI fallback) {
        return call.url(call.auth().tokenUrl()).orElse(fallback);
    }

    private Tokens read(Leg leg, URI endpoint, HttpReply reply, Instant sentAt) {
        ReplyTree answer = answers.read(leg, endpoint.getHost(), reply, call.auth().reply().accessToken());
        Tokens tokens = new TokenReader(call).read(answer, endpoint.getHost(), sentAt);
        Optional<URI> introspect = call.url(call.auth().introspectUrl());
        return tokens.lifetime() != null || introspect.isEmpty() ? tokens : introspected(tokens, introspect.get());
    }

    /** With the lifetime the app tells when asked (RFC 7662 section 2): tokens that are here are never lost over it. */
    private Tokens introspected(Tokens tokens, URI endpoint) {
        Parameters parameters = new Parameters(call.auth(), Leg.INTROSPECT)
                .standard("token", tokens.accessToken().reveal()).standard("token_type_hint", "access_token");
        Instant sentAt = clock.instant();
        try {
            HttpReply reply = channel.send(endpoint, parameters, Map.of(), audience(endpoint));
            ReplyTree answer = answers.read(Leg.INTROSPECT, endpoint.getHost(), reply, "exp");
            return new Tokens(tokens.accessToken(), null, tokens.refreshToken(),
                    Lifetimes.of(EXPIRY, answer, "", sentAt).orElse(null), tokens.scopes(), tokens.captured(), tokens.subject());
        } catch (TokenFailure e) {
            /* not knowing is what it was before */
            return tokens;
        }
    }

    /** What a reply leaves out stays as it was (RFC 6749 section 6). */
    private static Tokens kept(Tokens held, Tokens fresh) {
        Map<String, String> captured = new TreeMap<>(held.captured());
        captured.putAll(fresh.captured());
        return new Tokens(fresh.accessToken(), null, or(fresh.refreshToken(), held.refreshToken()), fresh.lifetime(),
                or(fresh.scopes(), held.scopes()), captured, or(fresh.subject(), held.subject()));
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
