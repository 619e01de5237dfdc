package dev.patchbay.tck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Builds a JSON document by paths: member names with dots between, numbers index arrays. Not thread-safe. */
final class JsonTree {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private @Nullable JsonNode root;

    /** Puts a value at a path; true and false stand as such, the rest as text. */
    JsonTree put(String path, String value) {
        return put(path, value.equals("true") || value.equals("false")
                ? MAKE.booleanNode(Boolean.parseBoolean(value)) : MAKE.textNode(value));
    }

    JsonTree put(String path, JsonNode value) {
        root = with(root, path.split("\\."), 0, value);
        return this;
    }

    /** The document; an empty object where nothing was put. */
    JsonNode root() {
        return root == null ? MAKE.objectNode() : root;
    }

    private static JsonNode with(@Nullable JsonNode node, String[] path, int depth, JsonNode value) {
        if (depth == path.length) {
            return value;
        }
        String part = path[depth];
        boolean index = part.matches("\\d{1,3}");
        if (index && (node == null || node.isArray())) {
            ArrayNode array = node == null ? MAKE.arrayNode() : (ArrayNode) node;
            int at = Integer.parseInt(part);
            while (array.size() <= at) {
                array.add(MAKE.objectNode());
            }
            array.set(at, with(depth + 1 == path.length ? null : array.get(at), path, depth + 1, value));
            return array;
        }
        ObjectNode object = node instanceof ObjectNode some ? some : MAKE.objectNode();
        object.set(part, with(object.get(part), path, depth + 1, value));
        return object;
    }
}
