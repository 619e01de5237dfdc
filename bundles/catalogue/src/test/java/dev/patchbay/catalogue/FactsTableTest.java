package dev.patchbay.catalogue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The table of facts, as it is committed: the words of its columns and what belongs together. */
public class FactsTableTest {
    private static final Map<String, Set<String>> WORDS = Map.of(
            "auth", Set.of("oauth2-code", "oauth2-client", "oauth2-jwt", "oauth2-extension", "oauth2-device", "oauth1", "basic", "key"),
            "tokenMethod", Set.of("", "post", "get"),
            "clientAuth", Set.of("", "basic", "body", "either", "none", "private-key-jwt"),
            "bodyFormat", Set.of("", "form", "json", "query"),
            "pkce", Set.of("", "required", "accepted", "refused"),
            "scopeSeparator", Set.of("", "space", "comma", "plus", "none"),
            "replyForm", Set.of("", "json", "form"),
            "expiryForm", Set.of("", "seconds", "milliseconds", "timestamp", "epoch-seconds", "epoch-milliseconds", "jwt-exp", "none"),
            "refresh", Set.of("", "rotates", "reusable", "extend", "rerun", "none"),
            "whoamiMethod", Set.of("GET", "POST"));
    private static final Pattern PART =
            Pattern.compile("(header|query|cookie|body):[^=|]+=\\S.*|path:\\S+|basic:.*:.*", Pattern.DOTALL);
    private static final Pattern QUIRKS = Pattern.compile("|Q([1-9]|[12]\\d|3[0-3])( Q([1-9]|[12]\\d|3[0-3]))*");
    private static final Pattern HOLE = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");
    private static List<Map<String, String>> rows = List.of();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @BeforeClass
    public static void read() throws IOException {
        rows = FactsTable.read(Path.of("facts/apps.csv"));
        assertTrue("only " + rows.size(), rows.size() >= 100);
    }

    private static String name(Map<String, String> row) {
        return row.get("id") + " " + row.get("method");
    }

    @Test
    public void everyColumnIsExplained() throws IOException {
        String readme = Files.readString(Path.of("facts/README.md"));

        assertEquals(List.of(), rows.get(0).keySet().stream().filter(column -> !readme.contains("`" + column + "`")).toList());
    }

    @Test
    public void columnsHoldTheirWords() {
        for (Map<String, String> row : rows) {
            WORDS.forEach((column, words) ->
                    assertTrue(name(row) + " " + column + ": " + row.get(column), words.contains(row.get(column))));
            assertTrue(name(row), QUIRKS.matcher(row.get("quirks")).matches());
            for (String part : row.get("placement").split(" \\| ")) {
                assertTrue(name(row) + ": " + part, row.get("auth").equals("oauth1") || PART.matcher(part).matches());
            }
        }
    }

    @Test
    public void everyRowHasAPageAndADay() {
        for (Map<String, String> row : rows) {
            assertEquals(name(row), "https", URI.create(row.get("source")).getScheme());
            assertTrue(name(row), LocalDate.parse(row.get("date")).isAfter(LocalDate.of(2026, 1, 1)));
            assertTrue(name(row), row.get("verified").equals("never") || LocalDate.parse(row.get("verified")).getYear() >= 2026);
        }
    }

    @Test
    public void everyRowWasHeldAgainstSomethingPublished() throws IOException {
        List<Map<String, String>> compared = FactsTable.read(Path.of("facts/compared.csv"));
        assertEquals(rows.stream().map(FactsTableTest::name).toList(), compared.stream().map(FactsTableTest::name).toList());
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            Map<String, String> comparison = compared.get(i);
            assertTrue(name(row), LocalDate.parse(comparison.get("date")).isAfter(LocalDate.of(2026, 1, 1)));
            assertTrue(name(row), comparison.get("with").length() > 10);
            for (String column : comparison.get("open").split(" ")) {
                assertTrue(name(row) + " " + column, column.isEmpty() || !row.getOrDefault(column, "").isEmpty());
            }
        }
    }

    @Test
    public void aSignInHasItsEndpoints() {
        for (Map<String, String> row : rows) {
            boolean oauth = row.get("auth").startsWith("oauth");
            boolean code = row.get("auth").equals("oauth2-code") || row.get("auth").equals("oauth1");
            assertEquals(name(row), oauth, row.get("tokenUrl").startsWith("https://"));
            assertEquals(name(row), code, row.get("authorizeUrl").startsWith("https://"));
            assertEquals(name(row), row.get("auth").equals("oauth1"), row.get("requestTokenUrl").startsWith("https://"));
            assertEquals(name(row), row.get("auth").equals("oauth2-code"), !row.get("pkce").isEmpty());
        }
    }

    @Test
    public void everyHoleHasASample() {
        for (Map<String, String> row : rows) {
            Set<String> known = new TreeSet<>(Set.of("accessToken", "clientId", "clientSecret"));
            Stream.of(row.get("sample").split("&")).forEach(pair -> known.add(pair.substring(0, Math.max(0, pair.indexOf('=')))));
            for (String column : List.of("baseUrl", "placement", "staticHeaders", "authorizeUrl", "tokenUrl", "whoamiUrl",
                    "authorizeParams", "tokenParams", "refreshParams")) {
                HOLE.matcher(row.get(column)).results().map(hole -> hole.group(1)).forEach(hole ->
                        assertTrue(name(row) + " " + column + ": " + hole, known.contains(hole)));
            }
        }
    }

    @Test
    public void quotedCellsHoldCommasAndLines() throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, "a,b\r\n\"1,\"\"2\"\"\",\"x\ny\"\r\n");

        assertEquals(List.of(Map.of("a", "1,\"2\"", "b", "x\ny")), FactsTable.read(file));
    }

    @Test
    public void aRowOfAnotherLengthIsRefused() throws IOException {
        Path longer = folder.newFile().toPath();
        Path shorter = folder.newFile().toPath();
        Files.writeString(longer, "a,b\n1,2,3\n");
        Files.writeString(shorter, "a,b\n1\n");

        assertThrows(IOException.class, () -> FactsTable.read(longer));
        assertThrows(IOException.class, () -> FactsTable.read(shorter));
    }
}
