package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.provider.Field;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Manifest;
import org.junit.Test;

public class DeclarationsTest {
    private static final String FILE = "declaration.json";

    /** What a stranger would write. */
    static final String ACME = """
            {
              "$schema": "https://patchbay.dev/schemas/connection.json",
              "id": "acme", "label": "Acme", "release": "2.1.0", "minimumApi": "1.2",
              "docs": "https://acme.example/docs",
              "facts": {"source": "https://acme.example/docs/auth", "date": "2026-11-29", "verified": "never"},
              "baseUrl": "https://{shop}.acme.example/api",
              "methods": [{
                "id": "key", "label": "API key",
                "fields": [
                  {"kind": "text", "name": "shop", "label": "Shop", "format": "label", "suffix": ".acme.example"},
                  {"kind": "secret", "name": "apiKey", "label": "API key"}
                ],
                "injection": [{"place": "header", "name": "X-Key", "template": "{apiKey}"}],
                "probe": {"url": "/me"}
              }],
              "testVectors": [{"method": "key", "leg": "token", "body": "{}", "expected": {"accessToken": "a"}}]
            }
            """;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> faults(String json) {
        return faults(utf8(json.replace('\'', '"')));
    }

    private static List<String> faults(byte[] bytes) {
        return assertThrows(DeclarationException.class, () -> Declarations.read(FILE, bytes))
                .faults().stream().map(DeclarationFault::toString).toList();
    }

    private static String after(String place) {
        return FILE + ":" + place + ": ";
    }

    @Test
    public void aDeclarationIsReadWithWhatItSaysOfItself() {
        Declaration acme = Declarations.read(FILE, utf8(ACME));

        assertEquals("acme", acme.id());
        assertEquals("2.1.0", acme.release());
        assertEquals(new Facts("https://acme.example/docs/auth", "2026-11-29", "never"), acme.facts().orElseThrow());
        assertEquals("a", acme.vectors().get(0).expected().get("accessToken"));
        assertEquals(".acme.example", acme.definition().methods().get(0).field("shop").orElseThrow().suffix());
        assertEquals(Field.Format.LABEL, acme.definition().methods().get(0).field("shop").orElseThrow().format().orElseThrow());
    }

    @Test
    public void fiveMistakesAreFiveFaultsEachWithItsPlaceAndTheFix() {
        List<String> faults = faults("""
                {'id': 'acme', 'label': 'Acme', 'version': '1', 'categori': 'files', 'methods': [{
                  'id': 'code', 'label': 'Sign in',
                  'auth': {'kind': 'oauth2', 'grant': 'authorization-code', 'autorizeUrl': 'https://a.example/a',
                    'tokenUrl': 'http://a.example/t', 'clientAuth': 'basik'},
                  'fields': [{'kind': 'text', 'name': 'password'}]
                }]}
                """);

        assertEquals(List.of(
                after("/categori") + "is not a known key; did you mean \"category\"?",
                after("/methods/0/auth/authorizeUrl") + "code: there is no authorization endpoint",
                after("/methods/0/auth/autorizeUrl") + "is not a known key; did you mean \"authorizeUrl\"?",
                after("/methods/0/auth/clientAuth") + "must be one of basic, body, none, private-key-jwt",
                after("/methods/0/auth/tokenUrl") + "only https, or http to the machine itself (127.0.0.1, [::1], localhost):"
                        + " http://a.example/t",
                after("/methods/0/fields/0/label") + "is missing",
                after("/methods/0/fields/0/name") + "code.password is named like a secret: make its kind secret (Field.secret)",
                after("/version") + "must be a whole number, without quotes"), faults);
    }

    @Test
    public void faultsComeInTheOrderOfTheFilesLists() {
        String field = "{'kind':'text','name':'a%d','label':'A','x':1}";
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            fields.append(i == 0 ? "" : ",").append(field.formatted(i));
        }

        List<String> faults = faults("{'id':'x','label':'X','methods':[{'id':'m','label':'M','fields':[" + fields + "]}]}");

        assertEquals(12, faults.size());
        assertTrue(faults.get(2), faults.get(2).startsWith(after("/methods/0/fields/2/x")));
        assertTrue(faults.get(11), faults.get(11).startsWith(after("/methods/0/fields/11/x")));
    }

    @Test
    public void whatHangsOnAnUnknownKindIsNotJudged() {
        List<String> faults = faults("""
                {'id': 'x', 'label': 'X', 'methods': [{'id': 'm', 'label': 'M',
                  'fields': [{'kind': 'colour', 'name': 'a', 'label': 'A', 'shade': 7}],
                  'auth': {'kind': 'oauth3', 'tokenUrl': 7}}]}
                """);

        assertEquals(List.of(
                after("/methods/0/auth/kind") + "must be one of stored-fields, oauth1, oauth2, interactive, none",
                after("/methods/0/fields/0/kind") + "must be one of text, secret, integer, flag, choice, list, host, url"), faults);
    }

    @Test
    public void bytesThatAreNoDeclarationAreOneFaultAndNeverQuoted() {
        byte[] bom = utf8("\uFEFF{}");
        assertTrue(faults(bom).get(0), faults(bom).get(0).contains("byte order mark"));
        byte[] latin = "{\n\"id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(faults(latin).get(0), faults(latin).get(0).contains("is not UTF-8, at line 2"));
        for (String text : List.of("", " ", "{'id':canary", "{'id':'canary'", "canary", "{} {'a':1}", "[1,2", "{'id':1} canary")) {
            List<String> faults = faults(text);
            assertEquals(text, 1, faults.size());
            assertFalse(faults.get(0), faults.get(0).contains("canary"));
        }
        assertEquals(List.of(after("/") + "must be an object, in braces"), faults("[]"));
    }

    @Test
    public void whatIsTooLargeOrTooDeepIsRefusedWithoutReadingOn() {
        byte[] large = new byte[Declarations.LARGEST + 1];
        Arrays.fill(large, (byte) ' ');
        assertTrue(faults(large).get(0), faults(large).get(0).contains("larger than 256 KiB"));
        String deep = "{\"a\":".repeat(100_000 / 5);
        assertTrue(faults(deep).get(0), faults(deep).get(0).contains("nested deeper than 32"));
        assertTrue(faults("{'id':" + "9".repeat(100) + "}").get(0).contains("unlikely length"));
    }

    @Test
    public void aKeyThatStandsTwiceIsNamedWithItsPlace() {
        assertEquals(List.of(after("/id") + "stands twice in one object: keep one of the two",
                        after("/methods/0/a~1b") + "stands twice in one object: keep one of the two"),
                faults("{'id':'x','id':'y','methods':[{'a/b':1,'a/b':2}]}"));
    }

    @Test
    public void aFileIsNamedForItsId() {
        assertEquals("acme", Declarations.read("apps/acme.connection.json", utf8(ACME)).id());
        DeclarationException e = assertThrows(DeclarationException.class,
                () -> Declarations.read("apps/other.connection.json", utf8(ACME)));
        assertEquals("apps/other.connection.json:/id: is \"acme\" in a file named other.connection.json:"
                + " the name must be the id and .connection.json", e.getMessage());
    }

    @Test
    public void aFileThatNeedsANewerHostSaysSo() {
        assertEquals(List.of(after("/minimumApi") + "is 1.99 and this Patchbay offers " + Declarations.API
                        + ": use another Patchbay, or a release of the declaration made for this one"),
                faults(ACME.replace("\"minimumApi\": \"1.2\"", "\"minimumApi\": \"1.99\"")));
    }

    @Test
    public void theOfferedVersionIsThatOfTheApi() throws Exception {
        Path classes = Path.of(Field.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (InputStream in = Files.isDirectory(classes)
                ? Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))
                : new ByteArrayInputStream(manifestOf(classes))) {
            String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
            assertTrue(exported, exported.contains("dev.patchbay.api.provider;version=\"" + Declarations.API + ".0\"")
                    || exported.matches(".*dev\\.patchbay\\.api\\.provider;[^,]*version=\"" + Declarations.API + "\\.0\".*"));
        }
    }

    private static byte[] manifestOf(Path jar) throws Exception {
        try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry("META-INF/MANIFEST.MF"))) {
            return in.readAllBytes();
        }
    }
}
