package dev.patchbay.installer.internal;

import dev.patchbay.host.store.Rows.FeatureRow;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle of a feature, and its line in the feature's record. Immutable. */
record Member(String symbolicName, String version, boolean library) {
    private static final String LIBRARY = "library";

    static Member of(CheckedBundle bundle) {
        return new Member(bundle.symbolicName(), bundle.version(), bundle.library());
    }

    static List<Member> listOf(FeatureRow row) {
        return row.bundles().lines().map(line -> {
            String[] parts = line.split(" ");
            return new Member(parts[0], parts[1], parts.length > 2 && parts[2].equals(LIBRARY));
        }).toList();
    }

    static String text(List<Member> members) {
        return members.stream().map(m -> m.symbolicName() + " " + m.version() + (m.library() ? " " + LIBRARY : ""))
                .collect(Collectors.joining("\n"));
    }
}
