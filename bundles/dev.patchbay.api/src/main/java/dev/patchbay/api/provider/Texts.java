package dev.patchbay.api.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people read of a definition: the one list of the keys there are, and how keys and texts come together. */
final class Texts {
    private static final String METHODS = "methods.";
    private static final String FIELDS = "fields.";
    /** Before the name of a step of a test. */
    static final String STEPS = "steps.";

    private Texts() {}

    /** Each text that is not empty by its key, in the order of the form. */
    static Map<String, String> of(ConnectionDefinition definition) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("label", definition.label());
        all.put("description", definition.description());
        for (ConnectionMethod method : definition.methods()) {
            String at = METHODS + method.id() + ".";
            all.put(at + "label", method.label());
            all.put(at + "guide", method.guide());
            method.fields().forEach(field -> field(all, at + FIELDS + field.name() + ".", field));
        }
        all.values().removeIf(String::isBlank);
        return Collections.unmodifiableMap(all);
    }

    private static void field(Map<String, String> all, String at, Field<?> field) {
        all.put(at + "label", field.label());
        all.put(at + "help", field.help());
        all.put(at + "example", field.example());
        all.put(at + "warning", field.warning());
        field.options().forEach(option -> all.put(at + "options." + option.value(), option.label()));
    }

    /** The given texts with those of {@code fields.…} at each key they stand for; what stands for none is left as it is. */
    static Map<String, String> spread(Map<String, String> given, ConnectionDefinition definition) {
        if (given.keySet().stream().noneMatch(key -> key.startsWith(FIELDS))) {
            return given; // as every definition is that the host keeps, since the JSON form has whole keys
        }
        Set<String> keys = of(definition).keySet();
        Map<String, String> out = new TreeMap<>(given);
        given.forEach((shortKey, text) -> {
            if (!shortKey.startsWith(FIELDS)) {
                return;
            }
            List<String> meant = keys.stream().filter(key -> key.startsWith(METHODS) && afterTheMethod(key).equals(shortKey)).toList();
            meant.forEach(key -> out.putIfAbsent(key, text));
            if (!meant.isEmpty()) {
                out.remove(shortKey);
            }
        });
        return Collections.unmodifiableMap(out);
    }

    /** No method's id has a dot. */
    private static String afterTheMethod(String key) {
        return key.substring(key.indexOf('.', METHODS.length()) + 1);
    }

    /** The texts of the file beside the class. */
    static Map<String, String> beside(String languageTag, Class<?> owner) {
        String name = owner.getSimpleName() + "_" + languageTag + ".properties";
        String where = name + " beside " + owner.getName();
        // the class's own loader is that of its bundle; the thread's would be the host's
        InputStream file = owner.getResourceAsStream(name);
        if (file == null) {
            throw new IllegalArgumentException("there is no " + where);
        }
        OnceEach texts = new OnceEach();
        // a decoder of its own reports what is not UTF-8; by the charset alone it would be replaced
        try (Reader in = new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder())) {
            texts.load(in);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(where + " is not in UTF-8", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " cannot be read", e);
        }
        if (!texts.twice.isEmpty()) {
            throw new IllegalArgumentException(where + " has more than one text for " + String.join(", ", texts.twice));
        }
        Map<String, String> all = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> all.put(key, texts.getProperty(key)));
        return all;
    }

    /** Of a key that stands twice the last one would win, unnoticed. */
    private static final class OnceEach extends Properties {
        @Serial
        private static final long serialVersionUID = 1L;

        private final TreeSet<String> twice = new TreeSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                twice.add(String.valueOf(key));
            }
            return super.put(key, value);
        }
    }
}
