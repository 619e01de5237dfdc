package dev.patchbay.oauth.internal;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.TokenFailure;
import dev.patchbay.host.auth.TokenFailure.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The device authorization grant (RFC 8628). Of one thread, as its call. */
final class DeviceFlow {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String DEVICE_CODE = "deviceCode";
    private static final String TOKEN_ENDPOINT = "tokenEndpoint";
    private static final String AT = "at";
    private static final String COMPLETE = "complete";
    private static final String USER_CODE = "userCode";
    private static final String INTERVAL = "intervalSeconds";
    private static final String ENDS = "endsEpochSeconds";
    /** Section 3.2. */
    private static final long USUAL_INTERVAL = 5;
    private static final long LONGEST_INTERVAL = 60;
    /** Section 3.5: what {@code slow_down} adds. */
    private static final long SLOWER_BY = 5;
    /** The code's lifetime is required; where it is missing or absurd, these. */
    private static final long USUAL_LIFETIME = 600;
    private static final long LONGEST_LIFETIME = 3_600;

    private final OAuth2Call call;
    private final Endpoints endpoints;
    private final TokenRequest tokens;
    private final BackChannel channel;
    private final Clock clock;

    DeviceFlow(OAuth2Call call, Endpoints endpoints, TokenRequest tokens, BackChannel channel, Clock clock) {
        this.call = call;
        this.endpoints = endpoints;
        this.tokens = tokens;
        this.channel = channel;
        this.clock = clock;
    }

    /** Asks for a code (section 3.1). */
    SignIn.ShowCode begin() {
        URI endpoint = endpoints.device();
        URI tokenEndpoint = endpoints.token();
        Parameters parameters = new Parameters(call.auth(), Leg.DEVICE)
                .standard("client_id", call.clientId())
                .standard("scope", call.scope());
        Instant sentAt = clock.instant();
        HttpReply reply = channel.send(endpoint, parameters, call.auth().authorizeParams(), tokenEndpoint);
        ReplyTree answer = new Answers(call, clock).read(Leg.DEVICE, endpoint.getHost(), reply, "device_code");
        String code = needed(answer, "user_code", endpoint).orElseThrow(() -> Refusals.lost(endpoint.getHost(), "sent no code to enter."));
        String at = needed(answer, "verification_uri", endpoint)
                .or(() -> needed(answer, "verification_url", endpoint)) // Google's
                .orElseThrow(() -> Refusals.lost(endpoint.getHost(), "did not say where to enter the code."));
        long lifetime = number(answer, "expires_in").orElse(USUAL_LIFETIME);
        Map<String, String> state = new HashMap<>(Map.of(
                DEVICE_CODE, answer.text("device_code").orElseThrow(),
                TOKEN_ENDPOINT, tokenEndpoint.toString(),
                AT, page(at, endpoint).toString(),
                USER_CODE, code,
                INTERVAL, Long.toString(Math.min(LONGEST_INTERVAL, number(answer, "interval").orElse(USUAL_INTERVAL))),
                ENDS, Long.toString(sentAt.getEpochSecond() + Math.min(LONGEST_LIFETIME, lifetime))));
        needed(answer, "verification_uri_complete", endpoint).ifPresent(text -> state.put(COMPLETE, page(text, endpoint).toString()));
        return shown(state);
    }

    /** Asks whether the person is finished (section 3.4). */
    SignIn resume(Map<String, String> state) {
        if (left(state).isNegative() || left(state).isZero()) {
            throw new TokenFailure(Kind.EXPIRED, new Failure(Reason.DECLINED,
                    "The code ended before the sign-in was finished: start it again."), "expired_token", null);
        }
        String deviceCode = state.getOrDefault(DEVICE_CODE, "");
        call.secrets().add(deviceCode);
        Parameters parameters = new Parameters(call.auth(), Leg.TOKEN)
                .standard("grant_type", GRANT).standard("device_code", deviceCode)
                .standard("client_id", call.clientId());
        try {
            return new SignIn.Done(tokens.first(OAuth2Call.uri(state.getOrDefault(TOKEN_ENDPOINT, "")), parameters));
        } catch (TokenFailure e) {
            return waiting(state, e);
        }
    }

    /** Whatever leaves the code as it is means asking again; without an answer, at half the rate (section 3.5). */
    private SignIn waiting(Map<String, String> state, TokenFailure e) {
        long interval = Long.parseLong(state.getOrDefault(INTERVAL, Long.toString(USUAL_INTERVAL)));
        if (e.code().equals(ErrorCodes.PENDING)) {
            return shown(state);
        }
        if (e.code().equals(ErrorCodes.SLOW_DOWN)) {
            return shown(every(interval + SLOWER_BY, state));
        }
        boolean noAnswer = e.kind() == Kind.TEMPORARY || e.kind() == Kind.LOST && e.failure().reason() == Reason.UNREACHABLE;
        if (noAnswer) {
            long asked = e.retryAfter() == null ? 0 : e.retryAfter().toSeconds();
            return shown(every(Math.min(LONGEST_INTERVAL, Math.max(interval * 2, asked)), state));
        }
        throw e;
    }

    private static Map<String, String> every(long seconds, Map<String, String> state) {
        Map<String, String> slower = new HashMap<>(state);
        slower.put(INTERVAL, Long.toString(seconds));
        return slower;
    }

    private SignIn.ShowCode shown(Map<String, String> state) {
        String complete = state.get(COMPLETE);
        return new SignIn.ShowCode(URI.create(state.get(AT)), complete == null ? null : URI.create(complete), state.get(USER_CODE),
                Duration.ofSeconds(Long.parseLong(state.get(INTERVAL))), left(state), state);
    }

    private Duration left(Map<String, String> state) {
        long ends = Long.parseLong(state.getOrDefault(ENDS, "0"));
        return Duration.between(clock.instant(), Instant.ofEpochSecond(ends));
    }

    /** What a page may show: a person reads it and follows it. */
    private Optional<String> needed(ReplyTree answer, String member, URI endpoint) {
        return answer.text(member).filter(text -> !text.isEmpty()).map(text -> {
            if (text.length() > 2_048 || text.chars().anyMatch(Character::isISOControl)) {
                throw Refusals.lost(endpoint.getHost(), "sent a " + member + " that cannot be shown.");
            }
            return text;
        });
    }

    /** A page for a person: with TLS, unless the app itself has none. */
    private static URI page(String text, URI endpoint) {
        URI page = OAuth2Call.uri(text.contains("://") ? text : "https://" + text);
        if (page.getScheme().equalsIgnoreCase("http") && !endpoint.getScheme().equalsIgnoreCase("http")) {
            throw Refusals.lost(endpoint.getHost(), "sends the person to a page without TLS.");
        }
        return page;
    }

    private static Optional<Long> number(ReplyTree answer, String member) {
        return answer.text(member).filter(text -> text.matches("\\d{1,9}(\\.0+)?"))
                .map(text -> Long.parseLong(text.replaceAll("\\..*", ""))).filter(number -> number > 0);
    }
}
