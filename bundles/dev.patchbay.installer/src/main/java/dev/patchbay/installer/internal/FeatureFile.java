package dev.patchbay.installer.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.host.install.InstallSource.Coordinates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feature's JSON (OSGi Compendium 8.1 chapter 159), the part of it that is understood here: id, name, bundles and their
 * configurations. Immutable.
 *
 * @param id group and artifact with a colon between
 * @param configurations values by PID
 */
record FeatureFile(
        String id, String version, String name, List<BundleEntry> bundles, Map<String, Map<String, Object>> configurations) {
    private static final String MARK = "feature-resource-version";
    private static final int MOST_BUNDLES = 500;
    private static final String PART = "([A-Za-z0-9_][A-Za-z0-9_.+-]*)";
    private static final Pattern ID = Pattern.compile(PART + ":" + PART + ":" + PART);
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}(~[A-Za-z0-9_.-]{1,100})?");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    /** Known and of no consequence here. */
    private static final Set<String> DESCRIPTIVE =
            Set.of("description", "docURL", "license", "SCM", "vendor", "categories", "complete", "extensions", "variables");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(32).maxStringLength(64 * 1024).maxDocumentLength(1 << 20).build()).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * A bundle that the feature names.
     *
     * @param sha256 its digest, 64 hex digits, or null
     */
    record BundleEntry(Coordinates coordinates, @Nullable String sha256) {}

    FeatureFile {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
    }

    /** Whether a JSON text is meant as a feature. */
    static boolean isFeature(byte[] text) {
        try {
            return JSON.readTree(text).has(MARK);
        } catch (IOException e) {
            return false; // who reads it next says what is wrong
        }
    }

    /**
     * Reads it.
     *
     * @throws dev.patchbay.host.problem.ProblemException with every fault; each place is a JSON pointer (RFC 6901)
     */
    static FeatureFile read(byte[] text) {
        Faults faults = new Faults();
        JsonNode json = tree(text, faults);
        faults.refuseIfAny();
        FeatureFile feature = new Reader(json, faults).feature();
        faults.refuseIfAny();
        return feature;
    }

    private static JsonNode tree(byte[] text, Faults faults) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json != null && json.isObject()) {
                return json;
            }
            faults.add("#", "feature", "A feature is a JSON object.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            faults.add("#", "feature", "The feature cannot be read as JSON"
                    + (at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")."));
        } catch (IOException e) {
            faults.add("#", "feature", "The feature cannot be read.");
        }
        return JSON.nullNode();
    }

    /** Reads member by member. */
    private static final class Reader {
        private final JsonNode json;
        private final Faults faults;

        Reader(JsonNode json, Faults faults) {
            this.json = json;
            this.faults = faults;
        }

        FeatureFile feature() {
            if (!"1.0".equals(json.path(MARK).asText())) {
                faults.add("#/" + MARK, "feature", "feature-resource-version must be \"1.0\".");
            }
            Set<String> known = new HashSet<>(DESCRIPTIVE);
            known.addAll(Set.of(MARK, "id", "name", "bundles", "configurations"));
            json.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    faults.add("#/" + name, "feature", "There is no such member of a feature here: remove it.");
                }
            });
            Matcher id = ID.matcher(json.path("id").asText());
            if (!id.matches()) {
                faults.add("#/id", "feature-id", "The id must be group:artifact:version.");
            }
            boolean sound = id.matches();
            return new FeatureFile(sound ? id.group(1) + ":" + id.group(2) : "", sound ? id.group(3) : "",
                    Texts.printable(json.path("name").asText(json.path("id").asText())), bundles(), configurations());
        }

        private List<BundleEntry> bundles() {
            List<BundleEntry> bundles = new ArrayList<>();
            JsonNode list = json.path("bundles");
            if (!list.isArray() || list.isEmpty() || list.size() > MOST_BUNDLES) {
                faults.add("#/bundles", "feature-bundle", "A feature names 1 to " + MOST_BUNDLES + " bundles.");
                return bundles;
            }
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                bundle("#/bundles/" + i, list.get(i), seen, bundles);
            }
            return bundles;
        }

        private void bundle(String place, JsonNode item, Set<String> seen, List<BundleEntry> bundles) {
            Matcher id = ID.matcher(item.isTextual() ? item.asText() : item.path("id").asText());
            if (!id.matches()) {
                faults.add(place, "feature-bundle", "A bundle is named by \"id\": \"group:artifact:version\".");
                return;
            }
            JsonNode sha256 = item.path("sha256");
            if (!sha256.isMissingNode() && !DIGEST.matcher(sha256.asText()).matches()) {
                faults.add(place + "/sha256", "feature-bundle", "The digest has 64 hex digits.");
            }
            if (!seen.add(id.group(1) + ":" + id.group(2))) {
                faults.add(place, "feature-bundle", "The bundle stands there twice.");
            }
            bundles.add(new BundleEntry(new Coordinates(id.group(1), id.group(2), id.group(3)),
                    sha256.isMissingNode() ? null : sha256.asText()));
        }

        private Map<String, Map<String, Object>> configurations() {
            Map<String, Map<String, Object>> configurations = new TreeMap<>();
            JsonNode all = json.path("configurations");
            if (!all.isMissingNode() && !all.isObject()) {
                faults.add("#/configurations", "feature-configuration", "Configurations are an object by PID.");
                return configurations;
            }
            all.properties().forEach(entry -> {
                String place = "#/configurations/" + entry.getKey().replace("~", "~0").replace("/", "~1");
                if (!PID.matcher(entry.getKey()).matches() || !entry.getValue().isObject()) {
                    faults.add(place, "feature-configuration", "A configuration is an object under a PID, or FACTORY~NAME.");
                    return;
                }
                Map<String, Object> values = new TreeMap<>();
                entry.getValue().properties().forEach(value -> value(place, value.getKey(), value.getValue(), values));
                configurations.put(entry.getKey(), values);
            });
            return configurations;
        }

        private void value(String place, String key, JsonNode value, Map<String, Object> values) {
            if (value.isTextual()) {
                values.put(key, value.asText());
            } else if (value.isBoolean()) {
                values.put(key, value.asBoolean());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.put(key, value.asLong());
            } else if (value.isNumber()) {
                values.put(key, value.asDouble());
            } else if (value.isArray() && !value.isEmpty() && allTexts(value)) {
                List<String> texts = new ArrayList<>();
                value.forEach(text -> texts.add(text.asText()));
                values.put(key, texts.toArray(String[]::new));
            } else {
                faults.add(place + "/" + key, "feature-configuration", "A value is a text, a number, a flag or a list of texts.");
            }
        }

        private static boolean allTexts(JsonNode list) {
            for (JsonNode item : list) {
                if (!item.isTextual()) {
                    return false;
                }
            }
            return true;
        }
    }
}
