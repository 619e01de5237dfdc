package dev.patchbay.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page for a first integration tells its reader to do. Stateless. */
final class AuthorPage {
    private static final Pattern EDIT =
            Pattern.compile("change \"([^\"]+)\" to \"([^\"]+)\" in `([^`]+)`", Pattern.DOTALL);

    /** A change in an editor. */
    record Edit(String from, String to, String file) {}

    private AuthorPage() {}

    /** The commands under this name. */
    static String commands(String name) {
        return part(Pattern.compile("<!-- author: " + name + " -->\\R```sh\\R(.*?)```", Pattern.DOTALL)).group(1);
    }

    /** What to change while {@code patchbay:dev} runs. */
    static Edit edit() {
        Matcher found = part(EDIT);
        return new Edit(found.group(1), found.group(2), found.group(3));
    }

    private static Matcher part(Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(Path.of(System.getProperty("patchbay.test.first-integration"))));
            if (!found.find()) {
                throw new AssertionError("the page has no part " + pattern);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
