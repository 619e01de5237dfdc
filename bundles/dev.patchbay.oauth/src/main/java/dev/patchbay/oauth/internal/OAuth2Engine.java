package dev.patchbay.oauth.internal;

import dev.patchbay.api.provider.OAuth2.Grant;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.auth.AuthCall;
import dev.patchbay.host.auth.AuthEngine;
import dev.patchbay.host.auth.SignIn;
import dev.patchbay.host.auth.Tokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** OAuth 2.0 (RFC 6749) with its grants and extensions, and what real apps do outside of them. Holds no state. Thread-safe. */
@Component(service = AuthEngine.class, property = AuthEngine.KIND + "=oauth2")
public final class OAuth2Engine implements AuthEngine {
    private final Clock clock;
    private final RandomGenerator random;
    private final Assertions assertions;

    /** For the framework. */
    @Activate
    public OAuth2Engine() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    OAuth2Engine(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.assertions = new Assertions(clock, random);
    }

    /** The parts of one exchange. */
    private final class Exchange {
        private final OAuth2Call call;
        private final Endpoints endpoints;
        private final TokenRequest tokens;

        Exchange(AuthCall host) {
            call = new OAuth2Call(host);
            endpoints = new Endpoints(call);
            tokens = new TokenRequest(call, endpoints, assertions, clock);
        }

        CodeFlow code() {
            return new CodeFlow(call, endpoints, tokens);
        }

        DeviceFlow device() {
            return new DeviceFlow(call, endpoints, tokens, new BackChannel(call, new ClientIdentification(assertions)), clock);
        }
    }

    @Override
    public boolean needsPerson(AuthCall call) {
        return new OAuth2Call(call).hasPerson();
    }

    @Override
    public SignIn begin(AuthCall call) {
        Exchange exchange = new Exchange(call);
        return switch (exchange.call.auth().grant()) {
            case AUTHORIZATION_CODE -> exchange.code().begin(random);
            case DEVICE_CODE -> exchange.device().begin();
            case CLIENT_CREDENTIALS, JWT_BEARER, EXTENSION -> new SignIn.Done(exchange.tokens.withoutPerson());
        };
    }

    @Override
    public SignIn resume(AuthCall call, Map<String, String> state, Map<String, List<String>> answer) {
        Exchange exchange = new Exchange(call);
        return exchange.call.auth().grant() == Grant.DEVICE_CODE
                ? exchange.device().resume(state) : exchange.code().resume(state, answer);
    }

    @Override
    public boolean isRenewable(AuthCall call, Tokens held) {
        return new Exchange(call).tokens.isRenewable(held);
    }

    @Override
    public Tokens renew(AuthCall call, Tokens held) {
        return new Exchange(call).tokens.renewed(held);
    }

    @Override
    public boolean revoke(AuthCall call, Tokens held) {
        return new Exchange(call).tokens.revoked(held);
    }

    @Override
    public Optional<Map<String, String>> sign(AuthCall call, Tokens held, RequestSigning.Request request) {
        return Optional.empty();
    }
}
