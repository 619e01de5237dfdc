package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a connection as the bytes that are sealed: a JSON object by field name, in which a secret is the object
 * {@code {"secret": "…"}} and so stays a secret without its definition. Thread-safe.
 */
public final class ValuesJson {
    private static final String SECRET = "secret";
    private static final JsonFactory JSON = new JsonFactory();

    private ValuesJson() {}

    public static byte[] write(Values values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> each : values.asMap().entrySet()) {
                json.writeFieldName(each.getKey());
                write(json, each.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Secret secret) {
            json.writeStartObject();
            json.writeStringField(SECRET, secret.reveal());
            json.writeEndObject();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object text : list) {
                json.writeString((String) text);
            }
            json.writeEndArray();
        } else {
            json.writeString((String) value);
        }
    }

    /** Reads what {@link #write} wrote; the bytes were authenticated before. */
    public static Values read(byte[] bytes) {
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                values.put(name, value(json));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a sealed payload is not in its form");
        }
        return Values.of(values);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.nextToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getIntValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case START_ARRAY -> list(json);
            case START_OBJECT -> secret(json);
            default -> throw new IOException("a value of no known type");
        };
    }

    private static List<String> list(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        return texts;
    }

    private static Secret secret(JsonParser json) throws IOException {
        json.nextToken();
        json.nextToken();
        Secret secret = Secret.of(json.getText());
        json.nextToken();
        return secret;
    }
}
