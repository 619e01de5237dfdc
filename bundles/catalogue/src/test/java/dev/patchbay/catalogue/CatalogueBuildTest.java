package dev.patchbay.catalogue;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Bundles and features made of the committed catalogue and of small ones. */
public class CatalogueBuildTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
    private static final String APP = """
            {"id": "%s", "label": "%s", "release": "%s", "category": "data", "baseUrl": "https://api.example.com",
             "methods": [{"id": "key", "label": "Key", "fields": [{"kind": "secret", "name": "apiKey", "label": "API key"}]}]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();
    private Path apps = Path.of("");
    private Path out = Path.of("");

    @Before
    public void twoApps() throws IOException {
        apps = folder.newFolder("apps").toPath();
        out = folder.getRoot().toPath().resolve("out");
        Files.createDirectory(apps.resolve("data"));
        app("one", "One", "1.0.0");
        app("two", "Two", "1.2.0");
    }

    private void app(String id, String label, String release) throws IOException {
        Files.writeString(apps.resolve("data/" + id + Declarations.SUFFIX), APP.formatted(id, label, release));
    }

    private void build(Map<String, String> icons) throws IOException {
        new CatalogueBuild(Icons.found(), icons, "9.8.7").write(Catalogue.read(apps), out);
    }

    private List<String> made() throws IOException {
        try (Stream<Path> found = Files.walk(out)) {
            return found.filter(Files::isRegularFile).map(file -> out.relativize(file).toString()).sorted().toList();
        }
    }

    private static ConnectionDefinition shipped(Path jar, String id) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            byte[] json = file.getInputStream(file.getEntry(Declarations.FOLDER + id + Declarations.SUFFIX)).readAllBytes();
            return Declarations.read(id, json).definition();
        }
    }

    @Test
    public void eachAppOfTheCatalogueIsABundleThatPromisesIt() throws IOException {
        List<CatalogueApp> all = Catalogue.read(Path.of("apps"));

        CatalogueBuild.of(Path.of(""), "9.8.7").write(all, out);

        assertTrue("only " + all.size(), all.size() >= 100);
        for (CatalogueApp app : all) {
            Path jar = out.resolve("dev.patchbay.app." + app.id() + "-" + app.declaration().release() + ".jar");
            try (JarFile file = new JarFile(jar.toFile())) {
                Attributes manifest = file.getManifest().getMainAttributes();
                assertEquals("dev.patchbay.app." + app.id(), manifest.getValue("Bundle-SymbolicName"));
                assertEquals("dev.patchbay.provider;dev.patchbay.provider=\"" + app.id() + "\"", manifest.getValue("Provide-Capability"));
                assertEquals(app.declaration().definition().label(), manifest.getValue("Bundle-Name"));
            }
            assertEquals(app.declaration().definition().methods().size(), shipped(jar, app.id()).methods().size());
        }
    }

    @Test
    public void everyIconTheTableNamesIsSmallAndADrawing() throws IOException {
        List<CatalogueApp> all = Catalogue.read(Path.of("apps"));
        CatalogueBuild.of(Path.of(""), "9.8.7").write(all, out);

        Map<String, String> named = new TreeMap<>();
        for (Map<String, String> row : FactsTable.read(Path.of("facts/apps.csv"))) {
            named.put(row.get("id"), row.get("icon"));
        }
        int drawn = 0;
        for (CatalogueApp app : all) {
            Path jar = out.resolve("dev.patchbay.app." + app.id() + "-" + app.declaration().release() + ".jar");
            ConnectionDefinition definition = shipped(jar, app.id());
            assertEquals(app.id(), !named.get(app.id()).isEmpty(), definition.icon().isPresent());
            if (definition.icon().isPresent()) {
                byte[] bytes = definition.icon().get().bytes();
                assertTrue(app.id(), bytes.length <= 65_536);
                assertTrue(app.id(), new String(bytes, StandardCharsets.UTF_8).startsWith("<svg "));
                drawn++;
            }
        }
        assertTrue("only " + drawn, drawn >= 50);
    }

    @Test
    public void theFeatureOfACategoryNamesItsBundles() throws IOException {
        build(Map.of());

        JsonNode feature = new ObjectMapper().readTree(Files.readAllBytes(out.resolve("features/apps-data.json")));
        assertEquals("dev.patchbay:apps-data:9.8.7", feature.get("id").asText());
        assertEquals("1.0", feature.get("feature-resource-version").asText());
        assertEquals("[{\"id\":\"dev.patchbay:dev.patchbay.app.one:1.0.0\"},{\"id\":\"dev.patchbay:dev.patchbay.app.two:1.2.0\"}]",
                feature.get("bundles").toString());
    }

    @Test
    public void theSameCatalogueGivesTheSameBytes() throws IOException {
        Map<String, String> icons = Map.of("one", "github");
        build(icons);
        Map<String, byte[]> before = bytes();
        Path first = out;
        out = folder.getRoot().toPath().resolve("again");

        build(icons);

        assertNotEquals(first, out);
        assertEquals(before.keySet(), bytes().keySet());
        bytes().forEach((name, now) -> assertArrayEquals(name, before.get(name), now));
    }

    private Map<String, byte[]> bytes() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        for (String name : made()) {
            all.put(name, Files.readAllBytes(out.resolve(name)));
        }
        return all;
    }

    @Test
    public void onlyWhatChangedIsWrittenAgain() throws IOException {
        build(Map.of());
        for (String name : made()) {
            Files.setLastModifiedTime(out.resolve(name), LONG_AGO);
        }
        app("two", "Two, renamed", "1.2.0");

        build(Map.of());

        assertEquals(List.of("dev.patchbay.app.two-1.2.0.jar"), made().stream()
                .filter(name -> !modified(name).equals(LONG_AGO)).collect(Collectors.toList()));
        assertEquals("Two, renamed", shipped(out.resolve("dev.patchbay.app.two-1.2.0.jar"), "two").label());
    }

    private FileTime modified(String name) {
        try {
            return Files.getLastModifiedTime(out.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void whatIsGoneOrHasAnotherReleaseLeavesNoJarBehind() throws IOException {
        build(Map.of());
        Files.delete(apps.resolve("data/one" + Declarations.SUFFIX));
        app("two", "Two", "1.3.0");

        build(Map.of());

        assertEquals(List.of("dev.patchbay.app.two-1.3.0.jar", "features/apps-data.json"), made());
    }

    @Test
    public void anUnknownIconStopsTheBuildWithItsName() {
        IOException e = assertThrows(IOException.class, () -> build(Map.of("one", "no-such-icon")));

        assertTrue(e.getMessage(), e.getMessage().contains("no-such-icon.svg"));
    }

    @Test
    public void anAppWithoutIconIsShippedAsItIsWritten() throws IOException {
        build(Map.of("one", ""));

        assertFalse(shipped(out.resolve("dev.patchbay.app.one-1.0.0.jar"), "one").icon().isPresent());
    }
}
