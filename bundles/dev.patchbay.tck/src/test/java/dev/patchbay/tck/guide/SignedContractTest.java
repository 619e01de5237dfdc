package dev.patchbay.tck.guide;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.signing.HmacSignature;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.tck.RequestSigningContract;
import dev.patchbay.tck.SampleConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The guide's provider keeps the contract of signing. */
public class SignedContractTest extends RequestSigningContract {
    @Override
    protected ConnectionProvider provider() {
        return new SignedConnectionProvider();
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("key").with("signingKey", Secret.of("signing-key-0001"));
    }

    @Override
    protected Request request() {
        return new Request("GET", URI.create("https://api.signed.example/orders?page=2"), Map.of());
    }

    @Override
    protected boolean accepts(Request request, Map<String, String> headers) {
        byte[] text = (request.method() + " " + request.uri()).getBytes(StandardCharsets.UTF_8);
        return HmacSignature.hex(Secret.of("signing-key-0001")).matches(text, headers.get("X-Signature"));
    }
}
