package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.declaration.DefinitionJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the reply to a probe tells about the account at the app. Immutable; what it captured may be secret and is not printed.
 *
 * @param id the account's id, or null
 * @param label what the app calls it, or null
 * @param scopes the granted scopes, or null where the reply does not tell
 * @param captured values for captured fields, by field
 */
public record AppAccount(
        @Nullable String id, @Nullable String label, @Nullable List<String> scopes, Map<String, String> captured) {
    /** Nothing is known. */
    public static final AppAccount UNKNOWN = new AppAccount(null, null, null, Map.of());

    private static final int LONGEST = 200;

    public AppAccount {
        scopes = scopes == null ? null : List.copyOf(scopes);
        captured = Map.copyOf(captured);
    }

    /** Whether the probe asks for anything that is told here. */
    public static boolean isToldBy(Probe probe) {
        return !probe.accountId().isEmpty() || !probe.accountLabel().isEmpty() || !probe.scopes().isEmpty()
                || !probe.captures().isEmpty();
    }

    /** What a reply tells; nothing where it is no JSON. */
    public static AppAccount of(Probe probe, String reply) {
        JsonNode json = tree(reply).orElse(null);
        if (json == null) {
            return UNKNOWN;
        }
        Map<String, String> captured = new TreeMap<>();
        probe.captures().forEach((path, field) -> JsonPath.text(json, path).ifPresent(text -> captured.put(field, text)));
        return new AppAccount(
                JsonPath.text(json, probe.accountId()).map(AppAccount::shown).orElse(null),
                JsonPath.text(json, probe.accountLabel()).map(AppAccount::shown).orElse(null),
                JsonPath.texts(json, probe.scopes()).orElse(null),
                captured);
    }

    /** Whether a reply has what the probe expects. */
    public static boolean isExpected(Probe probe, String reply) {
        return probe.expectedPath().isEmpty()
                || tree(reply).flatMap(json -> JsonPath.text(json, probe.expectedPath()))
                        .filter(probe.expectedValue()::equals).isPresent();
    }

    private static Optional<JsonNode> tree(String reply) {
        try {
            return Optional.of(DefinitionJson.tree(reply));
        } catch (IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }

    /** An app's text as one line that can be shown. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u061c\\u2028-\\u202e\\u2066-\\u2069]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }

    @Override
    public String toString() {
        return "AppAccount";
    }
}
