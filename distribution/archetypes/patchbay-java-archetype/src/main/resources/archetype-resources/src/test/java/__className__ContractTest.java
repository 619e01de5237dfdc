package ${package};

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;

/** What every provider must keep to, with a stand-in for the app. */
public class ${className}ContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new ${className}ConnectionProvider();
    }

    @Override
    protected TestApp app() {
        return HttpApp.accepting("X-Api-Key", "right-key-0001", "{}");
    }

    @Override
    protected SampleConnection connection(int port) {
        return SampleConnection.of("api-key").with("key", Secret.of("right-key-0001")).standIn(port);
    }
}
