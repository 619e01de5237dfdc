package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LintTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Path file(String name, String json) throws IOException {
        Path file = folder.getRoot().toPath().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, json.replace('\'', '"'));
    }

    private int lint(Path... paths) {
        printed.reset();
        return Lint.run(Arrays.asList(paths), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    public void aGoodFileSaysSoAndEndsWithNought() throws IOException {
        assertEquals(0, lint(file("acme.connection.json", DeclarationsTest.ACME)));
        assertEquals(List.of("1 file, 0 faults"), lines());
    }

    @Test
    public void aFolderIsSearchedAndEveryFaultOfEveryFileIsALine() throws IOException {
        file("a/acme.connection.json", DeclarationsTest.ACME);
        Path bad = file("b/bad.connection.json", "{'id':'bad','label':7,'x':1,'methods':[{'id':'m','label':'M'}]}");
        file("b/notes.json", "no declaration");

        assertEquals(Lint.FAULTY, lint(folder.getRoot().toPath()));
        assertEquals(List.of(bad + ":/label: must be a text, in quotes", bad + ":/x: is not a known key; did you mean \"id\"?",
                "2 files, 2 faults"), lines());
    }

    @Test
    public void anIconThatActsIsAFault() throws IOException {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg'>%s</svg>";
        file("still.connection.json", withIcon("still", svg.formatted("<path d='M0 0h1'/>")));
        Path acting = file("acting.connection.json", withIcon("acting", svg.formatted("<script>alert(1)</script>")));

        assertEquals(Lint.FAULTY, lint(folder.getRoot().toPath()));
        assertEquals(List.of(acting + ":/icon: is no icon that can be shown. The SVG has the element script, which does more than draw.",
                "2 files, 1 fault"), lines());
    }

    private static String withIcon(String id, String svg) {
        return DeclarationsTest.ACME.replaceFirst("\"acme\"", "'" + id + "'").replaceFirst("\\{", "{'icon':{'mediaType':'image/svg+xml','base64':'"
                + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)) + "'},");
    }

    @Test
    public void whatIsNotThereIsAFault() {
        Path root = folder.getRoot().toPath();
        assertEquals(Lint.FAULTY, lint(root.resolve("none.connection.json"), root));
        assertEquals(List.of(root.resolve("none.connection.json") + ":/: is not there: look for a misspelt name",
                root + ":/: has no file named *.connection.json in it", "0 files, 2 faults"), lines());
    }

    @Test
    public void whatIsExtendedMayLieBesideOrAmongTheOthers() throws IOException {
        file("a/acme.connection.json", DeclarationsTest.ACME);
        Path beside = file("a/acme-eu.connection.json", "{'id':'acme-eu','label':'Acme EU','extends':'acme'}");
        Path elsewhere = file("b/acme-us.connection.json", "{'id':'acme-us','label':'Acme US','extends':'acme'}");

        assertEquals(0, lint(beside));
        assertEquals(0, lint(folder.getRoot().toPath()));
        assertEquals(Lint.FAULTY, lint(elsewhere));
        assertTrue(lines().get(0), lines().get(0).contains("/extends: names no declaration beside this one"));
    }

    @Test
    public void aNameThatIsNoIdReadsNoOtherFile() throws IOException {
        file("secret.connection.json", DeclarationsTest.ACME);
        Path sly = file("a/sly.connection.json", "{'id':'sly','label':'Sly','extends':'../secret'}");

        assertEquals(Lint.FAULTY, lint(sly));
        assertTrue(lines().get(0), lines().get(0).contains("/extends: names no declaration"));
    }
}
