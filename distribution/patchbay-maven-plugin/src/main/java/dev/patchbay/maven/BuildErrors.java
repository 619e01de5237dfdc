package dev.patchbay.maven;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an author can act on in the output of a failed build: each line once, and no advice on how to run Maven. */
final class BuildErrors {
    private static final String MARK = "[ERROR]";
    private static final List<String> ADVICE =
            List.of("[Help", "-> [Help", "To see the full stack trace", "Re-run Maven using", "For more information");

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[;\\d]*m");

    private final Set<String> lines = new LinkedHashSet<>();

    /** Takes the next line of the output. */
    void line(String coloured) {
        String line = COLOUR.matcher(coloured).replaceAll("");
        if (line.startsWith(MARK)) {
            String text = line.substring(MARK.length()).strip();
            if (!text.isEmpty() && ADVICE.stream().noneMatch(text::startsWith)) {
                lines.add(text.replace(" -> [Help 1]", ""));
            }
        }
    }

    /** The lines, one at least. */
    List<String> list() {
        return lines.isEmpty() ? List.of("The build failed; mvn package tells more.") : List.copyOf(lines);
    }
}
