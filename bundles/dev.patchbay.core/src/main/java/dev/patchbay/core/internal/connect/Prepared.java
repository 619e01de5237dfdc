package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Subject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checked values, with all that an exchange with the app needs. Immutable; prints no secret.
 *
 * @param client the OAuth client, or null
 * @param values of the connection, one-time values too
 * @param redirectUri where the app sends the person back to; its last part names the client, or the connection that is one
 */
record Prepared(
        Providers.Live live, ConnectionMethod method, ClientSource.@Nullable Client client, Values values, URI redirectUri) {

    /** The values of the connection and its OAuth client together. */
    Values merged() {
        Map<String, Object> all = new TreeMap<>(values.asMap());
        if (client != null) {
            all.putAll(client.values().asMap());
        }
        return Values.of(all);
    }

    /** What the connection is approved for. */
    Grant grant() {
        return Grants.from(live.definition(), method, merged()).withClient(client == null ? null : client.id());
    }

    /** The scopes to ask for. */
    List<String> scopes() {
        return method.auth() instanceof OAuth2 oauth ? Grants.requested(oauth, merged()) : List.of();
    }

    /** The same with other values. */
    Prepared with(Values others) {
        return new Prepared(live, method, client, others, redirectUri);
    }

    /** The same with declared tests signed by this. */
    Prepared signing(CallSigner signer) {
        return new Prepared(live.signing(signer), method, client, values, redirectUri);
    }

    /** The exchange. */
    Subject subject(List<String> scopes, String nonce) {
        return new Subject(method, merged(), grant(), live.loopbackPorts(), scopes, redirectUri, nonce);
    }

    /** What names the client in a callback's path. */
    String callbackName() {
        String path = redirectUri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "Prepared " + live.definition().id() + " " + method.id();
    }
}
