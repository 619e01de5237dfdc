package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The catalogue: complete in every language, used as a whole, and the only place where sentences stand. */
public class MessagesTest {
    private static final Pattern HOLE = Pattern.compile("\\{[^}]*\\}?");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z-]*(\\.[a-zA-Z-]+)+");
    private static final Pattern ASKED =
            Pattern.compile("(?:messages\\.(?:get|plural)\\(|messages\\.write\\(\\w+, |PageProblem(?:\\.retryLater)?\\(ProblemType[^\"]*, )\"([^\"]+)\"(?! \\+)");
    private static final Pattern SENTENCE = Pattern.compile("\\b[A-Z][a-z]+,? [a-z]{2,}");
    /** What these pages never meet: installing, other representations, sign-in to the API. */
    private static final Set<String> OTHERS = Set.of("unauthenticated", "csrf", "not-acceptable", "range-not-satisfiable",
            "idempotency-mismatch", "bundle-refused", "bundle-malformed", "bundle-too-large", "bundle-untrusted", "bundle-unresolved",
            "provider-owned", "provider-refused", "declaration-invalid", "feature-invalid", "checksum-mismatch", "install-offline",
            "repository-unreachable", "headers-too-large");

    /** The codes of the host's checks of what is entered. */
    private static final List<String> FAULTS = List.of("required", "pattern", "too-long", "characters", "range",
            "host", "url", "only-around", "choice", "secret-needed", "choose");

    /** A language's own file, without what English stands in for. */
    private static Map<String, String> file(String language) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/dev/patchbay/connect/internal/texts/" + language + ".properties"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" = ", 2);
                assertEquals(line, 2, parts.length);
                assertEquals("twice: " + line, null, texts.put(parts[0], parts[1]));
                assertEquals("what is read is what stands there", parts[1], Messages.in(language).get(parts[0], holesOf(parts[1])));
            }
        }
        return texts;
    }

    /* each hole filled with itself */
    private static String[] holesOf(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group)
                .flatMap(hole -> Stream.of(hole.substring(1, hole.length() - 1), hole)).toArray(String[]::new);
    }

    private static Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            for (Path path : all.filter(p -> p.toString().endsWith(".java")).toList()) {
                sources.put(path.getFileName(), Files.readString(path));
            }
        }
        assertTrue(sources.size() > 20);
        return sources;
    }

    private static Set<String> literals() throws IOException {
        return sources().values().stream().flatMap(text -> LITERAL.matcher(text).results()).map(r -> r.group(1)).collect(Collectors.toSet());
    }

    private static List<ProblemType> problemTypes() throws IllegalAccessException {
        List<ProblemType> all = new ArrayList<>();
        for (java.lang.reflect.Field field : ProblemType.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ProblemType.class) {
                all.add((ProblemType) field.get(null));
            }
        }
        return all;
    }

    /** What every OAuth client has, by the key of its text. */
    private static Map<String, String> clientFields() {
        String at = "https://a.example/a";
        Map<String, String> texts = new TreeMap<>();
        for (Auth auth : List.of(Auth.authorizationCode(at, at), Auth.authorizationCode(at, at).clientAuth(OAuth2.ClientAuth.PRIVATE_KEY_JWT))) {
            for (Field<?> field : ConnectionMethod.of("m", "m").auth(auth).clientFields()) {
                texts.put("client-field." + field.name() + ".label", field.label());
                if (!field.help().isEmpty()) {
                    texts.put("client-field." + field.name() + ".help", field.help());
                }
            }
        }
        return texts;
    }

    @Test
    public void everyLanguageHasTheSameKeysAndHoles() throws Exception {
        Map<String, String> english = file("en");
        for (String language : Messages.LANGUAGES) {
            Map<String, String> other = file(language);
            assertEquals(language, english.keySet(), other.keySet());
            other.forEach((key, text) -> {
                assertEquals(language + " " + key, new TreeSet<>(List.of(holesOf(english.get(key)))), new TreeSet<>(List.of(holesOf(text))));
                assertFalse(language + " " + key, text.isBlank() || text.contains("<") || text.contains("&"));
            });
        }
    }

    @Test
    public void nothingIsLeftUntranslated() throws Exception {
        Map<String, String> german = file("de");
        Set<String> same = file("en").entrySet().stream().filter(one -> one.getValue().equals(german.get(one.getKey())))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        assertEquals("words that are the same", Set.of("form.app", "shared.link"), same);
    }

    @Test
    public void everyKeyInTheCodeIsThere() throws Exception {
        Set<String> keys = file("en").keySet();
        Set<String> areas = keys.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Set<String> asked = sources().values().stream().flatMap(text -> ASKED.matcher(text).results()).map(r -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(asked.toString(), asked.size() > 60);
        literals().stream().filter(text -> KEY.matcher(text).matches() && areas.contains(text.substring(0, text.indexOf('.')))).forEach(asked::add);
        for (String key : asked) {
            assertTrue(key, keys.contains(key) || keys.containsAll(List.of(key + ".one", key + ".other")));
        }
    }

    @Test
    public void everyKeyIsUsed() throws Exception {
        Set<String> used = new TreeSet<>(literals());
        Arrays.stream(Failure.Reason.values()).forEach(reason -> used.add("reason." + reason.name()));
        Arrays.stream(TestReport.Mark.values()).forEach(mark -> used.add("mark." + mark.name().toLowerCase(Locale.ROOT)));
        problemTypes().forEach(type -> used.add("problem." + type.slug()));
        List.of("provider", "method", "label", "client").forEach(input -> used.add("input." + input));
        FAULTS.forEach(code -> used.add("fault." + code));
        used.addAll(clientFields().keySet());
        used.add("step.call-the-app"); // by the name of the one step that is the host's own
        for (String key : file("en").keySet()) {
            assertTrue(key, used.contains(key) || used.contains(key.replaceFirst("\\.(one|other|unnamed)$", "")));
        }
    }

    @Test
    public void englishOfTheApiAndTheHostIsTheirOwn() throws Exception {
        Messages english = Messages.in("en");
        for (Failure.Reason reason : Failure.Reason.values()) {
            assertEquals(reason.advice(), english.get("reason." + reason.name()));
        }
        for (ProblemType type : problemTypes()) {
            String key = "problem." + type.slug();
            assertEquals(type.slug(), OTHERS.contains(type.slug()), !english.has(key));
            assertEquals(type.title(), english.has(key) ? english.get(key) : type.title());
        }
        clientFields().forEach((key, text) -> assertEquals(key, text, english.get(key)));
    }

    @Test
    public void noSentenceStandsInTheCode() throws Exception {
        sources().forEach((path, text) -> text.lines().filter(line -> !line.contains("LOG.")).forEach(line ->
                LITERAL.matcher(line).results().map(r -> r.group(1)).filter(literal -> SENTENCE.matcher(literal).find())
                        .filter(literal -> !literal.equals("Patchbay connect pages"))
                        .forEach(literal -> assertEquals(path.toString(), "", literal))));
    }

    @Test
    public void holesAreFilledOnceAndWithEverything() {
        Messages german = Messages.in("de");
        assertEquals("{account} – für {heading} $1\\", german.get("title.page", "heading", "{account}", "account", "{heading} $1\\"));
        assertThrows(IllegalArgumentException.class, () -> german.get("title.page", "heading", "x"));
        assertThrows(IllegalArgumentException.class, () -> german.get("title.page"));
        assertThrows(IllegalArgumentException.class, () -> german.get("title.none"));
    }

    @Test
    public void piecesStayElementsWhereTheLanguagePutsThem() {
        Map<String, String> said = new TreeMap<>();
        for (String language : Messages.LANGUAGES) {
            Html html = new Html().open("p");
            Messages.in(language).write(html, "field.only", Map.of("field", h -> h.element("b", "<i>"), "values", h -> h.text("{field}")));
            said.put(language, html.close("p").toString().substring("<!DOCTYPE html>\n".length()));
        }
        assertEquals("<p>Only if “<b>&lt;i&gt;</b>” is {field}</p>", said.get("en"));
        assertEquals("<p>Nur wenn „<b>&lt;i&gt;</b>“ {field} ist</p>", said.get("de"));
        assertThrows(IllegalArgumentException.class, () -> Messages.in("de").write(new Html(), "field.only", Map.of()));
    }

    @Test
    public void countsChooseTheirForm() {
        assertEquals("Eine Angabe ist zu berichtigen", Messages.in("de").plural("form.errors", 1));
        assertEquals("2 Angaben sind zu berichtigen", Messages.in("de").plural("form.errors", 2));
        assertEquals("0 things to correct", Messages.in("en").plural("form.errors", 0));
    }

    @Test
    public void momentsAreWrittenAsTheLanguageDoes() {
        Instant at = Instant.parse("2026-03-04T05:06:07Z");
        assertEquals("4 March 2026, 05:06 UTC", Messages.in("en").time(at));
        assertEquals("4. März 2026, 05:06 UTC", Messages.in("de").time(at));
    }
}
