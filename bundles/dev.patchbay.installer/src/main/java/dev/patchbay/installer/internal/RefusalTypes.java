package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which kind of problem the reasons against an upload make: the one they share, or {@code bundle-refused}. Stateless. */
final class RefusalTypes {
    private static final Map<String, ProblemType> BY_CODE = byCode();

    private RefusalTypes() {}

    private static Map<String, ProblemType> byCode() {
        Map<String, ProblemType> types = new HashMap<>();
        put(types, ProblemType.BUNDLE_MALFORMED, "not-a-jar", "ambiguous-archive", "ambiguous-manifest", "no-manifest", "manifest",
                "entry-name", "duplicate-entry", "class-file", "class-path", "required", "component", "nested-jar");
        put(types, ProblemType.BUNDLE_TOO_LARGE, "too-large", "too-large-unpacked", "too-many-entries", "compression-ratio");
        put(types, ProblemType.BUNDLE_UNTRUSTED, "not-pinned", "unsigned", "partly-signed", "signature", "signer", "trust");
        put(types, ProblemType.BUNDLE_UNRESOLVED, "missing", "unresolved", "class-version");
        put(types, ProblemType.PROVIDER_OWNED, "provider-owned");
        put(types, ProblemType.PROVIDER_REFUSED, "provider-refused", "not-registered", "not-startable", "not-installable");
        put(types, ProblemType.DECLARATION_INVALID, "declaration");
        put(types, ProblemType.FEATURE_INVALID, "feature", "feature-id", "feature-bundle", "feature-configuration", "feature-archive");
        put(types, ProblemType.CHECKSUM_MISMATCH, "digest");
        return Map.copyOf(types);
    }

    private static void put(Map<String, ProblemType> types, ProblemType type, String... codes) {
        for (String code : codes) {
            types.put(code, type);
        }
    }

    static ProblemType of(List<FieldError> errors) {
        Set<ProblemType> types = errors.stream()
                .map(error -> BY_CODE.getOrDefault(error.code(), ProblemType.BUNDLE_REFUSED)).collect(Collectors.toSet());
        return types.size() == 1 ? types.iterator().next() : ProblemType.BUNDLE_REFUSED;
    }
}
