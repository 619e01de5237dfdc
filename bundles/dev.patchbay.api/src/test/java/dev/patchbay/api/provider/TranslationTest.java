package dev.patchbay.api.provider;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class TranslationTest {
    private static final Field<String> MODE = Field.choice("mode", "Mode", Field.option("a", "First"), Field.option("b", "Second"))
            .help("Which one.").warning("Costs money.");

    private static ConnectionDefinition app() {
        return ConnectionDefinition.of("app", "App").methods(
                ConnectionMethod.of("login", "Login").guide("Look.").fields(MODE, Field.text("user", "User").example("anna")),
                ConnectionMethod.of("token", "Token").fields(MODE));
    }

    private static Map<String, String> german(ConnectionDefinition definition) {
        return definition.translations().get("de");
    }

    @Test
    public void whatPeopleReadIsListedInTheOrderOfTheFormWithoutWhatIsEmpty() {
        assertEquals(List.of("label", "methods.login.label", "methods.login.guide", "methods.login.fields.mode.label",
                        "methods.login.fields.mode.help", "methods.login.fields.mode.warning", "methods.login.fields.mode.options.a",
                        "methods.login.fields.mode.options.b", "methods.login.fields.user.label", "methods.login.fields.user.example",
                        "methods.token.label", "methods.token.fields.mode.label", "methods.token.fields.mode.help",
                        "methods.token.fields.mode.warning", "methods.token.fields.mode.options.a",
                        "methods.token.fields.mode.options.b"),
                List.copyOf(app().texts().keySet()));
        assertEquals("Second", app().texts().get("methods.token.fields.mode.options.b"));
        assertEquals("What it is.", app().description("What it is.").texts().get("description"));
    }

    @Test
    public void aKeyOfAFieldStandsForEveryMethodThatHasIt() {
        Map<String, String> texts = Map.of("fields.mode.label", "Art", "methods.token.fields.mode.label", "Art des Tokens",
                "fields.user.example", "anna");
        Map<String, String> resolved = Map.of("methods.login.fields.mode.label", "Art",
                "methods.token.fields.mode.label", "Art des Tokens", "methods.login.fields.user.example", "anna");
        assertEquals(resolved, german(app().translation("de", texts)));
        ConnectionDefinition before = ConnectionDefinition.of("app", "App").translation("de", texts);
        assertEquals("before there are methods", texts, german(before));
        assertEquals("methods that come later", resolved, german(before.methods(app().methods().toArray(ConnectionMethod[]::new))));
    }

    @Test
    public void textsOfOneLanguageComeTogetherAndTheLaterCounts() {
        ConnectionDefinition both = app().translation("de", Map.of("label", "Eine", "methods.login.label", "Anmeldung"))
                .translation("de", Map.of("label", "Die App")).translation("fr", Map.of("label", "Une"));
        assertEquals(Map.of("label", "Die App", "methods.login.label", "Anmeldung"), german(both));
        assertEquals(Map.of("label", "Une"), both.translations().get("fr"));
    }

    @Test
    public void aFileBesideTheClassIsReadInUtf8() {
        Map<String, String> texts = german(app().translation("de", TranslationTest.class));
        assertEquals("Größe „A“ – 10 €", texts.get("label"));
        assertEquals(Map.of("label", "Größe „A“ – 10 €", "methods.login.label", "Anmeldung", "methods.login.fields.mode.label", "Art",
                "methods.token.fields.mode.label", "Art des Tokens", "methods.login.fields.mode.options.a", "Erste",
                "methods.token.fields.mode.options.a", "Erste"), texts);
        assertEquals(List.of(), app().translation("de", TranslationTest.class).faults());
    }

    @Test
    public void theThreadsClassLoaderDoesNotMatter() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertTrue(german(app().translation("de", TranslationTest.class)).containsKey("label"));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    public void aFileThatIsMissingOrBrokenIsNamed() {
        refused("es", "there is no TranslationTest_es.properties beside dev.patchbay.api.provider.TranslationTest");
        refused("fr", "TranslationTest_fr.properties beside dev.patchbay.api.provider.TranslationTest is not in UTF-8");
        refused("en", "TranslationTest_en.properties beside dev.patchbay.api.provider.TranslationTest has more than one text for label");
        refused("it", "TranslationTest_it.properties beside dev.patchbay.api.provider.TranslationTest cannot be read");
    }

    private static void refused(String tag, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> app().translation(tag, TranslationTest.class)).getMessage());
    }

    @Test
    public void aTranslationOfWhatIsNotThereIsAFault() {
        for (String key : List.of("lable", "description", "methods.login.fields.pass.label", "methods.oauth.label", "fields.pass.label",
                "methods.login.fields.mode.options.c", "methods.token.guide", "methods.login.fields.user.help")) {
            faulty("/translations/de/" + key, "no text of this key to translate (de): " + key,
                    app().translation("de", Map.of(key, "Text")));
        }
        faulty("/translations/de/methods.login.fields.x~1y.label", "x/y", app().translation("de",
                Map.of("methods.login.fields.x/y.label", "Text")));
        faulty("/translations/de/steps.", "no text of this key", app().translation("de", Map.of("steps.", "Text")));
        assertEquals("a step by its name", List.of(), app().translation("de", Map.of("steps.Log in", "Anmelden")).faults());
        faulty("/translations/de/label", "is empty (de): label", app().translation("de", Map.of("label", " ")));
    }

    @Test
    public void aLanguageIsNamedByItsTag() {
        for (String wrong : List.of("DE", "de_DE", "german language", "")) {
            faulty("/translations/" + wrong, "such as de or pt-BR", app().translation(wrong, Map.of("label", "Die App")));
        }
        for (String tag : List.of("de", "pt-BR", "zh-Hant-TW", "es-419")) {
            assertEquals(List.of(), app().translation(tag, Map.of("label", "Die App")).faults());
        }
    }

    private static void faulty(String pointer, String part, ConnectionDefinition definition) {
        List<DefinitionFault> faults = definition.placedFaults();
        assertEquals(faults.toString(), 1, faults.size());
        assertEquals(pointer, faults.get(0).pointer());
        assertTrue(faults.toString(), faults.get(0).message().contains(part));
    }
}
