package dev.patchbay.tck.guide;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.signing.RequestSigning;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Component;

/** Connects to an app that wants each request signed. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("signed")
public final class SignedConnectionProvider implements ConnectionProvider, RequestSigning {
    static final Field<Secret> KEY = Field.secret("signingKey", "Signing key");

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("signed", "Signed app").baseUrl("https://api.signed.example")
                .methods(ConnectionMethod.of("key", "Signing key").guide("Copy the key from *Account › Keys*.").fields(KEY));
    }

    @Override
    public Map<String, String> sign(ConnectionContext context, Request request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(context.values().get(KEY).reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] text = (request.method() + " " + request.uri()).getBytes(StandardCharsets.UTF_8);
        return Map.of("X-Signature", HexFormat.of().formatHex(mac.doFinal(text)));
    }
}
