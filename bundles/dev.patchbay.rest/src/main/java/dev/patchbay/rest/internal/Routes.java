package dev.patchbay.rest.internal;

import java.util.List;
import java.util.function.LongSupplier;

/** Every resource there is; the OpenAPI document is compared with this list. */
final class Routes implements AutoCloseable {
    private final HostServices host;
    private final LongSupplier nanoTime;
    private final Authenticator authenticator;
    private final StreamedTests streamed = new StreamedTests(StreamedTests.HEARTBEAT);

    Routes(HostServices host, LongSupplier nanoTime) {
        this.host = host;
        this.nanoTime = nanoTime;
        this.authenticator = new Authenticator(host, nanoTime);
    }

    /** Who finds out who calls, for signing in and for every other route. */
    Authenticator authenticator() {
        return authenticator;
    }

    List<Object> resources() {
        TestRate rate = new TestRate(nanoTime);
        return List.of(
                new OperationsResource(host),
                new SchemasResource(),
                new ProvidersResource(host),
                new ConnectionsResource(host),
                new ExportResource(host),
                new SummaryResource(host),
                new TestsResource(host, streamed, rate),
                new LifecycleResource(host),
                new FilesResource(host),
                new ConnectSessionsResource(host),
                new SessionResource(host, authenticator),
                new AccountSessionsResource(host),
                new OAuthClientsResource(host),
                new StepsResource(host, streamed, rate),
                new AccountsResource(host),
                new AccountListResource(host),
                new CallbackDoctorResource(host),
                new BundlesResource(host),
                new FeaturesResource(host),
                new AvailableResource(host),
                new ProviderAdminResource(host),
                new ApiKeysResource(host),
                new MaintenanceResource(host),
                new HealthResource(host),
                new AuditResource(host));
    }

    /** Ends the threads of streamed tests. */
    @Override
    public void close() {
        streamed.close();
    }
}
