package dev.patchbay.type.login.internal;

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

/** A user name and a password, with a domain where there is one. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("login")
public final class LoginConnectionProvider implements ConnectionProvider {
    static final Field<String> DOMAIN = Field.text("domain", "Domain")
            .optional()
            .maxLength(256)
            .example("CORP")
            .help("Only where the sign-in asks for one, such as a Windows domain.");
    static final Field<String> USERNAME = Field.text("username", "User name")
            .example("anna")
            .help("What you sign in with; often an e-mail address.");
    static final Field<Secret> PASSWORD = Field.secret("password", "Password")
            .help("Spaces are kept as they are.");

    private static final Place USUAL = Place.BASIC;

    private static final String GUIDE = """
            ## What to enter

            1. Enter the user name and the password you sign in to the app with. Better: ask the app's administrator for a
               user made for this use alone, with the fewest permissions that do the job.
            2. Fill in the domain only where the sign-in page asks for one, often written before the user name: in
               `CORP\\anna` the domain is `CORP`.
            3. Where the app asks for a second factor at sign-in, look for an *app password* in its security settings and
               enter that one here.

            ## Testing it

            Give an address that answers only to a valid login. *Authorization: Basic* is what most of them expect: user name
            (with a domain: `domain\\user`) and password. Without an address the login is stored untested.
            """;

    private static final String GERMAN_GUIDE = """
            ## Was Sie eingeben

            1. Geben Sie den Benutzernamen und das Passwort ein, mit denen Sie sich in der App anmelden. Besser noch: Lassen Sie in
               der App einen Benutzer nur für diesen Zweck anlegen, mit so wenigen Berechtigungen wie möglich.
            2. Füllen Sie die Domäne nur aus, wenn die Anmeldeseite danach fragt. Oft steht sie vor dem Benutzernamen: In
               `CORP\\anna` ist `CORP` die Domäne.
            3. Verlangt die App bei der Anmeldung einen zweiten Faktor, suchen Sie in ihren Sicherheitseinstellungen nach einem
               *App-Passwort* und geben Sie hier dieses ein.

            ## Die Prüfung

            Geben Sie eine Adresse an, die nur auf gültige Anmeldedaten antwortet. Die meisten erwarten *Authorization: Basic*:
            Benutzername (mit einer Domäne: `domain\\user`) und Passwort. Ohne Adresse werden die Anmeldedaten ungeprüft
            gespeichert.
            """;

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="8" r="4"/>\
            <path d="M4 20.5c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5"/></svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("login", "User name and password")
            .description("A user name and a password, with a domain where there is one.")
            .category("credential-type")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .allowedHosts("{" + TestFields.URL.name() + "}")
            .methods(ConnectionMethod.of("login", "User name and password")
                    .guide(GUIDE)
                    .fields(Stream.concat(Stream.of(DOMAIN, USERNAME, PASSWORD), TestFields.all(USUAL).stream())
                            .toArray(Field<?>[]::new)))
            .translation("de", TestFields.class)
            .translation("de", LoginConnectionProvider.class)
            .translation("de", Map.of("methods.login.guide", GERMAN_GUIDE));

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    @Override
    public void test(TestRun run) {
        String username = run.values().get(USERNAME);
        String user = run.values().find(DOMAIN).filter(d -> !d.isEmpty()).map(d -> d + "\\" + username).orElse(username);
        Secret password = run.values().get(PASSWORD);
        TestRequest.run(run, USUAL, new Login(Secret.of(user), password, password, ""));
    }
}
