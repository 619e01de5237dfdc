package dev.patchbay.oauth.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of an app's reply as a tree. Apps label JSON as text and forms as HTML, so the body itself decides which it is.
 * Immutable.
 */
final class ReplyTree {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A form begins with a name and an equals sign; no HTML and no JSON does. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.\\-\\[\\]]{1,100}=[^\\s<>]*");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    private final JsonNode root;

    private ReplyTree(JsonNode root) {
        this.root = root;
    }

    /** The tree of a body; empty where the body is neither a whole JSON object or array nor a form. */
    static Optional<ReplyTree> parse(String body) {
        String text = body.startsWith("\uFEFF") ? body.substring(1).strip() : body.strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return Optional.of(new ReplyTree(JSON.readTree(text)));
            } catch (JsonProcessingException cutOffOrNoJson) {
                return Optional.empty();
            }
        }
        return FORM.matcher(text).matches() ? form(text) : Optional.empty();
    }

    private static Optional<ReplyTree> form(String text) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        try {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                object.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
            return Optional.of(new ReplyTree(object));
        } catch (IllegalArgumentException brokenEncoding) {
            return Optional.empty();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The scalar at a path as text; empty where there is none, a null, or no scalar. */
    Optional<String> text(String path) {
        JsonNode node = at(path);
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** The texts of the array at a path; empty where there is no array. */
    Optional<List<String>> list(String path) {
        JsonNode node = at(path);
        if (!node.isArray()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.asText()));
        return Optional.of(texts);
    }

    private JsonNode at(String path) {
        JsonNode node = path.isEmpty() ? MissingNode.getInstance() : root;
        for (String part : path.split("\\.")) {
            node = node.isArray() && INDEX.matcher(part).matches() ? node.path(Integer.parseInt(part)) : node.path(part);
        }
        return node;
    }
}
