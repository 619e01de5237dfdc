package dev.patchbay.type.oauth1.internal;

import static dev.patchbay.api.provider.Field.option;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Field.Scope;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.ProvidesConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Any app with OAuth 1.0a (RFC 5849), by endpoints that the person enters with the OAuth client. There is no test: each request
 * is signed anew, which no injection does. Stateless and thread-safe.
 */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("oauth1")
public final class OAuth1ConnectionProvider implements ConnectionProvider {
    private static final Field<String> CLIENT_ID = Field.text(OAuth2.CLIENT_ID, "Consumer key")
            .scope(Scope.CLIENT)
            .help("What the app shows as consumer key, API key or client ID. It stays readable.");
    private static final Field<String> SIGNATURE = Field.choice("signature", "Signature",
                    option("hmac-sha1", "HMAC-SHA1"), option("hmac-sha256", "HMAC-SHA256"), option("rsa-sha1", "RSA-SHA1"),
                    option("plaintext", "PLAINTEXT"))
            .scope(Scope.CLIENT)
            .fallback("hmac-sha1")
            .help("What the app's documentation names; nearly all say HMAC-SHA1. PLAINTEXT sends the secrets themselves.");
    private static final Field<Secret> CLIENT_SECRET = Field.secret(OAuth2.CLIENT_SECRET, "Consumer secret")
            .scope(Scope.CLIENT)
            .visibleWhen(SIGNATURE, "hmac-sha1", "hmac-sha256", "plaintext")
            .help("The secret beside the consumer key.");
    private static final Field<Secret> PRIVATE_KEY = Field.secret(OAuth2.PRIVATE_KEY, "Private key")
            .scope(Scope.CLIENT)
            .visibleWhen(SIGNATURE, "rsa-sha1")
            .multiLine()
            .maxLength(16_384)
            .help("The RSA key whose public half the app has, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----.");
    private static final Field<String> REQUEST_URL = endpoint("requestTokenUrl", "Request token URL", "request_token",
            "Where a sign-in begins, also called temporary credential request. What the app wants beside may stand in its query.");
    private static final Field<String> AUTHORIZE_URL = endpoint("authorizeUrl", "Authorization URL", "authorize",
            "Where the person signs in and approves. What the app wants beside, such as a scope, may stand in its query.");
    private static final Field<String> ACCESS_URL = endpoint("accessTokenUrl", "Access token URL", "access_token",
            "Where the sign-in ends, also called token request.");
    private static final Field<String> API_URL = Field.url("apiUrl", "API address")
            .example("https://api.example.com/1")
            .help("What the addresses of the API start with. Requests are signed for its host and those of the endpoints.");

    private static final String GUIDE = """
            ## Connecting

            Press *Connect*. The app asks you to sign in and to approve, and sends you back here.

            ## Registering a client, once for each app

            1. Sign in to the app's developer pages and create an *application* or *consumer*.
            2. As **callback URL** enter the redirect URI that stands here with the OAuth client, letter for letter.
            3. Copy *consumer key* and *consumer secret*. For RSA-SHA1 make a key, upload its public half, and paste the private
               one here: `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem`
            4. Enter the three addresses of the documentation: *request token*, *authorize* and *access token*. Where the app
               wants more, such as a scope or how long the login lasts, add it to the address:
               `https://app.example.com/authorize?scope=read,write&expiration=never`

            ## Using it

            Every request to the API is signed, and the secrets stay here: a workflow asks for the headers of each request. A
            connection of this kind has no test of its own; the sign-in shows that it works.
            """;

    private static final String GERMAN_GUIDE = """
            ## Verbinden

            Gehen Sie weiter zur App. Sie bittet Sie, sich anzumelden und zuzustimmen, und schickt Sie hierher zurück.

            ## Einen OAuth-Client anmelden, einmal je App

            1. Melden Sie sich auf den Entwicklerseiten der App an und legen Sie eine *Anwendung* an, auf Englisch *application*
               oder *consumer*.
            2. Tragen Sie als **Callback-URL** die Redirect-URI ein, die hier beim OAuth-Client steht, Zeichen für Zeichen.
            3. Kopieren Sie *Consumer Key* und *Consumer Secret*. Für RSA-SHA1 erzeugen Sie einen Schlüssel, laden seine öffentliche
               Hälfte hoch und fügen die private hier ein: `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem`
            4. Geben Sie die drei Adressen aus der Dokumentation ein: *request token*, *authorize* und *access token*. Verlangt die
               App mehr, etwa einen Scope oder wie lange die Anmeldung gilt, hängen Sie es an die Adresse an:
               `https://app.example.com/authorize?scope=read,write&expiration=never`

            ## Benutzen

            Jede Anfrage an die API wird signiert, und die Geheimnisse bleiben hier: Ein Ablauf fragt für jede nach den Headern.
            Eine eigene Prüfung hat eine solche Verbindung nicht; dass sie funktioniert, zeigt die Anmeldung.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><rect x="4" y="11" width="16" height="9" rx="2"/>\
            <path d="M8 11V8a4 4 0 0 1 8 0v3"/><path d="M11 14.5l1.5-.5v4"/></svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("oauth1", "OAuth 1.0a")
            .description("Any app with OAuth 1.0a, by its endpoints.")
            .category("credential-type")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .baseUrl("{" + API_URL.name() + "}")
            .methods(ConnectionMethod.of("oauth1", "OAuth 1.0a")
                    .guide(GUIDE)
                    .fields(CLIENT_ID, SIGNATURE, CLIENT_SECRET, PRIVATE_KEY, REQUEST_URL, AUTHORIZE_URL, ACCESS_URL, API_URL)
                    .auth(Auth.oauth1("{" + REQUEST_URL.name() + "}", "{" + AUTHORIZE_URL.name() + "}", "{" + ACCESS_URL.name() + "}")
                            .signatureFrom(SIGNATURE)))
            .translation("de", OAuth1ConnectionProvider.class)
            .translation("de", Map.of("methods.oauth1.guide", GERMAN_GUIDE));

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    /** Of the client: a secret that is shared goes to no address that somebody else enters. */
    private static Field<String> endpoint(String name, String label, String path, String help) {
        return Field.url(name, label).scope(Scope.CLIENT).example("https://app.example.com/oauth/" + path).help(help);
    }
}
