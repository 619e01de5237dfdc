package dev.patchbay.installer.internal;

import dev.patchbay.host.problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/**
 * Whether bundles would resolve beside what runs: asked of the framework's resolver (OSGi Compendium chapter 136) with
 * resources made from manifests, so that nothing is installed, resolved or refreshed in the framework for the answer. Used
 * under the installer's lock.
 */
final class Resolution {
    private final BundleContext framework;
    private final Suppliers suppliers;

    Resolution(BundleContext framework, Suppliers suppliers) {
        this.framework = framework;
        this.suppliers = suppliers;
    }

    /**
     * The reasons why bundles do not resolve together.
     *
     * @param bundles those that come; they may give to each other
     */
    List<FieldError> reasons(Collection<CheckedBundle> bundles) {
        try {
            return reasons(bundles.stream().map(CandidateResource::new).toList());
        } catch (IllegalArgumentException e) {
            return List.of(new FieldError("META-INF/MANIFEST.MF", "manifest", "A version or a number in the manifest cannot be read."));
        }
    }

    private List<FieldError> reasons(List<CandidateResource> candidates) {
        Context context = new Context(candidates);
        List<FieldError> missing = new ArrayList<>();
        for (CandidateResource candidate : candidates) {
            for (Requirement requirement : candidate.getRequirements(null)) {
                if (CandidateResource.isNeeded(requirement) && context.findProviders(requirement).isEmpty()) {
                    missing.add(described(requirement, candidates.size() > 1 ? candidate.toString() + ": " : ""));
                }
            }
        }
        return missing.isEmpty() ? unresolved(context) : missing;
    }

    private List<FieldError> unresolved(Context context) {
        ServiceReference<Resolver> reference = framework.getServiceReference(Resolver.class);
        if (reference == null) {
            throw new IllegalStateException("the framework gives no resolver");
        }
        try {
            framework.getService(reference).resolve(context);
            return List.of();
        } catch (ResolutionException e) {
            return List.of(new FieldError("jar", "unresolved",
                    "Each thing the bundle needs is in this host, but not in versions that go together."));
        } finally {
            framework.ungetService(reference);
        }
    }

    private FieldError described(Requirement requirement, String who) {
        String what = Requirements.sentence(requirement);
        String hint = suppliers.hint(requirement);
        return new FieldError(Requirements.header(requirement), "missing", Texts.sentence(who + what + " " + hint));
    }

    /** What runs, and those that come. */
    private final class Context extends ResolveContext {
        private final List<CandidateResource> candidates;
        private final FrameworkWiring live = framework.getBundle(0).adapt(FrameworkWiring.class);
        private final Map<Resource, Wiring> wirings = new HashMap<>();

        Context(List<CandidateResource> candidates) {
            this.candidates = candidates;
            for (Bundle bundle : framework.getBundles()) {
                /* an integration gives nothing to others, and there may be a thousand */
                BundleWiring wiring = LiveBundles.isIntegration(bundle) ? null : bundle.adapt(BundleWiring.class);
                if (wiring != null) {
                    wirings.put(wiring.getRevision(), wiring);
                }
            }
        }

        @Override
        public Collection<Resource> getMandatoryResources() {
            return List.copyOf(candidates);
        }

        @Override
        public List<Capability> findProviders(Requirement requirement) {
            List<Capability> found = new ArrayList<>(live.findProviders(requirement));
            for (CandidateResource candidate : candidates) {
                candidate.getCapabilities(requirement.getNamespace()).stream()
                        .filter(capability -> matches(requirement, capability)).forEach(found::add);
            }
            return found;
        }

        @Override
        public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
            capabilities.add(hosted);
            return capabilities.size() - 1;
        }

        @Override
        public boolean isEffective(Requirement requirement) {
            return "resolve".equals(requirement.getDirectives().getOrDefault("effective", "resolve"));
        }

        @Override
        public Map<Resource, Wiring> getWirings() {
            return Collections.unmodifiableMap(wirings);
        }
    }

    static boolean matches(Requirement requirement, Capability capability) {
        String filter = requirement.getDirectives().get("filter");
        try {
            return filter == null || FrameworkUtil.createFilter(filter).matches(capability.getAttributes());
        } catch (InvalidSyntaxException e) {
            return false; // the framework refuses it too
        }
    }
}
