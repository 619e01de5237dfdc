package dev.patchbay.app.ftp.internal;

import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;

import dev.patchbay.api.ConnectionFailure;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Turns the session's paths into the server's, below the base folder and never out of it. Immutable.
 *
 * @param base absolute, without a trailing {@code /} unless it is {@code /} itself
 * @param encoding the encoding that must have every character of a path
 */
record RemotePath(String base, Charset encoding) {

    /** Below a base folder as a person enters it; one without a leading slash counts from {@code home}. */
    static RemotePath below(String folder, String home, Charset encoding) {
        String absolute = folder.startsWith("/") ? folder : home + "/" + folder;
        return new RemotePath(clean(absolute), encoding);
    }

    /**
     * The server's path.
     *
     * @throws ConnectionFailure with {@code INVALID_INPUT} for a path that is not absolute, leaves the base folder, or holds
     *     what a command cannot carry
     */
    String of(String path) {
        if (!path.startsWith("/")) {
            throw new ConnectionFailure(INVALID_INPUT, "A path starts with /.");
        }
        if (!CommandText.fits(path, encoding)) {
            throw new ConnectionFailure(INVALID_INPUT, "The path has a line break or a character that the encoding "
                    + encoding + " does not have: check the connection's encoding of file names.");
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
        String[] parts = path.split("/");
        if (Arrays.stream(parts).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw new ConnectionFailure(INVALID_INPUT, "A path has neither . nor .. as a part.");
        }
        return "/" + Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
    }
}
