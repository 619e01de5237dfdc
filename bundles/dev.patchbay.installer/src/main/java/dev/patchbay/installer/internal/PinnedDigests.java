package dev.patchbay.installer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of SHA-256 digests, one a line as {@code sha256sum} prints them; {@code #} begins a comment. Immutable. */
record PinnedDigests(Set<String> digests) {
    private static final Pattern LINE = Pattern.compile("(?i)(?:sha256:)?([0-9a-f]{64})(?:\\s.*)?");

    PinnedDigests {
        digests = Set.copyOf(digests);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming a line that is neither
     */
    static PinnedDigests read(Path file) throws IOException {
        Set<String> digests = new HashSet<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            Matcher digest = LINE.matcher(line.strip());
            if (digest.matches()) {
                digests.add(digest.group(1).toLowerCase(Locale.ROOT));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                throw new IllegalArgumentException("line " + number + " begins with no SHA-256 digest");
            }
        }
        return new PinnedDigests(digests);
    }
}
