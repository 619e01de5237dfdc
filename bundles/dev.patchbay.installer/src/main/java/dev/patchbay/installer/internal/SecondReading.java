package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What the framework read out of a jar must be what was checked. Two readers of one manifest may differ in what they make of
 * repeated headers, odd line ends or quotes, and only the framework's reading has a consequence.
 */
final class SecondReading {
    private SecondReading() {}

    /** What differs, or is refused in the framework's reading alone. */
    static List<FieldError> differences(Bundle bundle, CheckedBundle checked) {
        Faults faults = new Faults();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean same = revision != null
                && revision.getTypes() == 0
                && checked.symbolicName().equals(revision.getSymbolicName())
                && checked.version().equals(revision.getVersion().toString())
                && checked.providers().equals(Set.copyOf(LiveBundles.promised(bundle)))
                && checked.headers().equals(headers(bundle));
        if (!same) {
            faults.add("META-INF/MANIFEST.MF", "ambiguous-manifest",
                    "The manifest can be read in two ways: write it without repeated headers and with plain line ends.");
        }
        if (revision != null) {
            for (BundleRequirement requirement : revision.getDeclaredRequirements(BundleRevision.PACKAGE_NAMESPACE)) {
                String filter = String.valueOf(requirement.getDirectives().get("filter"));
                ManifestCheck.hostPackage(Requirements.packageName(filter), faults);
            }
        }
        return faults.errors();
    }

    private static Map<String, String> headers(Bundle bundle) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        var raw = bundle.getHeaders("");
        Collections.list(raw.keys()).forEach(name -> headers.put(name, raw.get(name).strip()));
        return headers;
    }
}
