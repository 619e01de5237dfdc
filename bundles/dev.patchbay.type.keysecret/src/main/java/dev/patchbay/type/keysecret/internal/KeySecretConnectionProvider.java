package dev.patchbay.type.keysecret.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.type.testrequest.Login;
import dev.patchbay.type.testrequest.Place;
import dev.patchbay.type.testrequest.TestFields;
import dev.patchbay.type.testrequest.TestRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** A public key (an id) and the secret that belongs to it. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("key-secret")
public final class KeySecretConnectionProvider implements ConnectionProvider {
    static final Field<String> KEY = Field.text("key", "Key")
            .example("AKIAEXAMPLE")
            .help("The public half: key, key id, client id or account id. It stays readable.");
    static final Field<Secret> SECRET = Field.secret("secret", "Secret")
            .multiLine()
            .maxLength(65_536)
            .help("The half that must stay secret. Line breaks and spaces are kept as they are.");

    private static final Place USUAL = Place.BASIC;

    private static final String GUIDE = """
            ## Where to find key and secret

            1. Sign in to the app and open its settings. The page is usually named *API*, *API keys*, *Access keys* or
               *Developers*.
            2. Create a new pair for this use alone, with the fewest permissions that do the job.
            3. Copy both at once: most apps show the secret one time only.
            4. Paste each into its field and save. Apps use many names for the two: *key id* and *key*, *consumer key* and
               *consumer secret*, *account SID* and *auth token*.

            ## Testing it

            Give an address of the API that answers only to a valid pair, and say where it goes: the page *Authentication* of
            the API's documentation tells both. *Authorization: Basic* sends the key as the user and the secret as the
            password, *Bearer* sends the secret alone. A header or a query parameter may carry the key beside the secret.
            Without an address the pair is stored untested.
            """;

    private static final String GERMAN_GUIDE = """
            ## Wo Sie Schlüssel und Geheimnis finden

            1. Melden Sie sich in der App an und öffnen Sie ihre Einstellungen. Die Seite heißt meist *API*, *API-Schlüssel*,
               *Zugriffsschlüssel* oder *Entwickler*, auf Englisch *API keys*, *Access keys* oder *Developers*.
            2. Legen Sie ein neues Paar nur für diesen Zweck an, mit so wenigen Berechtigungen wie möglich.
            3. Kopieren Sie beides sofort: Die meisten Apps zeigen das Geheimnis nur einmal.
            4. Fügen Sie jedes in sein Feld ein und speichern Sie. Für die beiden haben Apps viele Namen: *Key ID* und *Key*,
               *Consumer Key* und *Consumer Secret*, *Account SID* und *Auth Token*.

            ## Die Prüfung

            Geben Sie eine Adresse der API an, die nur auf ein gültiges Paar antwortet, und wo es steht. Beides sagt die Seite
            *Authentication* in der Dokumentation der API. *Authorization: Basic* sendet den Schlüssel als Benutzernamen und das
            Geheimnis als Passwort, *Authorization: Bearer* sendet nur das Geheimnis. In einem Header oder Query-Parameter kann der
            Schlüssel neben dem Geheimnis stehen. Ohne Adresse wird das Paar ungeprüft gespeichert.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><circle cx="7" cy="8" r="3.5"/><path d="M10.5 8H21"/>\
            <path d="M17 8v3"/><rect x="3" y="15" width="18" height="5" rx="2.5"/><path d="M8 17.5h.01M12 17.5h.01M16 17.5h.01"/>\
            </svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("key-secret", "Key and secret")
            .description("A public key and the secret that belongs to it.")
            .category("credential-type")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .allowedHosts("{" + TestFields.URL.name() + "}")
            .methods(ConnectionMethod.of("key-secret", "Key and secret")
                    .guide(GUIDE)
                    .fields(Stream.concat(Stream.of(KEY, SECRET), TestFields.allWithKey(USUAL).stream())
                            .toArray(Field<?>[]::new)))
            .translation("de", TestFields.class)
            .translation("de", KeySecretConnectionProvider.class)
            .translation("de", Map.of("methods.key-secret.guide", GERMAN_GUIDE));

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    @Override
    public void test(TestRun run) {
        String key = run.values().get(KEY);
        Secret secret = run.values().get(SECRET);
        TestRequest.run(run, USUAL, new Login(Secret.of(key), secret, secret, key));
    }
}
