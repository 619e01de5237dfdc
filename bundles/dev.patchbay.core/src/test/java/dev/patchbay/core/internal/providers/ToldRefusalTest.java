package dev.patchbay.core.internal.providers;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.host.connections.ProviderCatalog.Refusal;
import dev.patchbay.testsupport.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** A provider that knows why it has no definition, and which of its bundle's ids it is. */
public class ToldRefusalTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static final CallLimits LIMITS = new CallLimits(10, Lanes.LONG, Lanes.LONG, Lanes.LONG, Lanes.SHORT, Lanes.SHORT, 3);

    private RegistryFixture host;
    private ProviderRegistry registry;

    @Before
    public void start() throws Exception {
        host = new RegistryFixture(folder.getRoot().toPath());
        registry = host.open(LIMITS);
    }

    @After
    public void stop() throws Exception {
        host.close();
    }

    private static ConnectionProvider failing(String message) {
        return () -> {
            throw new ConnectionFailure(Reason.INVALID_INPUT, message);
        };
    }

    private static void register(Bundle bundle, String id, ConnectionProvider provider) {
        bundle.getBundleContext().registerService(
                ConnectionProvider.class, provider, FrameworkUtil.asDictionary(Map.of(ProvidesConnection.NAMESPACE, id)));
    }

    private Refusal refusal() {
        Eventually.until("it is refused", () -> !registry.refusals().isEmpty());
        return registry.refusals().get(0);
    }

    @Test
    public void eachLineOfWhatItSaysIsAReasonOfTheIdItNames() throws Exception {
        Bundle bundle = host.bundle("test.two", "1.0.0", "alpha", "beta");

        register(bundle, "alpha", failing("a.json:/id: is missing\n\na.json:/label: is \u0007missing"));

        assertEquals("alpha", refusal().providerId());
        assertEquals(List.of("a.json:/id: is missing", "a.json:/label: is missing"), refusal().reasons().stream()
                .map(reason -> reason.replace("is  missing", "is missing")).toList());
        assertTrue(registry.whyUnavailable("alpha"), registry.whyUnavailable("alpha").contains("a.json:/id: is missing"));
        assertEquals("Needs the provider beta, which is not installed.", registry.whyUnavailable("beta"));
    }

    @Test
    public void endlessReasonsAreCutOff() throws Exception {
        register(host.bundle("test.one", "1.0.0", "alpha"), "alpha", failing("x".repeat(5_000) + "\n" + "y\n".repeat(5_000)));

        assertEquals(100, refusal().reasons().size());
        assertTrue(refusal().reasons().get(0).length() <= 501);
    }

    @Test
    public void aServiceThatNamesAnIdTheBundleDoesNotPromiseGainsNothing() throws Exception {
        ConnectionDefinition stolen = ConnectionDefinition.of("stolen", "S").methods(ConnectionMethod.of("m", "M"));

        register(host.bundle("test.one", "1.0.0", "alpha"), "stolen", () -> stolen);

        assertEquals(List.of("The manifest does not promise the id stolen (@ProvidesConnection)."), refusal().reasons());
    }

    @Test
    public void oneOfSeveralThatIsRefusedDoesNotHoldUpTheOthers() throws Exception {
        Bundle bundle = host.bundle("test.two", "1.0.0", "alpha", "beta");
        register(bundle, "alpha", failing("no"));

        register(bundle, "beta", () -> ConnectionDefinition.of("beta", "B").methods(ConnectionMethod.of("m", "M")));

        Eventually.until("the other is here", () -> registry.find("beta").isPresent());
        assertEquals("alpha", refusal().providerId());
    }
}
