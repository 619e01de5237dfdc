package dev.patchbay.core.internal.calls;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.signing.RequestSigning;
import java.util.Map;

/** Signs the declared test of a connection whose app wants requests signed instead of a token in them. Thread-safe. */
@FunctionalInterface
public interface CallSigner {
    /** The headers to add. */
    Map<String, String> sign(RequestSigning.Request request);

    /** Whether requests by a method are signed: OAuth 1.0a (RFC 5849 section 3), unless an injection says where its token goes. */
    static boolean isNeeded(ConnectionMethod method) {
        return method.auth() instanceof Auth.OAuth1 && method.injection().parts().isEmpty();
    }

    /** The request with its signature. */
    default HttpCall signed(HttpCall call) {
        HttpCall signed = call;
        RequestSigning.Request request = new RequestSigning.Request(call.method(), call.uri(), Map.of());
        for (Map.Entry<String, String> header : sign(request).entrySet()) {
            signed = signed.header(header.getKey(), header.getValue());
        }
        return signed;
    }
}
