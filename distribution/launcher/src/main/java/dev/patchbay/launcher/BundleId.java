package dev.patchbay.launcher;

import java.util.regex.Pattern;

/**
 * A bundle by its Maven coordinates, as features name it: {@code group:artifact:version}.
 *
 * @param groupId the Maven group
 * @param artifactId the Maven artifact
 * @param version the Maven version
 */
public record BundleId(String groupId, String artifactId, String version) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    /** Refuses parts that could lead out of the repository. */
    public BundleId {
        for (String part : new String[] {groupId, artifactId, version}) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("\"" + part + "\" is no part of group:artifact:version");
            }
        }
    }

    /** Reads {@code group:artifact:version}; types and classifiers are not used here. */
    public static BundleId parse(String id) {
        String[] parts = id.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("\"" + id + "\" is not group:artifact:version");
        }
        return new BundleId(parts[0], parts[1], parts[2]);
    }

    /** Where the jar lies in a repository of Maven's layout, with {@code /} between the folders. */
    public String path() {
        return groupId.replace('.', '/') + "/" + artifactId + "/" + version + "/" + artifactId + "-" + version + ".jar";
    }

    /** {@code group:artifact:version}. */
    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version;
    }
}
