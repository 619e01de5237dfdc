package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.egress.Egress;
import dev.patchbay.host.egress.EgressCall;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request through the public URL to the callback of this host, which answers how it arrived. The answer carries a
 * code whose key never leaves this process, so that whoever else answers at that URL is found out. Thread-safe.
 */
public final class SelfCallDoctor implements CallbackDoctor {
    private static final String CALLBACK = "/oauth/callback/";
    private static final String DOCTOR = "doctor-";
    private static final int NONCE_BYTES = 24;
    private static final int AT_ONCE = 8;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Supplier<@Nullable URI> publicUrl;
    private final Supplier<@Nullable Egress> egress;
    private final SecureRandom random;
    private final EchoCode code;
    /** The nonces that are asked for now. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /**
     * @param publicUrl {@code public.url} as it is now, null where it is not set
     */
    public SelfCallDoctor(
            Supplier<@Nullable URI> publicUrl, Supplier<@Nullable Egress> egress, SecureRandom random) {
        this.publicUrl = publicUrl;
        this.egress = egress;
        this.random = random;
        this.code = new EchoCode(random);
    }

    @Override
    public Diagnosis diagnose(Caller caller) {
        Permissions.require(caller, Scope.ADMIN);
        URI url = publicUrl.get();
        if (url == null) {
            return diagnosis("", CallbackFindings.unset());
        }
        Egress way = egress.get();
        if (way == null) {
            throw ProblemException.retryLater(ProblemType.NOT_READY, "The way to the network is not there yet.", RETRY);
        }
        String nonce = begin();
        try {
            return diagnosis(url.toString(), ask(way, new AskedUrl(url, CALLBACK + DOCTOR + nonce), nonce));
        } finally {
            asked.remove(nonce);
        }
    }

    private static Diagnosis diagnosis(String url, List<Check> checks) {
        return new Diagnosis(url, checks.stream().allMatch(Check::passed), checks);
    }

    private String begin() {
        if (asked.size() >= AT_ONCE) {
            throw ProblemException.retryLater(ProblemType.TOO_MANY_REQUESTS, "The host is asking itself already.", RETRY);
        }
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        asked.add(nonce);
        return nonce;
    }

    private List<Check> ask(Egress way, AskedUrl url, String nonce) {
        try (EgressCall call = way.openToSelf(url.base())) {
            HttpReply reply = call.http().send(HttpCall.get(url.whole()).header("Accept", "application/json"));
            Optional<Map<String, String>> arrived =
                    reply.status() == 200 ? code.read(nonce, reply.text()) : Optional.empty();
            return arrived
                    .map(how -> CallbackFindings.arrived(url, Arrival.of(how)))
                    .orElseGet(() -> CallbackFindings.answered(url, reply));
        } catch (ConnectionFailure e) {
            return CallbackFindings.refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return CallbackFindings.failed(url, e);
        }
    }

    @Override
    public Optional<String> echo(String nonce, Map<String, String> arrived) {
        String bare = nonce.startsWith(DOCTOR) ? nonce.substring(DOCTOR.length()) : nonce;
        return asked.contains(bare) ? Optional.of(code.write(bare, Arrival.kept(arrived))) : Optional.empty();
    }
}
