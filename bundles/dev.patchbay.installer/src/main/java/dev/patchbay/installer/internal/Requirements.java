package dev.patchbay.installer.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Requirement;

/** A requirement in plain words. Stateless. */
final class Requirements {
    private static final Pattern VERSION = Pattern.compile("\\((!\\()?version([<>]?=)([^()]*)\\)");

    private Requirements() {}

    /** The header of the manifest that makes it. */
    static String header(Requirement requirement) {
        return isPackage(requirement) ? "Import-Package" : "Require-Capability";
    }

    static boolean isPackage(Requirement requirement) {
        return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE);
    }

    /** One sentence on what is missing. */
    static String sentence(Requirement requirement) {
        String filter = filter(requirement);
        return isPackage(requirement)
                ? "Nothing in this host provides the package " + packageName(filter) + versions(filter) + "."
                : "Nothing in this host provides the capability " + requirement.getNamespace() + " " + filter + ".";
    }

    static String filter(Requirement requirement) {
        return requirement.getDirectives().getOrDefault("filter", "");
    }

    static String packageName(String filter) {
        String begin = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=";
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
