package dev.patchbay.launcher;

import java.util.Locale;

/**
 * One row of the table of settings.
 *
 * @param key as written in {@code conf/patchbay.properties}
 * @param kind what may stand there
 * @param standard the value where none is given; empty means not set
 * @param live whether a change takes effect while the host runs
 * @param target who gets the value
 * @param help one or two sentences for the operator
 */
public record Setting(String key, SettingKind kind, String standard, boolean live, Target target, String help) {
    /** Who gets the value of a setting. */
    public sealed interface Target {
    }

    /** The launcher itself. */
    public record Launcher() implements Target {
    }

    /** A property of the framework. @param name its name */
    public record FrameworkProperty(String name) implements Target {
    }

    /** A key of a configuration of the Configuration Admin Service. @param pid the PID @param key the key */
    public record Configuration(String pid, String key) implements Target {
    }

    /** The environment variable that overrides it: {@code PATCHBAY_HTTP_PORT} for {@code http.port}. */
    public String variable() {
        return "PATCHBAY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
