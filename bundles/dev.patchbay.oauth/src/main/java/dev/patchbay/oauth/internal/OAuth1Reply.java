package dev.patchbay.oauth.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a reply with credentials: form-encoded (RFC 5849 section 2.1), whatever its media type says, since apps call it
 * text/html and text/plain as well; a JSON object is taken too.
 */
final class OAuth1Reply {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private OAuth1Reply() {}

    /** The values by name; empty where it is neither, or where a name comes twice. */
    static Optional<Map<String, String>> parse(String body) {
        String text = body.strip();
        try {
            return text.startsWith("{") ? json(text) : form(text);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> json(String text) throws JacksonException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : JSON.readTree(text).properties()) {
            if (member.getValue().isValueNode()) {
                values.put(member.getKey(), member.getValue().asText());
            }
        }
        return Optional.of(values);
    }

    private static Optional<Map<String, String>> form(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split("&")) {
            int equals = part.indexOf('=');
            if (text.startsWith("<") || equals <= 0) {
                return Optional.empty();
            }
            String name = PercentEncoding.decodeText(part.substring(0, equals));
            if (values.put(name, PercentEncoding.decodeText(part.substring(equals + 1))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
