package dev.patchbay.tck.guide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** Each piece of code in the author guide is a part of a file that is compiled and run, and its links lead somewhere. */
public class AuthorGuideTest {
    private static final Path DOCS = Path.of("../../distribution/docs");
    private static final Path SOURCES = Path.of("src/test");
    private static final Pattern BLOCK = Pattern.compile("(?:<!-- from: (\\S+) -->\\n)?```(\\w*)\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+\\.md)\\)");

    private static String guide() throws IOException {
        return Files.readString(DOCS.resolve("author-guide.md"));
    }

    @Test
    public void everyPieceOfCodeIsAPartOfItsSource() throws Exception {
        List<String> faults = new ArrayList<>();
        int pieces = 0;
        Matcher block = BLOCK.matcher(guide());
        while (block.find()) {
            pieces++;
            if (block.group(1) == null) {
                faults.add("a block names no source: " + block.group(3).lines().findFirst().orElse(""));
            } else if (!isPartOf(block.group(3), Files.readString(SOURCES.resolve(block.group(1))))) {
                faults.add("not what stands in " + block.group(1) + ": " + block.group(3).lines().findFirst().orElse(""));
            }
        }
        assertEquals(List.of(), faults);
        assertTrue("the guide has pieces of code: " + pieces, pieces >= 10);
    }

    /** Whether the lines stand together in the source, all indented by the same. */
    private static boolean isPartOf(String piece, String source) {
        for (int indent = 0; indent <= 12; indent += 4) {
            String spaces = " ".repeat(indent);
            String indented = piece.lines().map(line -> line.isEmpty() ? line : spaces + line).collect(Collectors.joining("\n"));
            if (("\n" + source + "\n").contains("\n" + indented + "\n")) {
                return true;
            }
        }
        return false;
    }

    @Test
    public void everyLinkLeadsToAPage() throws Exception {
        List<String> broken = new ArrayList<>();
        for (String page : List.of("author-guide.md", "tck-rules.md")) {
            Matcher link = LINK.matcher(Files.readString(DOCS.resolve(page)));
            while (link.find()) {
                if (!Files.exists(DOCS.resolve(link.group(1)))) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }
}
