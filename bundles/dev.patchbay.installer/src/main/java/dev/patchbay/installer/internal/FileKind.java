package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is, by how it begins. */
enum FileKind {
    /** A JSON object. */
    JSON,
    /** Everything else; if it is no archive, the checks say so. */
    ARCHIVE;

    private static final int LOOKED_AT = 64;

    static FileKind of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(LOOKED_AT)) {
                if (!Character.isWhitespace(b)) {
                    return b == '{' ? JSON : ARCHIVE;
                }
            }
        }
        return ARCHIVE;
    }
}
