package dev.patchbay.type.apikey.internal;

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

/** One secret text, kept byte for byte: an API key, a token, a private key, a licence. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("api-key")
public final class ApiKeyConnectionProvider implements ConnectionProvider {
    static final Field<Secret> KEY = Field.secret("key", "API key or text")
            .multiLine()
            .maxLength(65_536)
            .help("Paste it as the app shows it. Line breaks and spaces are kept as they are.");

    private static final Place USUAL = Place.BEARER;

    private static final String GUIDE = """
            ## Where to find the key

            1. Sign in to the app and open its settings. The page is usually named *API*, *API keys*, *Tokens*, *Developers*
               or *Integrations*.
            2. Create a new key for this use alone, with the fewest permissions that do the job. So you can revoke it later
               without touching anything else.
            3. Copy it at once: most apps show a key one time only.
            4. Paste it here and save.

            Any other text works as well, such as a private key or a licence of several lines, up to 65,536 characters.

            ## Testing it

            Give an address of the API that answers only to a valid key, and say where the key goes: the page
            *Authentication* of the API's documentation tells both. With *Authorization: Basic* the key is sent as the user,
            with an empty password. Without an address the key is stored untested.
            """;

    private static final String GERMAN_GUIDE = """
            ## Wo Sie den Schlüssel finden

            1. Melden Sie sich in der App an und öffnen Sie ihre Einstellungen. Die Seite heißt meist *API*, *API-Schlüssel*,
               *Tokens*, *Entwickler* oder *Integrationen*, auf Englisch *API keys* oder *Developers*.
            2. Legen Sie einen neuen Schlüssel nur für diesen Zweck an, mit so wenigen Berechtigungen wie möglich. So können Sie
               ihn später zurücknehmen, ohne dass anderes davon betroffen ist.
            3. Kopieren Sie ihn sofort: Die meisten Apps zeigen einen Schlüssel nur einmal.
            4. Fügen Sie ihn hier ein und speichern Sie.

            Auch jeder andere Text geht, etwa ein privater Schlüssel oder eine Lizenz mit mehreren Zeilen, bis zu 65.536 Zeichen.

            ## Die Prüfung

            Geben Sie eine Adresse der API an, die nur auf einen gültigen Schlüssel antwortet, und wo der Schlüssel steht. Beides
            sagt die Seite *Authentication* in der Dokumentation der API. Mit *Authorization: Basic* wird der Schlüssel als
            Benutzername gesendet, mit leerem Passwort. Ohne Adresse wird der Schlüssel ungeprüft gespeichert.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H21.5"/>\
            <path d="M17 12v4"/><path d="M21 12v3"/></svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("api-key", "API key or text")
            .description("One secret text: an API key, a token, a private key, a licence.")
            .category("credential-type")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .allowedHosts("{" + TestFields.URL.name() + "}")
            .methods(ConnectionMethod.of("key", "Key")
                    .guide(GUIDE)
                    .fields(Stream.concat(Stream.of(KEY), TestFields.all(USUAL).stream()).toArray(Field<?>[]::new)))
            .translation("de", TestFields.class)
            .translation("de", ApiKeyConnectionProvider.class)
            .translation("de", Map.of("methods.key.guide", GERMAN_GUIDE));

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    @Override
    public void test(TestRun run) {
        Secret key = run.values().get(KEY);
        TestRequest.run(run, USUAL, new Login(key, Secret.of(""), key, ""));
    }
}
