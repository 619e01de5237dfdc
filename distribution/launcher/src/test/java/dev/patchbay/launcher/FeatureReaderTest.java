package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FeatureReaderTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyPartIsRead() {
        Feature feature = FeatureReader.parse("""
                {"feature-resource-version": "1.0", "id": "g:a:1",
                 "bundles": [{"id": "org.acme:one:1.0"}, "org.acme:two:2.0-GA"],
                 "configurations": {"acme.pid": {"a": 1, "b": ["x", "y"]}, "acme.factory~one": {}},
                 "extensions": {
                   "patchbay": {"kind": "optional", "type": "json", "json": {"start-level": 3, "modes": ["host", "maintenance"]}},
                   "framework-launching-properties": {"kind": "optional", "type": "json", "json": {"some.property": "7"}}}}""");

        assertEquals(new Feature("g:a:1", List.of(new BundleId("org.acme", "one", "1.0"), new BundleId("org.acme", "two", "2.0-GA")),
                Map.of("acme.pid", Map.of("a", 1L, "b", List.of("x", "y")), "acme.factory~one", Map.of()),
                Map.of("some.property", "7"), 3, Set.of("host", "maintenance")), feature);
    }

    @Test
    public void withoutOurExtensionItIsAnAppOfTheHost() {
        Feature feature = FeatureReader.parse("{\"feature-resource-version\": \"1.0\", \"id\": \"g:a:1\", \"bundles\": []}");

        assertEquals(10, feature.startLevel());
        assertEquals(Set.of("host"), feature.modes());
    }

    @Test
    public void whatCannotBeUsedIsRefused() {
        for (String wrong : List.of("[]", "{}", "{\"feature-resource-version\": \"2.0\", \"id\": \"x\", \"bundles\": []}",
                feature("\"bundles\": [\"a:b\"]"), feature("\"bundles\": [\"a:b:1\", \"a:b:1\"]"), feature("\"bundles\": [{}]"), feature("\"x\": 1"),
                feature("\"bundles\": [\"a:../../b:1\"]"), feature("\"bundles\": [\"a:b:..\"]"), feature("\"bundles\": [\"a:/b:1\"]"),
                feature("\"bundles\": [], \"extensions\": {\"patchbay\": {\"json\": {\"start-level\": 0}}}"),
                feature("\"bundles\": [], \"extensions\": {\"patchbay\": {\"json\": {\"start-level\": \"5\"}}}"),
                feature("\"bundles\": [], \"extensions\": {\"patchbay\": {\"json\": {\"modes\": [\"moon\"]}}}"),
                feature("\"bundles\": [], \"configurations\": {\"pid\": 1}"))) {
            assertThrows(wrong, IllegalArgumentException.class, () -> FeatureReader.parse(wrong));
        }
    }

    @Test
    public void folderIsReadByFileName() throws Exception {
        write("b.json", feature("\"bundles\": [\"b:b:1\"]"));
        write("a.json", feature("\"bundles\": [\"a:a:1\"]"));
        write("readme.txt", "no feature");

        List<Feature> features = FeatureReader.read(folder.getRoot().toPath());

        assertEquals(List.of("a:a:1", "b:b:1"), features.stream().map(feature -> feature.bundles().get(0).toString()).toList());
    }

    @Test
    public void brokenFileIsNamed() throws Exception {
        write("broken.json", "{");

        StartFailure failure = assertThrows(StartFailure.class, () -> FeatureReader.read(folder.getRoot().toPath()));

        assertEquals(ExitCodes.SOFTWARE, failure.exitCode());
        assertTrue(failure.getMessage(), failure.getMessage().contains("broken.json") && failure.getMessage().contains("line 1, column 2"));
    }

    @Test
    public void missingFolderIsNamed() {
        Path missing = folder.getRoot().toPath().resolve("missing");

        StartFailure failure = assertThrows(StartFailure.class, () -> FeatureReader.read(missing));

        assertTrue(failure.getMessage(), failure.getMessage().contains(missing.toString()));
    }

    private static String feature(String rest) {
        return "{\"feature-resource-version\": \"1.0\", \"id\": \"g:a:1\", " + rest + "}";
    }

    private void write(String name, String content) throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve(name), content);
    }
}
