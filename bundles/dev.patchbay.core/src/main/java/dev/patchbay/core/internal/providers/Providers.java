package dev.patchbay.core.internal.providers;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.calls.CallSigner;
import dev.patchbay.core.internal.definitions.AppAccount;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.host.connections.ProviderUpdates.Rehearsed;
import dev.patchbay.host.connections.TestReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the handling of connections needs of providers. Thread-safe. */
public interface Providers {

    /** A provider that can be called now; calls are refused once it leaves. */
    interface Live {
        /** The host's copy of its definition. */
        ConnectionDefinition definition();

        /** Symbolic name of the bundle that owns its id. */
        String owner();

        /** Ports of this machine that its own bundle listens on. */
        default Set<Integer> loopbackPorts() {
            return Set.of();
        }

        /** Runs its test. */
        TestReport test(
                ConnectionMethod method,
                Values values,
                @Nullable Secret accessToken,
                Grant grant,
                Consumer<TestReport.Step> onStep);

        /** Runs its test, and asks the app whose login it is where the probe can tell. */
        Meeting meet(ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant);

        /** The same, with declared tests signed by this. */
        Live signing(CallSigner signer);

        /** What its author mixed in. */
        ProviderHooks hooks();

        /** Opens a file session and does the work with it. */
        <T> T files(
                ConnectionMethod method, Values values, @Nullable Secret accessToken, Grant grant, FileWork<T> work);
    }

    /** How a test went, and the account at the app; unknown where the probe failed or cannot tell. */
    record Meeting(TestReport report, AppAccount account) {}

    /** The provider, if it can be called now. */
    Optional<Live> find(String id);

    /** Those that can be called now, by id. */
    List<Live> available();

    /** The definition, also of one that is away. */
    Optional<ConnectionDefinition> definition(String id);

    /** One sentence on why it cannot be called. */
    String whyUnavailable(String id);

    /** What the providers of a bundle that is only looked at say about themselves. */
    List<Rehearsed> rehearse(long bundleId);
}
