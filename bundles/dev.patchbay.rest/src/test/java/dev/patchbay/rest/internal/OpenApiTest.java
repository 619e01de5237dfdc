package dev.patchbay.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.Test;

/** The OpenAPI document and the resources say the same. */
public class OpenApiTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final JsonNode document = document();

    static JsonNode document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Method and path of each operation of the document. */
    static Set<String> documented() {
        Set<String> all = new TreeSet<>();
        document().get("paths").properties().forEach(path -> path.getValue().fieldNames()
                .forEachRemaining(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    private static void collect(Resource resource, String parent, Set<String> all) {
        String path = (parent + "/" + resource.getPath()).replaceAll("/+", "/");
        for (ResourceMethod method : resource.getResourceMethods()) {
            all.add(method.getHttpMethod() + " " + path);
        }
        resource.getChildResources().forEach(child -> collect(child, path, all));
    }

    @Test
    public void everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() {
        Set<String> routes = new TreeSet<>();
        try (Routes all = new Routes(new HostServices(), System::nanoTime)) {
            all.resources().forEach(resource -> collect(Resource.from(resource.getClass()), "", routes));
        }
        assertEquals(66, routes.size());
        assertEquals(routes, documented());
    }

    @Test
    public void everyPathVariableIsDescribed() {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            Set<String> variables = new HashSet<>();
            Matcher variable = VARIABLE.matcher(path.getKey());
            while (variable.find()) {
                variables.add(variable.group(1));
            }
            for (JsonNode operation : path.getValue()) {
                Set<String> described = new HashSet<>();
                operation.path("parameters").forEach(p -> {
                    if (p.get("in").asText().equals("path")) {
                        described.add(p.get("name").asText());
                    }
                });
                assertEquals(path.getKey(), variables, described);
            }
        }
    }

    @Test
    public void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertTrue("references: " + references.size(), references.size() > 50);
        for (String reference : references) {
            assertTrue(reference, document.at(reference.substring(1)).isObject());
        }
    }

    @Test
    public void everyOperationHasItsOwnNameAndSaysWhatItAnswers() {
        Set<String> names = new HashSet<>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                assertTrue(names.add(operation.get("operationId").asText()));
                assertTrue(operation.get("operationId").asText(), operation.get("responses").has("default"));
                assertTrue(operation.get("operationId").asText(), operation.get("responses").size() > 1);
            }
        }
        assertEquals(66, names.size());
    }
}
