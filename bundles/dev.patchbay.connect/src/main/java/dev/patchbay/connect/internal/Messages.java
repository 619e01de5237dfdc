package dev.patchbay.connect.internal;

import dev.patchbay.host.problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message catalogue in one language: what people read on these pages. A hole is written {@code {name}}. Nothing in a
 * message is markup; a sentence with links or names in it is written with its {@linkplain #write pieces}. Immutable.
 */
final class Messages {
    /** Those there are; the first stands in for every other. */
    static final List<String> LANGUAGES = List.of("en", "de");

    /** The language of what the host and providers say by themselves. */
    private static final String SPOKEN = LANGUAGES.get(0);
    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)\\}");
    private static final Map<String, Messages> ALL = readAll();

    private final String language;
    private final Map<String, String> texts;
    private final DateTimeFormatter time;

    private Messages(String language, Map<String, String> texts) {
        this.language = language;
        this.texts = texts;
        this.time = DateTimeFormatter.ofPattern(get("format.time"), Locale.forLanguageTag(language)).withZone(ZoneOffset.UTC);
    }

    /** Those of a language there is. */
    static Messages in(String language) {
        return Objects.requireNonNull(ALL.get(language), language);
    }

    /** Those of the language that an {@code Accept-Language} prefers. */
    static Messages preferred(String acceptLanguage) {
        return in(AcceptLanguage.preferred(acceptLanguage, LANGUAGES));
    }

    /** The language's tag. */
    String language() {
        return language;
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * A message.
     *
     * @param values name, value, name, value of what its holes are filled with
     */
    String get(String key, String... values) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            byName.put(values[i], values[i + 1]);
        }
        return HOLE.matcher(text(key)).replaceAll(hole -> Matcher.quoteReplacement(filling(byName, hole.group(1), key)));
    }

    /** The message for a count, which fills its hole {@code count}. English and German tell one from all others (CLDR plural rules). */
    String plural(String key, int count) {
        return get(key + (count == 1 ? ".one" : ".other"), "count", Integer.toString(count));
    }

    /** Writes a message whose holes are filled with what is no plain text, each by what writes it. */
    void write(Html html, String key, Map<String, Consumer<Html>> pieces) {
        String text = text(key);
        Matcher hole = HOLE.matcher(text);
        int done = 0;
        while (hole.find()) {
            html.text(text.substring(done, hole.start()));
            filling(pieces, hole.group(1), key).accept(html);
            done = hole.end();
        }
        html.text(text.substring(done));
    }

    /** What the host or a provider said, in the language it says everything in. */
    LocalizedText spoken(String text) {
        return new LocalizedText(text, language.equals(SPOKEN) ? null : SPOKEN);
    }

    /** What is wrong with an input: by its code in the page's language where there are words for it, else as the host says it. */
    LocalizedText fault(FieldError error) {
        String key = "fault." + error.code();
        return language.equals(SPOKEN) || !has(key) ? spoken(error.message()) : LocalizedText.of(get(key));
    }

    /** A moment to the minute, in UTC. */
    String time(Instant at) {
        return time.format(at);
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no message " + key);
        }
        return text;
    }

    private static <V> V filling(Map<String, V> values, String name, String key) {
        V value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing for " + name + " in " + key);
        }
        return value;
    }

    private static Map<String, Messages> readAll() {
        Map<String, String> first = read(LANGUAGES.get(0));
        Map<String, Messages> all = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, String> texts = new HashMap<>(first);
            texts.putAll(read(language));
            all.put(language, new Messages(language, Map.copyOf(texts)));
        }
        return Map.copyOf(all);
    }

    private static Map<String, String> read(String language) {
        String name = "texts/" + language + ".properties";
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name)) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
        return texts;
    }
}
