package dev.patchbay.app.sftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Turns the session's paths into the server's, below the base folder and never out of it. Immutable.
 *
 * @param base absolute, without a trailing {@code /} unless it is {@code /} itself
 */
record RemotePath(String base) {

    /** Below a base folder as a person enters it; one without a leading slash counts from {@code home}. */
    static RemotePath below(String folder, String home) {
        return new RemotePath(clean(folder.startsWith("/") ? folder : home + "/" + folder));
    }

    /**
     * The server's path.
     *
     * @throws ConnectionFailure with {@code INVALID_INPUT} for a path that is not absolute, leaves the base folder, or is no
     *     text that UTF-8 can carry
     */
    String of(String path) {
        if (!path.startsWith("/")) {
            throw new ConnectionFailure(INVALID_INPUT, "A path starts with /.");
        }
        return clean(base + path);
    }

    /** The folder that holds this path; {@code /} for itself. */
    static String parent(String path) {
        String whole = clean(path);
        int slash = whole.lastIndexOf('/');
        return slash <= 0 ? "/" : whole.substring(0, slash);
    }

    /** The last part of this path; empty for {@code /}. */
    static String name(String path) {
        String whole = clean(path);
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static String clean(String path) {
        boolean control = path.chars().anyMatch(unit -> unit == '\r' || unit == '\n' || unit == 0);
        if (control || !StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
            throw new ConnectionFailure(INVALID_INPUT, "A path has no line break and is well-formed Unicode.");
        }
        String[] parts = path.split("/");
        if (Arrays.stream(parts).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw new ConnectionFailure(INVALID_INPUT, "A path has neither . nor .. as a part.");
        }
        return "/" + Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
    }
}
