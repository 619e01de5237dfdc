package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values in an app's JSON by path: member names with dots between, array indexes as numbers ({@code data.shops.0.id}). */
public final class JsonPath {
    private JsonPath() {}

    /** The value as text: of a text, a number or a flag. Empty where there is none, and for an empty path. */
    public static Optional<String> text(JsonNode from, String path) {
        return find(from, path).filter(JsonNode::isValueNode).filter(value -> !value.isNull()).map(JsonNode::asText);
    }

    /** Several values: a text with spaces or commas between, or an array of texts or of objects with a {@code handle}. */
    public static Optional<List<String>> texts(JsonNode from, String path) {
        Optional<JsonNode> found = find(from, path);
        if (found.isEmpty() || !found.get().isArray() && !found.get().isTextual()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        if (found.get().isTextual()) {
            for (String word : found.get().textValue().split("[\\s,]+")) {
                texts.add(word);
            }
        } else {
            found.get().forEach(entry -> texts.add((entry.isObject() ? entry.path("handle") : entry).asText("")));
        }
        texts.removeIf(String::isEmpty);
        return Optional.of(List.copyOf(texts));
    }

    private static Optional<JsonNode> find(JsonNode from, String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = from;
        for (String part : path.split("\\.", -1)) {
            node = node.isArray() && part.matches("\\d{1,6}") ? node.path(Integer.parseInt(part)) : node.path(part);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}
