package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** An operator's app that merchants install in their stores. Thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("shopify")
public final class ShopifyProvider implements ConnectionProvider {
    private final Clock clock;

    public ShopifyProvider() {
        this(Clock.systemUTC());
    }

    ShopifyProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectionDefinition definition() {
        return ShopDefinitions.OAUTH_APP;
    }

    @Override
    public void test(TestRun run) {
        new ShopCheck(run, clock.instant()).run();
    }
}
