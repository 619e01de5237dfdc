package dev.patchbay.rest.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object (RFC 8259) as a request's body, read strictly: UTF-8 without a byte order mark, no name twice, nothing after
 * it, no text that is not Unicode, all within the limits of {@link Json}. Messages say where, never what.
 */
final class JsonBody {
    private static final int LARGEST = 1 << 20;

    private final byte[] bytes;
    private final List<FieldError> faults = new ArrayList<>();

    private JsonBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the body of a request; the caller looks at its fields next. */
    static BodyFields read(Exchange exchange) throws IOException {
        byte[] bytes = bytesOf(exchange);
        return new BodyFields(new JsonBody(bytes).object(), bytes);
    }

    private static byte[] bytesOf(Exchange exchange) throws IOException {
        requireJson(exchange.header("Content-Type").orElse(""));
        if (exchange.request().getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        byte[] bytes = exchange.request().getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw tooLarge();
        }
        return bytes;
    }

    private static void requireJson(String contentType) {
        String[] parts = contentType.split(";");
        boolean json = parts[0].strip().equalsIgnoreCase("application/json");
        for (int i = 1; i < parts.length && json; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            json = !parameter.regionMatches(true, 0, "charset=", 0, 8) || parameter.substring(8).equalsIgnoreCase("utf-8");
        }
        if (!json) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8.");
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(ProblemType.TOO_LARGE, "The body is larger than " + LARGEST + " bytes.");
    }

    private Map<String, @Nullable Object> object() throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("The body is not a JSON object", parser.currentTokenLocation());
            }
            Map<String, @Nullable Object> object = object(parser, "");
            if (parser.nextToken() != null) {
                throw malformed("Something follows the JSON object", parser.currentTokenLocation());
            }
            if (!faults.isEmpty()) {
                throw new ProblemException(ProblemType.MALFORMED, "The body cannot be read without doubt.", faults);
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw malformed("The body is nested too deeply or holds a text or number that is too long", e.getLocation());
        } catch (JacksonException e) {
            throw malformed("The body is not JSON", e.getLocation());
        }
    }

    private String text() {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.startsWith("\uFEFF")) {
                throw new ProblemException(ProblemType.MALFORMED, "The body starts with a byte order mark.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.MALFORMED, "The body is not UTF-8.");
        }
    }

    private Map<String, @Nullable Object> object(JsonParser parser, String path) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            String field = path + Texts.printable(name);
            if (Texts.hasLoneSurrogate(name)) {
                fault(field, "unicode", "The name is not Unicode text.");
            }
            parser.nextToken();
            boolean twice = map.containsKey(name);
            map.put(name, value(parser, field));
            if (twice) {
                fault(field, "duplicate", "The name stands there more than once.");
            }
        }
        return map;
    }

    private @Nullable Object value(JsonParser parser, String field) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, field + ".");
            case START_ARRAY -> list(parser, field);
            case VALUE_STRING -> string(parser.getText(), field);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getDoubleValue(), field);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private List<@Nullable Object> list(JsonParser parser, String field) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, field + "[" + list.size() + "]"));
        }
        return list;
    }

    private String string(String text, String field) {
        if (Texts.hasLoneSurrogate(text)) {
            fault(field, "unicode", "The text is not Unicode text.");
        }
        return text;
    }

    private double decimal(double number, String field) {
        if (Double.isInfinite(number)) {
            fault(field, "range", "The number is too large.");
        }
        return number;
    }

    private void fault(String field, String code, String message) {
        faults.add(new FieldError(field, code, message));
    }

    private static ProblemException malformed(String what, @Nullable JsonLocation at) {
        String where = at == null || at.getLineNr() < 1 ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
        return new ProblemException(ProblemType.MALFORMED, what + where);
    }
}
