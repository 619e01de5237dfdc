package dev.patchbay.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README says. Stateless. */
final class ReadmeText {
    private static final Pattern WALK = Pattern.compile("<!-- walk -->\\R```sh\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern SETTINGS = Pattern.compile("<!-- settings -->\\R(.*?)<!-- /settings -->", Pattern.DOTALL);

    private ReadmeText() {}

    /** The commands of the walk. */
    static String walk() {
        return part(WALK);
    }

    /** The table of settings. */
    static String settings() {
        return part(SETTINGS).strip();
    }

    private static String part(Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(Distribution.README));
            if (!found.find()) {
                throw new AssertionError("the README has no part " + pattern);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
