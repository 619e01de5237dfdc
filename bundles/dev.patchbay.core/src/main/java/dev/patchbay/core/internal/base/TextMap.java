package dev.patchbay.core.internal.base;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Texts by name as a JSON object: the details of audit entries, the results of tests. */
public final class TextMap {
    private static final JsonFactory JSON = new JsonFactory();

    private TextMap() {}

    public static String write(Map<String, String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> each : texts.entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The texts; none where the text is not in this form (a row someone changed is still listed). */
    public static Map<String, String> read(String text) {
        Map<String, String> texts = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                texts.put(json.currentName(), json.nextTextValue());
            }
        } catch (JacksonException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        texts.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(texts);
    }
}
