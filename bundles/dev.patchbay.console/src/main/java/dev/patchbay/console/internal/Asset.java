package dev.patchbay.console.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file as it is sent, plain and compressed. Immutable. */
record Asset(String type, byte[] plain, byte[] compressed) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "LICENSE", "text/plain; charset=utf-8");

    /** The file of this name. */
    static Asset of(String name, byte[] bytes) {
        return new Asset(type(name), bytes, compress(bytes));
    }

    /** The media type by the end of a name. */
    static String type(String name) {
        return TYPES.getOrDefault(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1), "application/octet-stream");
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 32);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
