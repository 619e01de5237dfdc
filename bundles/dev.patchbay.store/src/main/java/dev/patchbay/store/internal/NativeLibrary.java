package dev.patchbay.store.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the driver unpacks its native library: in the data folder, not in a folder that others can write to. */
final class NativeLibrary {
    private static final String SETTING = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** To be called before the first connection. Removes what a killed process left; the data folder has one owner. */
    static void unpackTo(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        if (System.getProperty(SETTING) != null) {
            return;
        }
        System.setProperty(SETTING, folder.toString());
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
