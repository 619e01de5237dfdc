package dev.patchbay.core.internal.connections;

import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;

/** What becomes of a stored grant when values change. */
final class GrantChange {
    private GrantChange() {}

    /**
     * The grant after a change: where a secret or a token is held on to, it reaches no host and no endpoint that it did not
     * before, and has no scope more unless the person chose it.
     *
     * @param fresh what the definition and the changed values come to
     * @param held whether a secret or a token stays that was given for the stored grant
     */
    static Grant of(ConnectionMethod method, Grant stored, Grant fresh, boolean held) {
        boolean chosen = method.auth() instanceof OAuth2 oauth && oauth.choices().containsKey(OAuth2.Choice.SCOPES);
        Grant asked = chosen
                ? new Grant(stored.hosts(), stored.endpoints(), fresh.scopes(), fresh.client())
                : stored;
        return held && Grants.widens(asked, fresh) ? asked : fresh;
    }
}
