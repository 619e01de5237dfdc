package dev.patchbay.core.internal.providers;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.connections.TestReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The registered providers behind their door. Thread-safe. */
public final class RegisteredProviders implements Providers {
    private final ProviderRegistry registry;
    private final ProviderDoor door;

    public RegisteredProviders(ProviderRegistry registry, ProviderDoor door) {
        this.registry = registry;
        this.door = door;
    }

    @Override
    public Optional<Live> find(String id) {
        return registry.find(id).map(handle -> new Handle(handle, door, null));
    }

    @Override
    public List<Live> available() {
        return registry.definitions().stream()
                .map(ConnectionDefinition::id).sorted().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<ConnectionDefinition> definition(String id) {
        return registry.definition(id);
    }

    @Override
    public String whyUnavailable(String id) {
        return registry.whyUnavailable(id);
    }

    @Override
    public List<Rehearsed> rehearse(long bundleId) {
        return registry.rehearse(bundleId);
    }

    private record Handle(ProviderHandle provider, ProviderDoor door, @Nullable CallSigner signer) implements Live {
        @Override
        public ConnectionDefinition definition() {
            return provider.definition();
        }

        @Override
        public String owner() {
            return provider.owner();
        }

        @Override
        public Set<Integer> loopbackPorts() {
            return provider.loopbackPorts();
        }

        @Override
        public TestReport test(
                ConnectionMethod method,
                Values values,
                @Nullable Secret accessToken,
                Grant grant,
                Consumer<TestReport.Step> onStep) {
            return door.test(provider, new ProviderDoor.Tested(method, values, accessToken, grant, signer), onStep);
        }

        @Override
        public Meeting meet(ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant) {
            return door.meet(provider, new ProviderDoor.Tested(method, values, accessToken, grant, signer));
        }

        @Override
        public Live signing(CallSigner by) {
            return new Handle(provider, door, by);
        }

        @Override
        public ProviderHooks hooks() {
            return new LaneHooks(provider, door);
        }

        @Override
        public <T> T files(
                ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant, FileWork<T> work) {
            return door.files(provider, method, values, accessToken, grant, work);
        }
    }
}
