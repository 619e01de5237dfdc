package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.core.internal.providers.Hook;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.signin.Exchanges;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person can connect at the moment: provider here, a login needed, its kind of sign-in installed. Thread-safe. */
final class Connectable {
    private final Providers providers;
    private final Exchanges exchanges;

    Connectable(Providers providers, Exchanges exchanges) {
        this.providers = providers;
        this.exchanges = exchanges;
    }

    /** The provider, if it can be called now. */
    Optional<Providers.Live> find(String provider) {
        return providers.find(provider);
    }

    /** Why it cannot be called. */
    String whyUnavailable(String provider) {
        return providers.whyUnavailable(provider);
    }

    /** The methods a person can use now, in their order. */
    List<ConnectionMethod> methods(ConnectionDefinition definition) {
        return definition.methods().stream().filter(method -> isUsable(definition, method)).toList();
    }

    /** The wanted method where it can be used, else the first that can; the default where none can. */
    ConnectionMethod method(ConnectionDefinition definition, @Nullable String wanted) {
        List<ConnectionMethod> usable = methods(definition);
        return usable.stream().filter(method -> method.id().equals(wanted)).findFirst()
                .orElseGet(() -> usable.isEmpty() ? definition.methods().get(0) : usable.get(0));
    }

    /** The definition, also of a provider that is away. */
    Optional<ConnectionDefinition> definition(String provider) {
        return providers.definition(provider);
    }

    boolean isUsable(ConnectionDefinition definition, ConnectionMethod method) {
        if (method.auth() instanceof Auth.Interactive) {
            return find(definition.id()).filter(live -> live.hooks().has(Hook.INTERACTIVE)).isPresent();
        }
        return method.auth() instanceof Auth.StoredFields
                || !(method.auth() instanceof Auth.None) && exchanges.hasEngine(method);
    }

    /** What is wrong with choosing this provider; empty where nothing is. */
    Optional<FieldError> fault(String provider) {
        Optional<Providers.Live> live = find(provider);
        if (live.isEmpty()) {
            boolean known = providers.definition(provider).isPresent();
            return Optional.of(known
                    ? new FieldError("provider", "unavailable", whyUnavailable(provider))
                    : new FieldError("provider", "unknown", "There is no such provider."));
        }
        ConnectionDefinition definition = live.get().definition();
        if (definition.methods().stream().allMatch(method -> method.auth() instanceof Auth.None)) {
            return Optional.of(new FieldError("provider", "not-required", "This provider needs no connection."));
        }
        return methods(definition).isEmpty()
                ? Optional.of(new FieldError(
                        "provider", "unavailable", "Nothing that runs the sign-in of " + definition.label() + " is installed."))
                : Optional.empty();
    }

    /** Those a person can choose from, by label. */
    List<ConnectionDefinition> choice(Set<String> without) {
        return providers.available().stream()
                .map(Providers.Live::definition)
                .filter(definition -> !without.contains(definition.id()) && !methods(definition).isEmpty())
                .sorted((a, b) -> a.label().compareToIgnoreCase(b.label()))
                .toList();
    }
}
