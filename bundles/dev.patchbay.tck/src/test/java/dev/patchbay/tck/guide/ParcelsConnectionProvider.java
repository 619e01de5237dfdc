package dev.patchbay.tck.guide;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.ProvidesConnection;
import org.osgi.service.component.annotations.Component;

/** Connects to an app with OAuth 2.0. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("parcels")
public final class ParcelsConnectionProvider implements ConnectionProvider {
    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("parcels", "Parcels")
                .baseUrl("https://api.parcels.example/v1")
                .methods(ConnectionMethod.of("oauth2", "Sign in")
                        .guide("Register an app under *Developers*, with the redirect URI that is shown here.")
                        .auth(Auth.authorizationCode("https://parcels.example/authorize", "https://parcels.example/token")
                                .revokeUrl("https://parcels.example/revoke")
                                .scopes("parcels:read", "offline"))
                        .injection(Injection.bearer())
                        .probe(Probe.get("/me").account("id", "name")));
    }
}
