package dev.patchbay.installer.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * What a checked bundle's manifest needs and gives, for a resolver that knows nothing of files (OSGi Core section 3.6).
 * Immutable. Equal to itself only.
 */
final class CandidateResource implements Resource {
    private static final Pattern ENVIRONMENT = Pattern.compile("JavaSE-([0-9.]+)");

    private final CheckedBundle bundle;
    private final List<Capability> capabilities = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();

    CandidateResource(CheckedBundle bundle) {
        this.bundle = bundle;
        give(IdentityNamespace.IDENTITY_NAMESPACE, Map.of(IdentityNamespace.IDENTITY_NAMESPACE, bundle.symbolicName(),
                IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE, new Version(bundle.version()),
                IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE, IdentityNamespace.TYPE_BUNDLE), Map.of());
        packages();
        generic();
        Matcher environment = ENVIRONMENT.matcher(bundle.header("Bundle-RequiredExecutionEnvironment").strip());
        if (environment.matches()) {
            need("osgi.ee", Map.of("filter", "(&(osgi.ee=JavaSE)(version=" + environment.group(1) + "))"));
        }
    }

    CheckedBundle bundle() {
        return bundle;
    }

    private void packages() {
        for (HeaderClause clause : HeaderClause.parse(bundle.header(Constants.EXPORT_PACKAGE))) {
            for (String name : clause.paths()) {
                Map<String, Object> attributes = attributes(clause);
                attributes.put(PackageNamespace.PACKAGE_NAMESPACE, name);
                attributes.put("version", Version.parseVersion(clause.parameter("version")));
                attributes.put("bundle-symbolic-name", bundle.symbolicName());
                attributes.put("bundle-version", new Version(bundle.version()));
                give(PackageNamespace.PACKAGE_NAMESPACE, attributes, directives(clause));
            }
        }
        for (HeaderClause clause : HeaderClause.parse(bundle.header(Constants.IMPORT_PACKAGE))) {
            for (String name : clause.paths()) {
                Map<String, String> directives = directives(clause);
                directives.put("filter", packageFilter(name, clause));
                need(PackageNamespace.PACKAGE_NAMESPACE, directives);
            }
        }
    }

    private void generic() {
        for (HeaderClause clause : HeaderClause.parse(bundle.header(Constants.PROVIDE_CAPABILITY))) {
            clause.paths().forEach(namespace -> give(namespace, attributes(clause), directives(clause)));
        }
        for (HeaderClause clause : HeaderClause.parse(bundle.header(Constants.REQUIRE_CAPABILITY))) {
            clause.paths().forEach(namespace -> need(namespace, directives(clause)));
        }
    }

    /** The package and its version range; other attributes must match exactly (OSGi Core section 3.7.8). */
    private static String packageFilter(String name, HeaderClause clause) {
        StringBuilder filter = new StringBuilder("(&(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + name + ")");
        clause.parameters().forEach((key, value) -> {
            if (clause.isDirective(key) || key.equals("specification-version")) {
                return;
            }
            if (key.equals("version") || key.equals("bundle-version")) {
                filter.append(new VersionRange(value).toFilterString(key));
            } else {
                filter.append('(').append(key).append('=').append(value.replaceAll("[\\\\*()]", "\\\\$0")).append(')');
            }
        });
        return filter.append(')').toString();
    }

    private static Map<String, String> directives(HeaderClause clause) {
        Map<String, String> directives = new HashMap<>(clause.parameters());
        directives.keySet().removeIf(name -> !clause.isDirective(name));
        return directives;
    }

    private static Map<String, Object> attributes(HeaderClause clause) {
        Map<String, Object> attributes = new HashMap<>();
        clause.parameters().forEach((name, value) -> {
            if (!clause.isDirective(name)) {
                attributes.put(name, typed(clause.types().getOrDefault(name, "String"), value));
            }
        });
        return attributes;
    }

    private static Object typed(String type, String value) {
        return switch (type) {
            case "Version" -> Version.parseVersion(value);
            case "Long" -> Long.valueOf(value.strip());
            case "Double" -> Double.valueOf(value.strip());
            case "List", "List<String>" -> List.of(value.split(","));
            case "List<Version>" -> Stream.of(value.split(",")).map(Version::parseVersion).toList();
            default -> value;
        };
    }

    private void give(String namespace, Map<String, Object> attributes, Map<String, String> directives) {
        capabilities.add(new Part(namespace, Map.copyOf(attributes), Map.copyOf(directives), this));
    }

    private void need(String namespace, Map<String, String> directives) {
        requirements.add(new Part(namespace, Map.of(), Map.copyOf(directives), this));
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return capabilities.stream().filter(c -> namespace == null || namespace.equals(c.getNamespace())).toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return requirements.stream().filter(r -> namespace == null || namespace.equals(r.getNamespace())).toList();
    }

    @Override
    public String toString() {
        return bundle.symbolicName() + " " + bundle.version();
    }

    static boolean isNeeded(Requirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && Namespace.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
    }

    /** A capability or a requirement, which have the same shape; equal to itself only. */
    private static final class Part implements Capability, Requirement {
        private final String namespace;
        private final Map<String, Object> attributes;
        private final Map<String, String> directives;
        private final Resource resource;

        Part(String namespace, Map<String, Object> attributes, Map<String, String> directives, Resource resource) {
            this.namespace = namespace;
            this.attributes = attributes;
            this.directives = directives;
            this.resource = resource;
        }

        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, String> getDirectives() {
            return directives;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Resource getResource() {
            return resource;
        }

        @Override
        public String toString() {
            return namespace + " " + attributes + " " + directives;
        }
    }
}
