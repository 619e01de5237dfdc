package dev.patchbay.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.declaration.Declaration;
import dev.patchbay.declaration.DeclarationBundle;
import dev.patchbay.declaration.Declarations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code dev.patchbay.app.<id>-<release>.jar} of every app, and {@code features/apps-<category>.json} of every category.
 * The same input gives the same bytes.
 */
final class CatalogueBuild {
    /** The symbolic name of an app's bundle is this and its id. */
    static final String PREFIX = "dev.patchbay.app.";
    private static final String GROUP = "dev.patchbay:";
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Icons icons;
    private final Map<String, String> iconOf;
    private final String version;

    /**
     * A build.
     *
     * @param iconOf names of icons by app
     * @param version the version of the features
     */
    CatalogueBuild(Icons icons, Map<String, String> iconOf, String version) {
        this.icons = icons;
        this.iconOf = Map.copyOf(iconOf);
        this.version = version;
    }

    /** The build of a catalogue in a folder, with the icons its table of facts names. */
    static CatalogueBuild of(Path catalogue, String version) throws IOException {
        Map<String, String> iconOf = new TreeMap<>();
        for (Map<String, String> row : FactsTable.read(catalogue.resolve("facts/apps.csv"))) {
            iconOf.put(row.get("id"), row.get("icon"));
        }
        return new CatalogueBuild(Icons.found(), iconOf, version);
    }

    /** Makes everything; afterwards the folder holds nothing else. */
    void write(List<CatalogueApp> apps, Path folder) throws IOException {
        OutputFolder out = new OutputFolder(folder);
        Map<String, List<CatalogueApp>> byCategory = new TreeMap<>();
        for (CatalogueApp app : apps) {
            out.put(PREFIX + app.id() + "-" + app.declaration().release() + ".jar", bundle(app));
            byCategory.computeIfAbsent(app.folder(), none -> new ArrayList<>()).add(app);
        }
        for (Map.Entry<String, List<CatalogueApp>> one : byCategory.entrySet()) {
            out.put("features/apps-" + one.getKey() + ".json", feature(one.getKey(), one.getValue()));
        }
        out.end();
    }

    private byte[] bundle(CatalogueApp app) throws IOException {
        Declaration declaration = app.declaration();
        byte[] shipped = withIcon(app);
        Declarations.read(app.file(), shipped);
        Map<String, String> headers = Map.of(
                "Bundle-Name", declaration.definition().label(),
                "Bundle-Description", declaration.definition().description(),
                "Bundle-Category", app.folder(),
                "Bundle-DocURL", declaration.definition().docs(),
                "Bundle-License", "Apache-2.0");
        return DeclarationBundle.wrap(PREFIX + app.id(), declaration.release(), headers, Map.of(app.id(), shipped));
    }

    private byte[] withIcon(CatalogueApp app) throws IOException {
        String icon = iconOf.getOrDefault(app.id(), "");
        if (icon.isEmpty()) {
            return app.whole();
        }
        JsonNode tree = JSON.readTree(app.whole());
        ((ObjectNode) tree).putObject("icon")
                .put("mediaType", Icons.MEDIA_TYPE)
                .put("base64", Base64.getEncoder().encodeToString(icons.get(icon)));
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An OSGi feature (OSGi Compendium 8, chapter 159). */
    private byte[] feature(String category, List<CatalogueApp> apps) throws IOException {
        ObjectNode feature = JSON.createObjectNode()
                .put("feature-resource-version", "1.0")
                .put("id", GROUP + "apps-" + category + ":" + version)
                .put("name", "Apps: " + category)
                .put("description", "Every app of the catalogue in the category " + category + ".");
        ArrayNode bundles = feature.putArray("bundles");
        apps.forEach(app -> bundles.addObject().put("id", GROUP + PREFIX + app.id() + ":" + app.declaration().release()));
        return JSON.writeValueAsBytes(feature);
    }
}
