package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.definitions.TextRules;
import dev.patchbay.host.problem.ProblemException;

/** Rules of paths on file servers: absolute, no step up, nothing that a line-based protocol could read as its own. */
final class FilePaths {
    private static final int MAX_LENGTH = 4_096;

    private FilePaths() {}

    /** The path without a slash at its end. */
    static String checked(String parameter, String path) {
        if (!path.startsWith("/")) {
            throw fault(parameter, "A path starts with /.");
        }
        if (path.length() > MAX_LENGTH) {
            throw fault(parameter, "A path has at most " + MAX_LENGTH + " characters.");
        }
        if (path.indexOf('\\') >= 0 || !TextRules.hasOnlyAllowedCharacters(path, false)) {
            throw fault(parameter, "A path has no backslash, line break, control or broken character.");
        }
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (path.length() > 1) {
            for (String segment : plain.substring(1).split("/", -1)) {
                if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                    throw fault(parameter, "A path has no empty, . or .. segment.");
                }
            }
        }
        return plain;
    }

    /** The same for what must not be the base folder itself. */
    static String checkedEntry(String parameter, String path) {
        String plain = checked(parameter, path);
        if (plain.equals("/")) {
            throw fault(parameter, "This is the base folder itself.");
        }
        return plain;
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    /** An entry of a folder. */
    static String in(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }

    private static ProblemException fault(String parameter, String sentence) {
        return Problems.malformed(parameter, sentence);
    }
}
