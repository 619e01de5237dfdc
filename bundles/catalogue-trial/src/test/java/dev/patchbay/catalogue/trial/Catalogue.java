package dev.patchbay.catalogue.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.tck.simulator.AppFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the catalogue as they are in the source tree. */
final class Catalogue {
    private static final Path ROOT = Path.of("..", "catalogue");
    private static final String SUFFIX = ".connection.json";

    private Catalogue() {}

    /** The table of facts. */
    static List<AppFacts> facts() {
        try {
            return AppFacts.read(ROOT.resolve("facts/apps.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The declarations by id. */
    static Map<String, ObjectNode> declarations() {
        Map<String, ObjectNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("apps"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                all.put(name.substring(0, name.length() - SUFFIX.length()), (ObjectNode) DefinitionJson.tree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The definition of a declaration. */
    static ConnectionDefinition definition(ObjectNode declaration) {
        ObjectNode copy = declaration.deepCopy();
        copy.remove(List.of("$schema", "release", "minimumApi", "docs", "facts", "webhook", "testVectors"));
        for (JsonNode method : copy.path("methods")) {
            ((ObjectNode) method).remove(List.of("lifetimes", "limits"));
            for (JsonNode field : method.path("fields")) {
                ((ObjectNode) field).remove(List.of("prefix", "suffix", "docs", "warning", "format"));
            }
        }
        return DefinitionJson.read(copy.toString());
    }
}
