package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a folder of features. The host, its tests and its benchmarks all start from what this returns. Stateless. */
public final class FeatureReader {
    private static final Set<String> MODES = Set.of("host", "maintenance");
    private static final int LAST_LEVEL = 10;

    private FeatureReader() {
    }

    /**
     * Every {@code *.json} of the folder, by file name.
     *
     * @throws StartFailure naming the file and place where one cannot be understood
     */
    public static List<Feature> read(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw new StartFailure(ExitCodes.SOFTWARE, "No features can be read from " + folder + ".");
        }
        Collections.sort(files);
        List<Feature> features = new ArrayList<>();
        for (Path file : files) {
            try {
                features.add(parse(Files.readString(file)));
            } catch (IOException | IllegalArgumentException e) {
                throw new StartFailure(ExitCodes.SOFTWARE, "The feature " + file + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return List.copyOf(features);
    }

    /**
     * One feature.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Feature parse(String json) {
        Map<String, Object> members = object("the feature", JsonReader.read(json));
        if (!"1.0".equals(members.get("feature-resource-version"))) {
            throw new IllegalArgumentException("feature-resource-version is not 1.0");
        }
        Map<String, Object> extensions = object("extensions", members.getOrDefault("extensions", Map.of()));
        Map<String, Object> own = extension(extensions, "patchbay");
        return new Feature(string("id", members.get("id")), bundles(members.get("bundles")),
                configurations(members.get("configurations")), texts(extension(extensions, "framework-launching-properties")),
                level(own.getOrDefault("start-level", (long) LAST_LEVEL)), modes(own.getOrDefault("modes", List.of("host"))));
    }

    private static List<BundleId> bundles(@Nullable Object value) {
        Set<BundleId> bundles = new LinkedHashSet<>();
        for (Object item : list("bundles", value)) {
            Object id = item instanceof Map<?, ?> bundle ? bundle.get("id") : item;
            BundleId bundle = BundleId.parse(string("the id of a bundle", id));
            if (!bundles.add(bundle)) {
                throw new IllegalArgumentException(bundle + " stands twice");
            }
        }
        return List.copyOf(bundles);
    }

    private static Map<String, Map<String, Object>> configurations(@Nullable Object value) {
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        if (value != null) {
            object("configurations", value).forEach((pid, values) -> configurations.put(pid, object(pid, values)));
        }
        return configurations;
    }

    private static Map<String, Object> extension(Map<String, Object> extensions, String name) {
        Map<String, Object> extension = object(name, extensions.getOrDefault(name, Map.of()));
        return object(name, extension.getOrDefault("json", Map.of()));
    }

    private static int level(Object value) {
        if (value instanceof Long level && level >= 1 && level <= LAST_LEVEL) {
            return level.intValue();
        }
        throw new IllegalArgumentException("start-level is not 1 to " + LAST_LEVEL);
    }

    private static Set<String> modes(Object value) {
        Set<String> modes = new LinkedHashSet<>();
        for (Object mode : list("modes", value)) {
            if (!MODES.contains(string("a mode", mode))) {
                throw new IllegalArgumentException("there is no mode " + mode);
            }
            modes.add((String) mode);
        }
        return modes;
    }

    private static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, string(key, value)));
        return texts;
    }

    private static String string(String name, @Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException(name + " is no text");
    }

    private static Collection<?> list(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name + " is no list");
    }

    private static Map<String, Object> object(String name, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(name + " is no object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> {
            if (member != null) {
                members.put((String) key, member);
            }
        });
        return members;
    }
}
