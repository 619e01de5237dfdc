package dev.patchbay.app.sandbox.internal;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import java.util.Map;

/** What the provider {@code sandbox} says of itself. */
final class SandboxDefinition {
    static final String ID = "sandbox";

    private static final String SIGN_IN = """
            Nothing real is behind this app: it runs inside this Patchbay, on this machine, and forgets everything when it stops.

            1. As client ID enter `sandbox-client`, as client secret `sandbox-secret`. A real app gives you both when you register \
            the redirect URI shown here.
            2. Press *Connect*. The app asks who you are: choose Alice or Bob, then *Allow*.
            """;
    private static final String DEVICE = """
            For programs without a browser: the app gives a short code, and you enter it at the app, on any device.

            1. As client ID enter `sandbox-client`, as client secret `sandbox-secret`.
            2. Press *Connect*, open the link you are shown, enter the code, choose Alice or Bob.
            """;
    private static final String CREDENTIALS = """
            No person signs in: the program itself has an account at the app.

            As client ID enter `sandbox-client`, as client secret `sandbox-secret`.
            """;
    private static final String KEY = "As key enter `sandbox-key`.";

    private static final String SIGN_IN_GERMAN = """
            Hinter dieser App steht nichts Echtes: Sie läuft in diesem Patchbay, auf diesem Rechner, und vergisst alles, sobald sie endet.

            1. Geben Sie als Client-ID `sandbox-client` ein, als Client-Geheimnis `sandbox-secret`. Eine echte App gibt Ihnen beides, \
            wenn Sie dort die Redirect-URI anmelden, die hier steht.
            2. Gehen Sie weiter zur App. Sie fragt, wer Sie sind: Wählen Sie Alice oder Bob, dann *Allow*.
            """;
    private static final String DEVICE_GERMAN = """
            Für Programme ohne Browser: Die App gibt einen kurzen Code, und Sie geben ihn bei der App ein, auf einem beliebigen Gerät.

            1. Geben Sie als Client-ID `sandbox-client` ein, als Client-Geheimnis `sandbox-secret`.
            2. Gehen Sie weiter, öffnen Sie den Link, der dann hier steht, geben Sie den Code ein und wählen Sie Alice oder Bob.
            """;
    private static final String CREDENTIALS_GERMAN = """
            Niemand meldet sich an: Das Programm selbst hat ein Konto bei der App.

            Geben Sie als Client-ID `sandbox-client` ein, als Client-Geheimnis `sandbox-secret`.
            """;
    private static final Map<String, String> GERMAN_GUIDES = Map.of(
            "methods.oauth2.guide", SIGN_IN_GERMAN,
            "methods.oauth1.guide", SIGN_IN_GERMAN,
            "methods.device.guide", DEVICE_GERMAN,
            "methods.client-credentials.guide", CREDENTIALS_GERMAN,
            "methods.api-key.guide", "Geben Sie als Schlüssel `sandbox-key` ein.");

    private SandboxDefinition() {}

    static ConnectionDefinition at(int port) {
        String base = "http://127.0.0.1:" + port;
        Probe me = Probe.get("/api/me").account("id", "name").scopes("scopes");
        OAuth2 code = Auth.authorizationCode(base + "/authorize", base + "/token").revokeUrl(base + "/revoke")
                .issuer(base).scopes("read:orders", "write:orders").optionalScopes("read:reports");
        OAuth2 device = Auth.deviceCode(base + "/device/code", base + "/token").revokeUrl(base + "/revoke").scopes("read:orders");
        OAuth2 credentials = Auth.clientCredentials(base + "/token").scopes("read:orders");
        return ConnectionDefinition.of(ID, "Sandbox shop")
                .description("A small app on this machine, to try every kind of sign-in with.")
                .category("practice")
                .baseUrl(base)
                .methods(
                        ConnectionMethod.of("oauth2", "Sign in (OAuth 2.0)").guide(SIGN_IN).auth(code)
                                .injection(Injection.bearer()).probe(me),
                        ConnectionMethod.of("oauth1", "Sign in (OAuth 1.0a)").guide(SIGN_IN)
                                .auth(Auth.oauth1(base + "/oauth1/request", base + "/oauth1/authorize", base + "/oauth1/access")),
                        ConnectionMethod.of("device", "Enter a code on another device").guide(DEVICE).auth(device)
                                .injection(Injection.bearer()).probe(me),
                        ConnectionMethod.of("client-credentials", "As a program").guide(CREDENTIALS).auth(credentials)
                                .fields(Field.text(OAuth2.CLIENT_ID, "Client ID").example("sandbox-client"),
                                        Field.secret(OAuth2.CLIENT_SECRET, "Client secret"))
                                .injection(Injection.bearer()).probe(me),
                        ConnectionMethod.of("api-key", "API key").guide(KEY)
                                .fields(Field.secret("key", "Key"))
                                .injection(Injection.none().header("X-Api-Key", "{key}")).probe(me))
                .translation("de", SandboxDefinition.class)
                .translation("de", GERMAN_GUIDES);
    }
}
