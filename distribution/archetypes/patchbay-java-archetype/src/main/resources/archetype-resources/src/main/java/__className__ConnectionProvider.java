package ${package};

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import java.net.URI;
import org.osgi.service.component.annotations.Component;

/** Connects to ${label}. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("${artifactId}")
public final class ${className}ConnectionProvider implements ConnectionProvider {
    /** Where the app's API is: for now the practice shop, which the integration sandbox runs in a host on this machine. */
    static final String API = "http://127.0.0.1:7071/api";

    static final Field<Secret> KEY = Field.secret("key", "API key")
            .help("From the app's settings, page API keys.");
    static final Field<Boolean> READS_ORDERS = Field.flag("readsOrders", "Read orders")
            .help("Whether the key must be allowed to read orders.")
            .fallback(true);

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("${artifactId}", "${label}")
                .description("Orders of ${label}.")
                .category("commerce")
                .baseUrl(API)
                .methods(ConnectionMethod.of("api-key", "API key")
                        .guide("1. Open the app's settings, page *API keys*.\n2. Make a key for this use alone and paste it here.")
                        .fields(KEY, READS_ORDERS)
                        .injection(Injection.none().header("X-Api-Key", "{key}")));
    }

    @Override
    public void test(TestRun run) {
        run.step("Log in", CREDENTIALS_REJECTED, () -> get(run, "/me").expect());
        if (run.values().get(READS_ORDERS)) {
            run.step("Read orders", PERMISSION_MISSING, () -> get(run, "/orders").expect());
        }
    }

    private static HttpReply get(TestRun run, String path) throws Exception {
        return run.http().send(HttpCall.get(URI.create(API + path)).header("X-Api-Key", run.values().get(KEY).reveal()));
    }
}
