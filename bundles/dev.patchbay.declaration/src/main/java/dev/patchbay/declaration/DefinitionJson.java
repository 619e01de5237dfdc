package dev.patchbay.declaration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchbay.api.provider.ConnectionDefinition;

/**
 * The JSON form of a definition (RFC 8259): closed, so that an unknown key is a fault; canonical, so that equal definitions
 * give equal text; lossless in both directions. What has its default value is left out. Thread-safe.
 */
public final class DefinitionJson {
    /* trees only: no type of ours is ever bound by reflection, so there is no default typing to abuse */
    private static final ObjectMapper TREES = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DefinitionJson() {}

    /** The definition as JSON. */
    public static String write(ConnectionDefinition definition) {
        return new DefinitionWriter().write(definition).toString();
    }

    /**
     * The definition of a JSON text; its rules are not checked, see {@link ConnectionDefinition#faults()}.
     *
     * @throws IllegalArgumentException where the text is no JSON, or has an unknown key, a missing one or one of a wrong
     *     type, naming its place as a JSON pointer (RFC 6901)
     */
    public static ConnectionDefinition read(String json) {
        return new DefinitionReader().read(new ClosedObject(tree(json), ""));
    }

    /** The tree of a text that is exactly one JSON value, no key twice. */
    public static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            /* the original message quotes the text, which may be anything */
            throw new IllegalArgumentException("not JSON, at line " + e.getLocation().getLineNr());
        }
    }
}
