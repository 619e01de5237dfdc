package dev.patchbay.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which bundle may depend on which, and what no bundle of ours may do. */
final class ArchitectureRules {
    private static final int JAVA_17 = 61;
    private static final String API = "dev.patchbay.api";
    private static final String HOST = "dev.patchbay.host";
    private static final Set<String> EXPORTERS = Set.of(API, HOST);
    static final Set<String> ALWAYS_THERE = Set.of(API, HOST, "dev.patchbay.core", "dev.patchbay.vault", "dev.patchbay.store",
            "dev.patchbay.egress", "dev.patchbay.oauth", "dev.patchbay.installer", "dev.patchbay.rest", "dev.patchbay.connect", "dev.patchbay.console", "dev.patchbay.declarative",
            "dev.patchbay.type.apikey", "dev.patchbay.type.keysecret", "dev.patchbay.type.login", "dev.patchbay.type.builtin",
            "dev.patchbay.type.oauth1", "dev.patchbay.type.oauth2", "dev.patchbay.app.ftp", "dev.patchbay.app.sftp",
            "dev.patchbay.app.shopify", "dev.patchbay.app.sandbox");

    private ArchitectureRules() {}

    /** One sentence for every fault; a bundle that should have been looked at and was not is one. */
    static List<String> faults(List<ShippedJar> jars) {
        List<String> faults = new ArrayList<>();
        Set<String> seen = new java.util.TreeSet<>();
        jars.forEach(jar -> seen.add(jar.name()));
        ALWAYS_THERE.stream().filter(name -> !seen.contains(name)).forEach(name -> faults.add(name + " was not looked at"));
        for (ShippedJar jar : jars) {
            if (jar.classVersion() > JAVA_17) {
                faults.add(jar.name() + " has classes of version " + jar.classVersion());
            }
            if (jar.packages().stream().anyMatch(p -> p.startsWith("org.jasypt")) && !jar.name().equals("dev.patchbay.vault")) {
                faults.add(jar.name() + " holds jasypt");
            }
            if (jar.isOurs()) {
                ownFaults(jar, jars, faults);
            }
        }
        return faults;
    }

    private static void ownFaults(ShippedJar jar, List<ShippedJar> jars, List<String> faults) {
        if (jar.headers().contains("DynamicImport-Package")) {
            faults.add(jar.name() + " imports dynamically");
        }
        if (jar.headers().contains("Require-Bundle")) {
            faults.add(jar.name() + " requires a bundle instead of packages");
        }
        if (!EXPORTERS.contains(jar.name()) && !jar.exports().isEmpty()) {
            faults.add(jar.name() + " exports " + jar.exports());
        }
        Predicate<String> allowed = allowed(jar.name());
        jar.imports().stream().filter(allowed.negate()).forEach(p -> faults.add(jar.name() + " imports " + p));
        for (ShippedJar other : jars) {
            jar.exports().stream().filter(p -> !other.name().equals(jar.name()) && other.packages().contains(p))
                    .forEach(p -> faults.add(p + " is in " + jar.name() + " and in " + other.name()));
        }
    }

    private static Predicate<String> allowed(String bundle) {
        Predicate<String> jdk = p -> p.startsWith("javax.") || p.startsWith("org.w3c.dom") || p.startsWith("org.xml.sax")
                || p.equals("org.jspecify.annotations") || p.equals("com.sun.net.httpserver");
        Predicate<String> api = p -> isIn(p, API);
        if (bundle.equals(API)) {
            return jdk.or(api);
        }
        if (bundle.equals("dev.patchbay.declarative")) {
            return jdk.or(api).or(p -> p.startsWith("com.fasterxml.jackson.") || p.startsWith("org.osgi."));
        }
        if (bundle.startsWith("dev.patchbay.type.") || bundle.startsWith("dev.patchbay.app.")) {
            return jdk.or(api);
        }
        if (bundle.equals("dev.patchbay.console")) {
            return jdk.or(p -> p.startsWith("jakarta.servlet") || p.startsWith("org.osgi."));
        }
        Predicate<String> contracts = api.or(p -> isIn(p, HOST));
        return bundle.equals(HOST) ? jdk.or(contracts) : contracts.or(p -> !p.startsWith("dev.patchbay."));
    }

    private static boolean isIn(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }
}
