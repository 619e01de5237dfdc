package dev.patchbay.tck;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.signing.HmacSignature;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.tck.RuleCheck.Breaker;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

/** Each rule for providers that sign is broken by one that is sound but for one thing, and the rule says which. */
public class BrokenSigningTest {
    private static final Field<Secret> KEY = Field.secret("key", "Signing key");

    private final List<Breaker> breakers = new ArrayList<>();

    /** Signs method and URI with HMAC-SHA256. */
    private static class SoundSigner implements ConnectionProvider, RequestSigning {
        @Override
        public ConnectionDefinition definition() {
            return ConnectionDefinition.of("signer", "Signer").baseUrl("https://api.example.com")
                    .methods(ConnectionMethod.of("key", "Key").guide("Ask.").fields(KEY));
        }

        @Override
        public Map<String, String> sign(ConnectionContext context, Request request) throws Exception {
            return Map.of("X-Signature", hmac(context.values().get(KEY), text(request)));
        }

        static String text(Request request) {
            return request.method() + " " + request.uri();
        }

        static String hmac(Secret key, String text) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The contract as an author writes it. */
    public static class SoundSignerContractTest extends RequestSigningContract {
        private final Supplier<ConnectionProvider> provider;

        public SoundSignerContractTest() {
            this(SoundSigner::new);
        }

        SoundSignerContractTest(Supplier<ConnectionProvider> provider) {
            this.provider = provider;
        }

        @Override
        protected ConnectionProvider provider() {
            return provider.get();
        }

        @Override
        protected SampleConnection connection(int port) {
            return SampleConnection.of("key").with(KEY, Secret.of("signing-key-0001"));
        }

        @Override
        protected RequestSigning.Request request() {
            return new RequestSigning.Request("GET", URI.create("https://api.example.com/orders?page=2"), Map.of());
        }

        @Override
        protected boolean accepts(RequestSigning.Request request, Map<String, String> headers) {
            byte[] signed = SoundSigner.text(request).getBytes(StandardCharsets.UTF_8);
            return HmacSignature.hex(Secret.of("signing-key-0001")).matches(signed, headers.get("X-Signature"));
        }
    }

    private interface Signature {
        Map<String, String> of(ConnectionContext context, RequestSigning.Request request) throws Exception;
    }

    private void breaks(int rule, String what, String says, Signature signature) {
        SoundSigner broken = new SoundSigner() {
            @Override
            public Map<String, String> sign(ConnectionContext context, Request request) throws Exception {
                return signature.of(context, request);
            }
        };
        breakers.add(new Breaker(rule, what, () -> new SoundSignerContractTest(() -> broken), says));
    }

    @Test
    public void theSoundOneKeepsToEveryRule() {
        assertEquals(List.of(), RuleCheck.failures(SoundSignerContractTest.class));
    }

    @Test
    public void everyRuleNoticesWhoBreaksIt() {
        breaks(701, "another text is signed", "does not take the signature", (context, request) ->
                Map.of("X-Signature", SoundSigner.hmac(context.values().get(KEY), request.uri().getPath())));
        breaks(702, "a signature for all requests", "does not depend on the request", (context, request) ->
                Map.of("X-Signature", SoundSigner.hmac(context.values().get(KEY), "always")));
        breaks(703, "the key is in the code", "made with wrong secrets", (context, request) ->
                Map.of("X-Signature", SoundSigner.hmac(Secret.of("signing-key-0001"), SoundSigner.text(request))));
        breaks(704, "the key beside the signature", "in a header", (context, request) ->
                Map.of("X-Key", context.values().get(KEY).reveal()));
        breaks(705, "asks a server for the time", "signing opened connections", (context, request) -> {
            try (Socket socket = new Socket("127.0.0.1", 9)) {
                return Map.of("X-Time", socket.toString());
            } catch (IOException nobody) {
                return Map.of();
            }
        });
        Secret[] last = new Secret[1];
        breaks(706, "the key in a field of the provider", "at once", (context, request) -> {
            last[0] = last[0] == null ? context.values().get(KEY) : last[0];
            return Map.of("X-Signature", SoundSigner.hmac(last[0], SoundSigner.text(request)));
        });
        assertEquals(List.of(), RuleCheck.unnoticed(breakers));
        assertEquals(RuleCheck.numbers(RequestSigningContract.class), RuleCheck.numbers(breakers));
    }
}
