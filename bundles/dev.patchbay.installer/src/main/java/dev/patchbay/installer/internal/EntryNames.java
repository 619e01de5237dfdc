package dev.patchbay.installer.internal;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the names of an archive's entries must and must not be. Used by one thread. */
final class EntryNames {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_PART = 255;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
    private static final Pattern NATIVE = Pattern.compile("\\.(so(\\.[0-9.]{1,20})?|dll|dylib|jnilib)$");
    private static final String VERSIONS = "meta-inf/versions/";
    private static final String SERVICES = "META-INF/services/";
    /** Libraries of the host that look for service files in every bundle, and would run what they name on the host's threads. */
    private static final List<String> LOOKED_FOR = List.of("jakarta.", "org.glassfish.", "org.jvnet.hk2.");

    private final Faults faults;
    private final Set<String> spellings = new HashSet<>();

    EntryNames(Faults faults) {
        this.faults = faults;
    }

    /**
     * Collects what is wrong with a name.
     *
     * @param inside where the archive itself is within the upload, or an empty text
     */
    void check(String inside, String name) {
        String where = inside + name;
        if (!staysInside(name) || name.length() > LONGEST) {
            faults.add(where, "entry-name", "An entry's name must be a short relative path without . and .. in it.");
        }
        if (!spellings.add(Normalizer.normalize(where, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
            faults.add(where, "duplicate-entry", "Two entries have this name, or names that some file systems take for one.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (NATIVE.matcher(lower).find()) {
            faults.add(where, "native-code", "Native libraries are not accepted.");
        }
        if (inside.isEmpty()) {
            checkOfBundle(name, lower);
        }
    }

    private static boolean staysInside(String name) {
        boolean odd = name.isEmpty() || name.startsWith("/") || name.contains("\\") || DRIVE.matcher(name).lookingAt()
                || name.chars().anyMatch(Character::isISOControl);
        return !odd && Stream.of(name.split("/", -1))
                .noneMatch(part -> part.equals("..") || part.equals(".") || part.length() > LONGEST_PART);
    }

    private void checkOfBundle(String name, String lower) {
        if (lower.startsWith(VERSIONS) && !lower.endsWith("/") && !lower.endsWith(".class")) {
            faults.add(name, "multi-release",
                    "For other versions of Java a bundle has classes only: another file would stand in for one that was checked.");
        }
        if (name.startsWith(SERVICES) && LOOKED_FOR.stream().anyMatch(name.substring(SERVICES.length())::startsWith)) {
            faults.add(name, "service-file", "This file would run code of the bundle inside of the host's libraries: remove it.");
        }
    }
}
