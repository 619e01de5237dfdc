package dev.patchbay.installer.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** What the manifest of an integration bundle must and must not say. Used by one thread. */
final class ManifestCheck {
    /** The namespace of the capability by which a bundle promises a provider's id. */
    static final String PROVIDER = "dev.patchbay.provider";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VERSION = 100;
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*+");
    private static final Pattern PROVIDER_ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final String EXTENDER = "\\(osgi\\.extender=(osgi\\.component|dev\\.patchbay\\.declarative)\\)";
    private static final Pattern EXTENDERS = Pattern.compile(EXTENDER + "|\\(&" + EXTENDER
            + "(\\(version>=[0-9.]+\\)|\\(!\\(version>=[0-9.]+\\)\\))*+\\)");
    private static final Set<String> PROVIDABLE = Set.of(PROVIDER, "osgi.service");
    private static final Map<String, String> REFUSED = refused();
    private static final String EXPORT = "Export-Package";
    private static final List<String> RESERVED = List.of("java.", "javax.", "jakarta.", "org.osgi.", "dev.patchbay.");

    private final Map<String, String> headers;
    private final JarContent jar;
    private final Faults faults;
    private final boolean library;

    private ManifestCheck(Map<String, String> headers, JarContent jar, boolean library, Faults faults) {
        this.headers = headers;
        this.jar = jar;
        this.faults = faults;
        this.library = library;
    }

    private static Map<String, String> refused() {
        String agent = "An integration is no Java agent.";
        String mediated = "Service loader mediation would run code of an integration on the host's threads.";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Fragment-Host", "A fragment would run inside another bundle.");
        all.put("Bundle-Activator", "Code of an integration runs under the host's deadlines only; register a component instead.");
        all.put("ExtensionBundle-Activator", "An integration does not extend the framework.");
        all.put("Bundle-NativeCode", "Native libraries are not accepted.");
        all.put("DynamicImport-Package", "Name what is imported; a dynamic import reaches everything.");
        all.put("Require-Bundle", "Import packages instead of whole bundles.");
        all.put(EXPORT, "An integration exports nothing; embed what it needs as private packages.");
        all.put("SPI-Provider", mediated);
        all.put("SPI-Consumer", mediated);
        all.put("Premain-Class", agent);
        all.put("Agent-Class", agent);
        all.put("Launcher-Agent-Class", agent);
        return all;
    }

    /**
     * Collects what is wrong; what is returned is whole only if nothing was.
     *
     * @param library whether it may export packages and has no provider
     */
    static CheckedBundle check(Map<String, String> headers, JarContent jar, boolean library, Faults faults) {
        return new ManifestCheck(headers, jar, library, faults).bundle();
    }

    /** Whether a bundle without a provider of its own is meant. */
    static boolean promisesNothing(Map<String, String> headers) {
        return !headers.containsKey("Service-Component") && HeaderClause.parse(headers.getOrDefault("Provide-Capability", ""))
                .stream().noneMatch(clause -> clause.paths().contains(PROVIDER));
    }

    private CheckedBundle bundle() {
        if (!"2".equals(header("Bundle-ManifestVersion"))) {
            faults.add("Bundle-ManifestVersion", "required", "Bundle-ManifestVersion must be 2: it is no OSGi bundle otherwise.");
        }
        REFUSED.forEach((name, why) -> {
            if (headers.containsKey(name) && !(library && name.equals(EXPORT))) {
                faults.add(name, "header", why);
            }
        });
        exports();
        imports();
        classPath();
        extenders();
        return new CheckedBundle(symbolicName(), version(), library ? Set.of() : providers(), headers, List.of(), library);
    }

    private String symbolicName() {
        List<HeaderClause> clauses = HeaderClause.parse(header("Bundle-SymbolicName"));
        String name = clauses.size() == 1 && clauses.get(0).paths().size() == 1 ? clauses.get(0).paths().get(0) : "";
        if (name.length() > LONGEST_NAME || !SYMBOLIC_NAME.matcher(name).matches()) {
            faults.add("Bundle-SymbolicName", "required",
                    "Bundle-SymbolicName must be there: letters, digits, _ - and dots, up to 200 characters.");
        }
        return name;
    }

    private String version() {
        String text = header("Bundle-Version");
        try {
            if (text.length() <= LONGEST_VERSION) {
                return new Version(text).toString();
            }
        } catch (IllegalArgumentException e) {
            faults.add("Bundle-Version", "required", "Bundle-Version must be there, such as 1.2.0.");
            return "";
        }
        faults.add("Bundle-Version", "required", "Bundle-Version has at most 100 characters.");
        return "";
    }

    /** What a library exports must not stand in for packages of the host or of Java. */
    private void exports() {
        for (HeaderClause clause : HeaderClause.parse(library ? header(EXPORT) : "")) {
            clause.paths().stream().filter(name -> RESERVED.stream().anyMatch((name + ".")::startsWith)).forEach(name ->
                    faults.add(EXPORT, "host-package", "A library does not export " + Texts.printable(name) + "."));
        }
    }

    private void imports() {
        for (HeaderClause clause : HeaderClause.parse(header("Import-Package"))) {
            clause.paths().forEach(name -> hostPackage(name, faults));
        }
    }

    /**
     * Refuses a package of the host. The framework's own belong to it: with them a bundle could fetch any service and install
     * others. A library that asks for them, if only optionally, is embedded without that import.
     */
    static void hostPackage(String name, Faults faults) {
        boolean api = name.equals("dev.patchbay.api") || name.startsWith("dev.patchbay.api.");
        if (!api && (name.equals("dev.patchbay") || name.startsWith("dev.patchbay."))) {
            faults.add("Import-Package", "host-package", "An integration sees dev.patchbay.api only, not " + name + ".");
        }
        if (name.equals("org.osgi.framework") || name.startsWith("org.osgi.framework.")) {
            faults.add("Import-Package", "framework-package",
                    "An integration gets what it needs from its ConnectionContext, not from the framework (" + name + ").");
        }
    }

    /** What is on the class path must be what the archive's check took for a jar, or a folder. */
    private void classPath() {
        for (HeaderClause clause : HeaderClause.parse(header("Bundle-ClassPath"))) {
            for (String path : clause.paths()) {
                boolean folder = jar.names().stream().anyMatch(name -> name.startsWith(path.endsWith("/") ? path : path + "/"));
                boolean archive = path.toLowerCase(Locale.ROOT).endsWith(".jar") && jar.has(path);
                if (!path.equals(".") && !archive && !folder) {
                    faults.add("Bundle-ClassPath", "class-path",
                            Texts.printable(path) + " is no folder and no .jar of the bundle.");
                }
            }
        }
    }

    /** Nobody but declarative services may act on the bundle when it starts, and others must not be made to rely on it. */
    private void extenders() {
        for (HeaderClause clause : HeaderClause.parse(header("Require-Capability"))) {
            String filter = clause.parameter("filter").replace(" ", "");
            if (clause.paths().contains("osgi.extender") && !EXTENDERS.matcher(filter).matches()) {
                faults.add("Require-Capability", "extender",
                        "Of all extenders an integration uses osgi.component and dev.patchbay.declarative only.");
            }
        }
        for (HeaderClause clause : HeaderClause.parse(header("Provide-Capability"))) {
            if (!PROVIDABLE.containsAll(clause.paths())) {
                faults.add("Provide-Capability", "capability",
                        "An integration provides the capabilities " + PROVIDER + " and osgi.service only.");
            }
        }
    }

    private Set<String> providers() {
        Set<String> ids = new LinkedHashSet<>();
        for (HeaderClause clause : HeaderClause.parse(header("Provide-Capability"))) {
            if (clause.paths().contains(PROVIDER)) {
                String id = clause.parameter(PROVIDER);
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
        return headers.getOrDefault(name, "");
    }
}
