package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Framework properties that every mode of the host has. Stateless. */
final class LaunchProperties {
    private LaunchProperties() {
    }

    static Map<String, String> of(ProgramHome home, Path data, String mode, StartPlan plan) {
        Map<String, String> properties = new HashMap<>(plan.frameworkProperties());
        properties.put("patchbay.home", home.folder().toString());
        properties.put("patchbay.data", data.toString());
        properties.put("patchbay.mode", mode);
        properties.put("patchbay.version", Version.current());
        return properties;
    }

    /**
     * Libraries that ask for {@code java.io.tmpdir} leave their temporary files in the data folder, where access is the
     * owner's only. The JDK's own {@code Files.createTemp…} read the property before main: who calls them names a folder.
     */
    static void useTemporaryFolder(Path folder) {
        System.setProperty("java.io.tmpdir", folder.toString());
    }
}
