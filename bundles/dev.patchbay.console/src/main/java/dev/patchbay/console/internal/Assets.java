package dev.patchbay.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * The bundle's files below {@code web/}, read once. They are sent below an address that holds the digest of them all, so that a
 * browser keeps them for good and still gets every one anew when one has changed. Immutable.
 */
final class Assets {
    private static final String FOLDER = "web/";

    private final Map<String, Asset> files;
    private final String digest;

    /**
     * @param contents by name below the folder
     */
    Assets(Map<String, byte[]> contents) {
        Map<String, Asset> read = new TreeMap<>();
        contents.forEach((name, bytes) -> read.put(name, Asset.of(name, bytes)));
        files = Collections.unmodifiableMap(read);
        digest = digest(contents);
    }

    /** Those of a bundle. */
    static Assets of(Bundle bundle) {
        Map<String, byte[]> contents = new TreeMap<>();
        for (URL entry : entries(bundle)) {
            contents.put(entry.getPath().substring(FOLDER.length() + 1), bytes(entry));
        }
        return new Assets(contents);
    }

    private static List<URL> entries(Bundle bundle) {
        Enumeration<URL> found = bundle.findEntries(FOLDER, "*", true);
        List<URL> files = new ArrayList<>(found == null ? List.of() : Collections.list(found));
        files.removeIf(entry -> entry.getPath().endsWith("/"));
        return files;
    }

    private static byte[] bytes(URL entry) {
        try (InputStream in = entry.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(entry + " cannot be read", e);
        }
    }

    private static String digest(Map<String, byte[]> contents) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(contents).forEach((name, bytes) -> {
                sha.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 16 hexadecimal digits over all files. */
    String digest() {
        return digest;
    }

    /** The file of this name, if there is one. */
    Optional<Asset> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The names of all files, in order. */
    List<String> names() {
        return List.copyOf(files.keySet());
    }
}
