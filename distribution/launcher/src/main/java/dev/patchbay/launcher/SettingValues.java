package dev.patchbay.launcher;

import dev.patchbay.launcher.Setting.Configuration;
import dev.patchbay.launcher.Setting.FrameworkProperty;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The value of every setting: checked, and in the form the host's bundles get. Immutable. Values may be secret. */
public final class SettingValues {
    private final Map<String, String> values;

    SettingValues(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a key of the table; empty where it is not set. */
    public String text(String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    /** The value of a key, of a logger's too; empty where it is not set. */
    String textOrEmpty(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value of a flag. */
    public boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** The value of a number or port. */
    public int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** The folder of the data, absolute. */
    public Path dataFolder() {
        return Path.of(text("data.dir"));
    }

    /** Levels of single loggers, by logger. */
    public Map<String, String> loggers() {
        Map<String, String> loggers = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(Settings.LOGGER) && !value.isEmpty()) {
                loggers.put(key.substring(Settings.LOGGER.length()), value);
            }
        });
        return loggers;
    }

    /** What goes to the framework, by property. */
    public Map<String, String> frameworkProperties() {
        Map<String, String> properties = new HashMap<>();
        for (Setting setting : Settings.table()) {
            if (setting.target() instanceof FrameworkProperty property && !text(setting.key()).isEmpty()) {
                properties.put(property.name(), text(setting.key()));
            }
        }
        return properties;
    }

    /** What goes to the Configuration Admin Service: by PID, every key that is set. PIDs with nothing set are there, empty. */
    public Map<String, Map<String, Object>> configurations() {
        Map<String, Map<String, Object>> configurations = new TreeMap<>();
        for (Setting setting : Settings.table()) {
            if (setting.target() instanceof Configuration target) {
                Map<String, Object> configuration = configurations.computeIfAbsent(target.pid(), pid -> new TreeMap<>());
                if (!text(setting.key()).isEmpty()) {
                    configuration.put(target.key(), text(setting.key()));
                }
            }
        }
        return configurations;
    }

    /** These values with another one for {@code key}. */
    SettingValues with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new SettingValues(changed);
    }

    /** Keys whose value differs. */
    Set<String> changedTo(SettingValues other) {
        Set<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(other.values.keySet());
        keys.removeIf(key -> values.getOrDefault(key, "").equals(other.values.getOrDefault(key, "")));
        return keys;
    }

    /** Nothing of the values, which may be secret. */
    @Override
    public String toString() {
        return "SettingValues" + values.keySet();
    }
}
