package dev.patchbay.catalogue.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.tck.simulator.AppFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the catalogue as they are in the source tree. */
final class Catalogue {
    private static final Path ROOT = Path.of("..", "catalogue");

    private Catalogue() {}

    /** The table of facts. */
    static List<AppFacts> facts() {
        try {
            return AppFacts.read(ROOT.resolve("facts/apps.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The declarations by id, each written out whole. */
    static Map<String, ObjectNode> declarations() {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(ROOT.resolve("apps"))) {
            for (Path file : all.filter(f -> f.toString().endsWith(Declarations.SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                files.put(name.substring(0, name.length() - Declarations.SUFFIX.length()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, ObjectNode> whole = new TreeMap<>();
        files.forEach((id, bytes) -> {
            byte[] text = Declarations.whole(id + Declarations.SUFFIX, bytes, other -> Optional.ofNullable(files.get(other)));
            whole.put(id, (ObjectNode) DefinitionJson.tree(new String(text, StandardCharsets.UTF_8)));
        });
        return whole;
    }

    /**
     * The definition of a declaration.
     *
     * @throws dev.patchbay.declaration.DeclarationException where it has faults
     */
    static ConnectionDefinition definition(ObjectNode declaration) {
        return Declarations.read(declaration.path("id").asText("trial") + Declarations.SUFFIX, declaration.toString().getBytes(StandardCharsets.UTF_8)).definition();
    }
}
