package dev.patchbay.host.connections;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.host.access.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The providers that are here now, and those that were and still have connections. Thread-safe. */
@ProviderType
public interface ProviderCatalog {

    /**
     * A provider. Immutable.
     *
     * @param definition its data, the host's own copy
     * @param json the same in its JSON form
     * @param bundle symbolic name of the owner
     * @param bundleVersion version of the bundle that gave the definition
     * @param available whether it can be called now
     * @param problem why not, or null
     * @param capabilities {@code test, files, signing, refresh, revoke, interactive}
     */
    record ProviderView(
            ConnectionDefinition definition,
            String json,
            String bundle,
            String bundleVersion,
            boolean available,
            @Nullable String problem,
            Set<String> capabilities) {}

    /** Which providers; null means any. {@code words} are word prefixes of id, label and category. */
    record ProviderQuery(@Nullable String words, @Nullable String category, @Nullable String auth) {}

    /** A registration that was refused: by which bundle, of which id where it is known, and every reason. */
    record Refusal(String bundle, @Nullable String providerId, List<String> reasons) {}

    /** The providers, by label. */
    List<ProviderView> list(Caller caller, ProviderQuery query);

    /** One provider. */
    ProviderView get(Caller caller, String id);

    /** The registrations that were refused since their bundle started. */
    List<Refusal> refusals();
}
