package dev.patchbay.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What could not be tried on this machine; the build says it at its end. */
final class Skipped {
    private Skipped() {}

    static void note(String what) {
        try {
            Files.writeString(Path.of(System.getProperty("patchbay.test.target"), "skipped.txt"), "Skipped: " + what + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
