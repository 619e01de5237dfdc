package dev.patchbay.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The program folder, which may be read-only, and the file of settings.
 *
 * @param folder the program folder, absolute
 * @param settings the file of settings
 * @param settingsAreChosen whether that file was named by the operator and must be there
 */
record ProgramHome(Path folder, Path settings, boolean settingsAreChosen) {

    /**
     * From {@code -Dpatchbay.home}, else the folder above the launcher's jar; settings from {@code -Dpatchbay.conf},
     * else {@code PATCHBAY_CONF}, else {@code conf/patchbay.properties} there.
     */
    static ProgramHome find(Map<String, String> environment, Properties properties) {
        String given = properties.getProperty("patchbay.home");
        Path folder = (given == null ? besideLauncher() : Path.of(given)).toAbsolutePath().normalize();
        @Nullable String chosen = properties.getProperty("patchbay.conf", environment.get("PATCHBAY_CONF"));
        boolean isChosen = chosen != null && !chosen.isBlank();
        return new ProgramHome(folder, isChosen ? Path.of(chosen).toAbsolutePath() : folder.resolve("conf/patchbay.properties"), isChosen);
    }

    Path features() {
        return folder.resolve("features");
    }

    Path repository() {
        return folder.resolve("repository");
    }

    Path integrations() {
        return folder.resolve("integrations");
    }

    Path practice() {
        return folder.resolve("practice");
    }

    private static Path besideLauncher() {
        try {
            Path jar = Path.of(ProgramHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolve("../..");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
