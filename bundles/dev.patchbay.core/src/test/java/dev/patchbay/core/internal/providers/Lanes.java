package dev.patchbay.core.internal.providers;

import dev.patchbay.api.files.FileTransfer;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.core.internal.base.HostThreads;
import dev.patchbay.core.internal.definitions.Grant;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Providers behind a lane, for tests of the door; no framework. */
final class Lanes {
    static final ConnectionMethod METHOD = ConnectionMethod.of("m", "M").fields(
            Field.host("host", "Host").optional(), Field.secret("password", "Password").optional(),
            Field.integer("port", "Port").fallback(21));
    static final ConnectionDefinition DEFINITION =
            ConnectionDefinition.of("fake", "Fake").allowedHosts("{host}").methods(METHOD);
    static final Grant GRANT = new Grant(List.of("127.0.0.1"), List.of(), List.of());
    /** Short where a test waits for the end, long where ending early is what it proves. */
    static final Duration SHORT = Duration.ofMillis(200);
    static final Duration LONG = Duration.ofSeconds(60);

    private Lanes() {}

    /** What a test does. */
    interface TestBody {
        void run(TestRun run) throws Exception;
    }

    static ConnectionProvider provider(TestBody body) {
        return new ConnectionProvider() {
            @Override
            public ConnectionDefinition definition() {
                return DEFINITION;
            }

            @Override
            public void test(TestRun run) throws Exception {
                body.run(run);
            }
        };
    }

    static CallLimits limits(Duration test, Duration idle) {
        return new CallLimits(10, LONG, test, idle, SHORT, SHORT, 3);
    }

    static ProviderHandle handle(ConnectionProvider provider, CallLimits limits, HostThreads threads) {
        ProviderLane lane = new ProviderLane("fake", Lanes.class.getClassLoader(), limits, threads);
        lane.attach(provider);
        Set<String> capabilities = new HashSet<>(provider instanceof FileTransfer ? Set.of("test", "files") : Set.of("test"));
        Arrays.stream(Hook.values()).filter(hook -> hook.isMixedInto(provider)).forEach(hook -> capabilities.add(hook.word()));
        return new ProviderHandle("fake", "test.bundle", "1.0.0", DEFINITION, "{}", capabilities, Set.of(), lane);
    }
}
