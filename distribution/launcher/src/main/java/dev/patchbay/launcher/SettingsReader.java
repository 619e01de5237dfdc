package dev.patchbay.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts together what the file, the environment and system properties give; the later wins. Every fault is reported at
 * once. Immutable: the environment and properties are those of its making, the file is read each time.
 */
final class SettingsReader {
    private static final String PREFIX = "PATCHBAY_";
    private static final String PROPERTY_PREFIX = "patchbay.";
    /** Variables and properties with our prefix that are no settings; home, URL and key file are an author's, for Maven. */
    private static final Set<String> RESERVED =
            Set.of("PATCHBAY_CONF", "PATCHBAY_JAVA_OPTS", "PATCHBAY_PASSPHRASE", "PATCHBAY_HOME", "PATCHBAY_URL", "PATCHBAY_KEY_FILE",
                    "patchbay.home", "patchbay.conf");
    /** What Kubernetes and Docker set by themselves for a service that is called patchbay. */
    private static final Pattern SERVICE_LINKS =
            Pattern.compile("PATCHBAY_(NAME|PORT|SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_.*)?|ENV_.*)");

    private final ProgramHome home;
    private final Map<String, String> environment;
    private final Properties properties;

    SettingsReader(ProgramHome home, Map<String, String> environment, Properties properties) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.properties = (Properties) properties.clone();
    }

    /**
     * The values now.
     *
     * @throws StartFailure with a line for every fault
     */
    SettingValues read() {
        List<String> faults = new ArrayList<>();
        List<GivenSetting> given = new ArrayList<>();
        if (Files.exists(home.settings())) {
            given.addAll(SettingsFile.read(home.settings(), faults));
        } else if (home.settingsAreChosen()) {
            faults.add("The settings file " + home.settings() + " is not there.");
        }
        given.addAll(variables());
        given.addAll(systemProperties());
        Map<String, String> values = values(given, faults);
        SettingValues result = new SettingValues(values);
        SettingRules.check(result, faults);
        if (faults.isEmpty()) {
            return result;
        }
        throw new StartFailure(ExitCodes.USAGE, String.join("\n", faults));
    }

    private Map<String, String> values(List<GivenSetting> given, List<String> faults) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : Settings.table()) {
            values.put(setting.key(), setting.standard().isEmpty() ? "" : setting.kind().normal(setting.standard(), home.folder()));
        }
        for (GivenSetting entry : given) {
            Optional<Setting> known = Settings.find(entry.key());
            if (known.isEmpty()) {
                faults.add(unknown(entry));
            } else {
                value(known.get(), entry, values, faults);
            }
        }
        return values;
    }

    private void value(Setting setting, GivenSetting entry, Map<String, String> values, List<String> faults) {
        if (entry.value().isEmpty()) {
            values.put(setting.key(), "");
            return;
        }
        Optional<String> fault = setting.kind().fault(entry.value());
        if (fault.isPresent()) {
            String shown = setting.kind() == SettingKind.TEXT ? "the value" : "\"" + entry.value() + "\"";
            faults.add(entry.where() + ": " + setting.key() + ": " + shown + " " + fault.get() + ".");
        } else {
            values.put(setting.key(), setting.kind().normal(entry.value(), home.folder()));
        }
    }

    private static String unknown(GivenSetting entry) {
        Optional<String> nearest = NearestKey.find(entry.key(), Settings.table().stream().map(Setting::key));
        return entry.where() + ": there is no setting " + entry.key()
                + nearest.map(key -> "; did you mean " + key + "?").orElse("; bin/patchbay settings shows all.");
    }

    private List<GivenSetting> variables() {
        List<GivenSetting> given = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !RESERVED.contains(name) && !SERVICE_LINKS.matcher(name).matches()) {
                given.add(new GivenSetting(keyOf(name), value.strip(), "environment variable " + name));
            }
        });
        return given;
    }

    /** A logger's name cannot be told from a variable exactly: it becomes lower case, with dots. */
    private static String keyOf(String variable) {
        return Settings.table().stream().filter(setting -> setting.variable().equals(variable)).map(Setting::key).findFirst()
                .orElseGet(() -> variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    private List<GivenSetting> systemProperties() {
        List<GivenSetting> given = new ArrayList<>();
        properties.stringPropertyNames().stream().sorted().forEach(name -> {
            if (name.startsWith(PROPERTY_PREFIX) && !RESERVED.contains(name)) {
                given.add(new GivenSetting(name.substring(PROPERTY_PREFIX.length()), properties.getProperty(name).strip(), "-D" + name));
            }
        });
        return given;
    }
}
