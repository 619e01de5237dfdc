package dev.patchbay.tck;

import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.internal.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/**
 * What every provider must keep to: rules 1xx of the definition, 2xx of the test, 3xx of secrets, 4xx of renewing and taking
 * back, and here 5xx of many calls at once. A test class extends it and says three things:
 *
 * <pre>{@code
 * public class WeatherContractTest extends ConnectionProviderContract {
 *     @Override
 *     protected ConnectionProvider provider() {
 *         return new WeatherConnectionProvider();
 *     }
 *
 *     @Override
 *     protected TestApp app() {
 *         return HttpApp.accepting("X-Api-Key", "right-key-0001", "{\"name\": \"Ann\"}");
 *     }
 *
 *     @Override
 *     protected SampleConnection connection(int port) {
 *         return SampleConnection.of("key").with("key", Secret.of("right-key-0001")).standIn(port);
 *     }
 * }
 * }</pre>
 */
public abstract class ConnectionProviderContract extends RenewalContract {
    private static final int AT_ONCE = 16;
    private static final int LONGEST_SECONDS = 60;

    @Test
    public void required_501_sixteenCallsAtOnceAllPass() throws Exception {
        assumeApp();
        List<String> faults = atOnce(false);
        assertTrue(AT_ONCE + " calls at once by one provider: " + faults, faults.isEmpty());
    }

    @Test
    public void required_502_callsDoNotMeetEachOthersValues() throws Exception {
        assumeApp();
        List<String> faults = atOnce(true);
        assertTrue("right and wrong logins at once by one provider: " + faults, faults.isEmpty());
    }

    /** As many calls at once, held until all are connected; every second one with a wrong login, if so told. */
    private List<String> atOnce(boolean mixed) throws Exception {
        ConnectionProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<String> faults = new ArrayList<>();
        try (TestApp app = app(); Relay relay = new Relay(app.port(), AT_ONCE)) {
            List<Callable<FakeRun>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                SampleConnection each = mixed && i % 2 == 1 ? wrongLogin(relay.port()) : connection(relay.port());
                calls.add(() -> FakeRun.of(provider, each));
            }
            List<Future<FakeRun>> runs = threads.invokeAll(calls, LONGEST_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; i < AT_ONCE; i++) {
                if (runs.get(i).isCancelled()) {
                    faults.add("a call does not end");
                    continue;
                }
                FakeRun run = runs.get(i).get();
                boolean right = !mixed || i % 2 == 0;
                boolean asItShould = right ? run.passed().equals(Optional.of(true))
                        : run.findFailure().map(Failure::reason).equals(Optional.of(Reason.CREDENTIALS_REJECTED));
                if (!asItShould) {
                    faults.add((right ? "a right login " : "a wrong login ") + run.steps() + run.findFailure().map(Failure::reason));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return faults;
    }
}
