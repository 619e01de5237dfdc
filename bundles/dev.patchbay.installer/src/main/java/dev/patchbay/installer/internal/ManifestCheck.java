package dev.patchbay.installer.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** What the manifest of an integration bundle must and must not say. */
final class ManifestCheck {
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern PROVIDER_ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final String NAMESPACE = "dev.patchbay.provider";
    private static final Map<String, String> REFUSED = Map.of(
            "Fragment-Host", "A fragment would run inside another bundle.",
            "Bundle-Activator", "Code of an integration runs under the host's deadlines only; register a component instead.",
            "ExtensionBundle-Activator", "An integration does not extend the framework.",
            "Bundle-NativeCode", "Native libraries are not accepted.",
            "DynamicImport-Package", "Name what is imported; a dynamic import reaches everything.",
            "Require-Bundle", "Import packages instead of whole bundles.",
            "Export-Package", "An integration exports nothing; embed what it needs as private packages.",
            "Premain-Class", "An integration is no Java agent.",
            "Agent-Class", "An integration is no Java agent.",
            "Launcher-Agent-Class", "An integration is no Java agent.");

    private final Attributes headers;
    private final Faults faults;

    private ManifestCheck(Attributes headers, Faults faults) {
        this.headers = headers;
        this.faults = faults;
    }

    /** What the manifest says, or null where it says too little to go on. */
    static @Nullable CheckedBundle check(Map<String, byte[]> entries, Faults faults) {
        byte[] file = entries.get(JarFile.MANIFEST_NAME);
        if (file == null) {
            if (faults.isEmpty()) {
                faults.add(JarFile.MANIFEST_NAME, "no-manifest", "The jar has no manifest: it is no OSGi bundle.");
            }
            return null;
        }
        try {
            return new ManifestCheck(new Manifest(new ByteArrayInputStream(file)).getMainAttributes(), faults).bundle();
        } catch (IOException | IllegalArgumentException e) {
            faults.add(JarFile.MANIFEST_NAME, "manifest", "The manifest cannot be read.");
            return null;
        }
    }

    private CheckedBundle bundle() {
        if (!"2".equals(header("Bundle-ManifestVersion"))) {
            faults.add("Bundle-ManifestVersion", "required", "Bundle-ManifestVersion must be 2: it is no OSGi bundle otherwise.");
        }
        REFUSED.forEach((name, why) -> {
            if (headers.getValue(name) != null) {
                faults.add(name, "header", why);
            }
        });
        imports();
        return new CheckedBundle(symbolicName(), version(), providers());
    }

    private String symbolicName() {
        String name = header("Bundle-SymbolicName").split(";")[0].strip();
        if (!SYMBOLIC_NAME.matcher(name).matches() || name.length() > 200) {
            faults.add("Bundle-SymbolicName", "required", "Bundle-SymbolicName must be there, letters, digits, _ - and dots.");
        }
        if (header("Bundle-SymbolicName").contains("singleton")) {
            faults.add("Bundle-SymbolicName", "header", "The host replaces versions itself: drop the singleton directive.");
        }
        return name;
    }

    private String version() {
        try {
            return new Version(header("Bundle-Version")).toString();
        } catch (IllegalArgumentException e) {
            faults.add("Bundle-Version", "required", "Bundle-Version must be there, such as 1.2.0.");
            return "0.0.0";
        }
    }

    private void imports() {
        for (HeaderClause clause : HeaderClause.parse(header("Import-Package"))) {
            for (String name : clause.paths()) {
                if (name.equals("dev.patchbay.host") || name.startsWith("dev.patchbay.host.")) {
                    faults.add("Import-Package", "host-package", "An integration sees dev.patchbay.api only, not " + name + ".");
                }
            }
        }
    }

    private Set<String> providers() {
        Set<String> ids = new LinkedHashSet<>();
        for (HeaderClause clause : HeaderClause.parse(header("Provide-Capability"))) {
            if (clause.paths().contains(NAMESPACE)) {
                String id = clause.parameter(NAMESPACE);
                if (!PROVIDER_ID.matcher(id).matches()) {
                    faults.add("Provide-Capability", "provider-id", "A provider's id is [a-z][a-z0-9-]*, up to 64 characters.");
                } else {
                    ids.add(id);
                }
            }
        }
        if (ids.isEmpty()) {
            faults.add("Provide-Capability", "no-provider",
                    "The manifest promises no provider: put @ProvidesConnection(\"id\") on the provider's class.");
        }
        return ids;
    }

    private String header(String name) {
        String value = headers.getValue(name);
        return value == null ? "" : value.strip();
    }

    /** One clause of a header (OSGi Core section 3.2.4): paths, then parameters. */
    record HeaderClause(List<String> paths, Map<String, String> parameters) {
        private static final Pattern PARAMETER = Pattern.compile("\\s*([^:=\\s]+)(?::[^=\\s]+)?\\s*:?=\\s*(.*?)\\s*", Pattern.DOTALL);

        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }

        static List<HeaderClause> parse(String header) {
            List<HeaderClause> clauses = new ArrayList<>();
            for (String clause : split(header, ',')) {
                List<String> paths = new ArrayList<>();
                Map<String, String> parameters = new HashMap<>();
                for (String part : split(clause, ';')) {
                    Matcher parameter = PARAMETER.matcher(part);
                    if (parameter.matches()) {
                        parameters.put(parameter.group(1), unquoted(parameter.group(2)));
                    } else if (!part.isBlank()) {
                        paths.add(part.strip());
                    }
                }
                if (!paths.isEmpty()) {
                    clauses.add(new HeaderClause(paths, parameters));
                }
            }
            return clauses;
        }

        private static String unquoted(String value) {
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            return quoted ? value.substring(1, value.length() - 1) : value;
        }

        /** Splits outside of quotes. */
        private static List<String> split(String text, char separator) {
            List<String> parts = new ArrayList<>();
            boolean quoted = false;
            int start = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                    quoted = !quoted;
                } else if (c == separator && !quoted) {
                    parts.add(text.substring(start, i));
                    start = i + 1;
                }
            }
            parts.add(text.substring(start));
            return parts;
        }
    }
}
