package dev.patchbay.core.internal.signin;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.Grant;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What an exchange is about. Immutable.
 *
 * @param values of the connection and its OAuth client together
 * @param grant the hosts it may reach
 * @param loopbackPorts ports of this machine that the provider's own bundle listens on
 * @param scopes those to ask for
 * @param redirectUri of the OAuth client; any URI where no person is sent anywhere
 * @param state what names the sign-in to the app; empty where there is none under way
 */
public record Subject(
        ConnectionMethod method,
        Values values,
        Grant grant,
        Set<Integer> loopbackPorts,
        List<String> scopes,
        URI redirectUri,
        String state) {
    @Override
    public String toString() {
        return "Subject " + method.id();
    }
}
