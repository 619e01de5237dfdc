package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a bundle needs that nobody in this host provides, in plain words. */
final class Requirements {
    private static final Pattern VERSION = Pattern.compile("\\((!\\()?version([<>]?=)([^()]*)\\)");

    private Requirements() {}

    /** Tries to resolve a bundle; the reasons why it does not. */
    static List<FieldError> unresolved(FrameworkWiring framework, Bundle bundle) {
        if (framework.resolveBundles(List.of(bundle))) {
            return List.of();
        }
        List<FieldError> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && framework.findProviders(requirement).isEmpty()) {
                missing.add(described(requirement));
            }
        }
        return missing.isEmpty()
                ? List.of(new FieldError("jar", "unresolved",
                        "Each thing the bundle needs is in this host, but not in versions that go together."))
                : missing;
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE);
        return !Constants.RESOLUTION_OPTIONAL.equals(resolution) && Constants.EFFECTIVE_RESOLVE.equals(effective);
    }

    private static FieldError described(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
        if (!namespace.equals(BundleRevision.PACKAGE_NAMESPACE)) {
            return new FieldError("Require-Capability", "missing", Texts.sentence(
                    "Nothing in this host provides the capability " + namespace + " " + filter + "."));
        }
        return new FieldError("Import-Package", "missing", Texts.sentence("Nothing in this host provides the package "
                + packageName(filter) + versions(filter) + ". Embed it as a private package, or import a version that is here."));
    }

    static String packageName(String filter) {
        String begin = "(" + BundleRevision.PACKAGE_NAMESPACE + "=";
        int from = filter.indexOf(begin) + begin.length();
        return filter.contains(begin) ? filter.substring(from, filter.indexOf(')', from)) : filter;
    }

    private static String versions(String filter) {
        StringBuilder text = new StringBuilder();
        for (Matcher m = VERSION.matcher(filter); m.find(); ) {
            boolean below = m.group(1) != null && m.group(2).equals(">=");
            text.append(text.isEmpty() ? " in version " : " and ").append(below ? "<" : m.group(2)).append(' ').append(m.group(3));
        }
        return text.toString();
    }
}
