package dev.patchbay.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

/** What holds for every file of the console. */
public class FilesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Pattern TEXT = Pattern.compile("\\b(?:t|parts)\\(\\s*'([a-z0-9A-Z._-]+)'");
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern ADDRESS = Pattern.compile("https?://(?!www\\.w3\\.org/|[a-z0-9.-]+\\.example\\b)[A-Za-z0-9]");
    /** What a Content-Security-Policy without unsafe-inline, and one with Trusted Types, refuses. */
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\bsrc=)[^>]*>|<style\\b|\\sstyle=|\\son[a-z]+=\"|\\.innerHTML\\s*=|insertAdjacentHTML|document\\.write|javascript:");
    private static final Pattern FORM = Pattern.compile("\\.(zero|one|two|few|many|other)$");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    public void everyTextIsThereInEveryLanguage() throws IOException {
        for (String area : areas("en")) {
            Map<String, String> english = texts("en", area);
            Map<String, String> german = texts("de", area);
            assertEquals(area, new TreeSet<>(english.keySet()), new TreeSet<>(german.keySet()));
            english.forEach((key, text) -> assertEquals(area + " " + key, holes(text), holes(german.get(key))));
        }
        assertEquals(areas("en"), areas("de"));
    }

    /** Of two areas that a page has, the one that came last would win. */
    @Test
    public void noTextStandsInTwoAreas() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        for (String area : areas("en")) {
            for (String key : texts("en", area).keySet()) {
                assertNull(key + " of " + area + " is in the other as well", seen.put(key, area));
            }
        }
    }

    @Test
    public void everyTextThatIsAskedForIsThere() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (String area : areas("en")) {
            texts("en", area).keySet().forEach(key -> known.add(FORM.matcher(key).replaceFirst("")));
            known.addAll(texts("en", area).keySet());
        }
        List<String> missing = new ArrayList<>();
        each(".js", (file, text) -> TEXT.matcher(text).results().map(match -> match.group(1))
                .filter(key -> !known.contains(key)).forEach(key -> missing.add(file + ": " + key)));
        assertEquals(List.of(), missing);
    }

    @Test
    public void noTextIsLeftOver() throws IOException {
        StringBuilder scripts = new StringBuilder();
        each(".js", (file, text) -> scripts.append(text));
        List<String> unused = new ArrayList<>();
        for (String area : areas("en")) {
            for (String key : texts("en", area).keySet()) {
                String bare = FORM.matcher(key).replaceFirst("");
                boolean asked = scripts.indexOf("'" + bare + "'") >= 0 || scripts.indexOf("'" + key + "'") >= 0 || IntStream.range(0, bare.length())
                        .filter(end -> bare.charAt(end) == '.')
                        .anyMatch(end -> scripts.indexOf("`" + bare.substring(0, end + 1) + "${") >= 0);
                if (!asked) {
                    unused.add(area + ": " + key);
                }
            }
        }
        assertEquals(List.of(), unused);
    }

    /** A page in another language says in it what kind of problem there is, beside the host's own English sentence. */
    @Test
    public void everyKindOfProblemHasItsWords() throws Exception {
        Map<String, String> base = texts("de", "base.json");
        List<String> missing = new ArrayList<>();
        for (Field field : ProblemType.class.getFields()) {
            String slug = ((ProblemType) field.get(null)).slug();
            if (!base.containsKey("problem." + slug)) {
                missing.add(slug);
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(ProblemType.class.getFields().length > 30);
    }

    @Test
    public void noFileNamesAnotherHost() throws IOException {
        List<String> found = new ArrayList<>();
        for (String end : List.of(".js", ".css", ".html", ".json", ".svg")) {
            each(end, (file, text) -> ADDRESS.matcher(text).results().map(MatchResult::group).forEach(match -> found.add(file + ": " + match)));
        }
        assertEquals(List.of(), found);
    }

    @Test
    public void nothingIsInline() throws IOException {
        List<String> found = new ArrayList<>();
        for (String end : List.of(".js", ".html")) {
            each(end, (file, text) -> INLINE.matcher(text).results().map(MatchResult::group).forEach(match -> found.add(file + ": " + match)));
        }
        assertEquals(List.of(), found);
    }

    @Test
    public void everyImportLeadsToAFile() throws IOException {
        Pattern imported = Pattern.compile("(?:from|import)\\s*\\(?\\s*'(\\.[^']+)'");
        List<String> missing = new ArrayList<>();
        each(".js", (file, text) -> imported.matcher(text).results().map(match -> match.group(1))
                .filter(path -> !path.contains("/vendor/"))
                .filter(path -> !Files.isRegularFile(WEB.resolve(file).getParent().resolve(path).normalize()))
                .forEach(path -> missing.add(file + ": " + path)));
        assertEquals(List.of(), missing);
    }

    /** Lit takes an element away by its {@code remove()}: one that means something else would be called for it. */
    @Test
    public void noElementHidesWhatEveryElementDoes() throws IOException {
        Pattern hidden = Pattern.compile("(?m)^  (?:async )?(?:remove|before|after|append|prepend|replaceWith|closest|matches|focus|blur|click)\\(");
        List<String> found = new ArrayList<>();
        each(".js", (file, text) -> hidden.matcher(text).results().map(MatchResult::group).forEach(match -> found.add(file + ":" + match)));
        assertEquals(List.of(), found);
    }

    @Test
    public void everyFileThatAPageBringsInIsThere() throws IOException {
        Pattern brought = Pattern.compile("\\{assets}([^\"]+)");
        List<String> missing = new ArrayList<>();
        each(".html", (file, text) -> brought.matcher(text).results().map(match -> match.group(1))
                .filter(path -> !path.startsWith("vendor/"))
                .filter(path -> !Files.isRegularFile(WEB.resolve(path)))
                .forEach(path -> missing.add(file + ": " + path)));
        assertEquals(List.of(), missing);
    }

    @Test
    public void digestChangesWithAnyFile() {
        Assets one = new Assets(Map.of("a.js", new byte[] {1}, "b.js", new byte[] {2}));
        assertEquals(one.digest(), new Assets(Map.of("a.js", new byte[] {1}, "b.js", new byte[] {2})).digest());
        assertFalse(one.digest().equals(new Assets(Map.of("a.js", new byte[] {1}, "b.js", new byte[] {3})).digest()));
        assertFalse(one.digest().equals(new Assets(Map.of("a.js", new byte[] {1}, "c.js", new byte[] {2})).digest()));
    }

    private interface Each {
        void file(String name, String text);
    }

    private static void each(String end, Each each) throws IOException {
        try (Stream<Path> all = Files.walk(WEB)) {
            for (Path file : all.filter(f -> f.toString().endsWith(end)).sorted().toList()) {
                each.file(WEB.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private static List<String> areas(String language) throws IOException {
        try (Stream<Path> all = Files.list(WEB.resolve("texts").resolve(language))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, String> texts(String language, String area) throws IOException {
        return new TreeMap<>(json.readValue(
                Files.readAllBytes(WEB.resolve("texts").resolve(language).resolve(area)), new TypeReference<Map<String, String>>() {}));
    }

    private static String holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).distinct().sorted().collect(Collectors.joining(" "));
    }
}
