package dev.patchbay.catalogue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.declaration.DeclarationException;
import dev.patchbay.declaration.DeclarationFault;
import dev.patchbay.declaration.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The declarations of the catalogue, as they are committed. */
public class CatalogueTest {
    /** A category is where people look: a new one is a decision, not a spelling. */
    private static final Set<String> CATEGORIES = Set.of("accounting", "ai", "analytics", "commerce", "communication", "content",
            "crm", "data", "design", "development", "documents", "files", "forms", "infrastructure", "marketing", "media",
            "monitoring", "payments", "productivity", "projects", "scheduling", "shipping", "social", "support");
    private static List<CatalogueApp> apps = List.of();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void everyFileIsRead() throws IOException {
        apps = Catalogue.read(Path.of("apps"));
    }

    /** What holds of every app, by name of the app that breaks it. */
    private interface Breach {
        Stream<String> in(CatalogueApp app);
    }

    private static List<String> breaches(Breach rule) {
        return apps.stream().flatMap(app -> rule.in(app).map(what -> app.id() + ": " + what)).toList();
    }

    private static Stream<ConnectionMethod> methods(CatalogueApp app) {
        return app.declaration().definition().methods().stream();
    }

    private static Stream<String> when(boolean broken, String what) {
        return broken ? Stream.of(what) : Stream.empty();
    }

    @Test
    public void thereAreAHundredAppsOrMore() {
        assertTrue("only " + apps.size(), apps.size() >= 100);
    }

    @Test
    public void anAppLiesInTheFolderOfItsCategory() {
        assertEquals(List.of(), breaches(app -> when(!app.folder().equals(app.declaration().definition().category()),
                "in " + app.folder() + ", says " + app.declaration().definition().category())));
    }

    @Test
    public void categoriesAreThoseOfTheList() {
        assertEquals(new TreeSet<>(CATEGORIES), apps.stream().map(CatalogueApp::folder).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    public void anAppSaysWhereItsFactsComeFromAndWhereItIsDescribed() {
        assertEquals(List.of(), breaches(app -> Stream.concat(
                when(app.declaration().facts().isEmpty(), "no facts"),
                when(app.declaration().definition().docs().isEmpty(), "no docs"))));
    }

    @Test
    public void anAppIsDescribedInOneSentence() {
        assertEquals(List.of(), breaches(app -> {
            String text = app.declaration().definition().description();
            boolean sentence = text.length() >= 20 && text.length() <= 120 && text.endsWith(".") && text.indexOf('\n') < 0;
            return when(!sentence, text);
        }));
    }

    @Test
    public void everyMethodCanBeTested() {
        assertEquals(List.of(), breaches(app -> methods(app)
                .filter(method -> method.probe().isEmpty()).map(ConnectionMethod::id)));
    }

    @Test
    public void aGuideNamesEveryFieldAPersonFillsIn() {
        assertEquals(List.of(), breaches(app -> methods(app).flatMap(method -> method.connectionFields().stream()
                .filter(field -> !method.guide().toLowerCase(Locale.ROOT).contains(field.label().toLowerCase(Locale.ROOT)))
                .filter(field -> field.scope() == Field.Scope.CONNECTION && !field.name().equals("scopes"))
                .map(field -> method.id() + " says nothing of " + field.label()))));
    }

    @Test
    public void aGuideIsOfNumberedSteps() {
        assertEquals(List.of(), breaches(app -> methods(app)
                .filter(method -> !method.guide().contains("1. ")).map(ConnectionMethod::id)));
    }

    @Test
    public void aGuideForASignInSaysWhereTheRedirectUriGoes() {
        assertEquals(List.of(), breaches(app -> methods(app)
                .filter(ConnectionMethod::needsClient)
                .filter(method -> !method.guide().contains("redirect URI")).map(ConnectionMethod::id)));
    }

    @Test
    public void noTextStandsTwice() {
        Map<String, String> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (CatalogueApp app : apps) {
            List<String> texts = new ArrayList<>(List.of(
                    app.declaration().definition().label(), app.declaration().definition().description()));
            methods(app).forEach(method -> texts.add(method.guide()));
            for (String text : texts) {
                String before = seen.putIfAbsent(text, app.id());
                if (before != null) {
                    twice.add(before + " and " + app.id() + ": " + text);
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    public void aKeyIsASecret() {
        assertEquals(List.of(), breaches(app -> methods(app)
                .filter(method -> method.auth() instanceof Auth.StoredFields)
                .filter(method -> method.fields().stream().noneMatch(Field::isSecret)).map(ConnectionMethod::id)));
    }

    @Test
    public void theTableHasTheSameAppsAndMethods() throws IOException {
        List<String> table = FactsTable.read(Path.of("facts/apps.csv")).stream()
                .map(row -> row.get("id") + " " + row.get("method")).sorted().toList();
        List<String> files = apps.stream()
                .flatMap(app -> methods(app).map(method -> app.id() + " " + method.id())).sorted().toList();

        assertEquals(files, table);
    }

    @Test
    public void theTableSaysTheSameOfTheAppItself() throws IOException {
        Map<String, List<Map<String, String>>> byId = FactsTable.read(Path.of("facts/apps.csv")).stream()
                .collect(Collectors.groupingBy(row -> row.get("id")));
        for (CatalogueApp app : apps) {
            Facts facts = app.declaration().facts().orElseThrow();
            List<Map<String, String>> rows = byId.get(app.id());
            for (Map<String, String> row : rows) {
                assertEquals(app.declaration().definition().label(), row.get("label"));
                assertEquals(app.id(), app.folder(), row.get("category"));
                assertEquals(app.id(), facts.date() + " " + facts.verified(), row.get("date") + " " + row.get("verified"));
            }
            assertTrue(app.id() + ": one of its rows has this page", rows.stream().anyMatch(row -> row.get("source").equals(facts.source())));
        }
    }

    @Test
    public void everyFaultOfEveryFileIsToldAtOnce() throws IOException {
        Path category = folder.newFolder("data").toPath();
        Files.writeString(category.resolve("one.connection.json"), "{\"id\":\"one\",\"label\":1,\"colour\":\"red\"}");
        Files.writeString(category.resolve("two.connection.json"), "{\"id\":\"other\",\"label\":\"Two\",\"methods\":"
                + "[{\"id\":\"key\",\"label\":\"Key\"}]}");
        Files.writeString(folder.newFolder("design").toPath().resolve("one.connection.json"), "{}");
        Files.writeString(category.resolve("three.connection.json"), "{\"id\":\"three\",\"extends\":\"nothing\"}");

        DeclarationException e = assertThrows(DeclarationException.class, () -> Catalogue.read(folder.getRoot().toPath()));

        List<String> places = e.faults().stream().map(DeclarationFault::toString)
                .map(fault -> fault.substring(0, fault.indexOf(": "))).toList();
        assertEquals(List.of("design/one.connection.json:/", "data/one.connection.json:/colour",
                "data/one.connection.json:/label", "data/one.connection.json:/methods",
                "data/three.connection.json:/extends", "data/two.connection.json:/id"), places);
    }
}
