package dev.patchbay.host.connections;

import dev.patchbay.api.Credential;
import dev.patchbay.api.signing.RequestSigning;
import dev.patchbay.host.access.Caller;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Testing and using connections. Authorised, audited and thread-safe as {@link ConnectionDirectory}. */
@ProviderType
public interface ConnectionUse {

    /** Tests values that are not stored; {@code onStep} hears each step when it ends, from another thread. */
    TestReport test(Caller caller, ConnectionDraft draft, Consumer<TestReport.Step> onStep);

    /** Tests a stored connection and notes the result. */
    TestReport test(Caller caller, String id, Consumer<TestReport.Step> onStep);

    /** The credential in clear: the one place that returns secrets. */
    Credential credential(Caller caller, String id);

    /**
     * The headers that sign a request to a host of the grant; needs {@code use}. {@code CONFLICT} where this connection's app
     * wants no signature.
     */
    Map<String, String> sign(Caller caller, String id, RequestSigning.Request request);

    /** Renews the tokens now, whatever their age; needs {@code use}. {@code CONFLICT} where there is nothing to renew. */
    ConnectionView refresh(Caller caller, String id);
}
