package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** A store's own app: an admin token, client credentials or a sign-in. Thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("shopify-custom-app")
public final class ShopifyCustomAppProvider implements ConnectionProvider {
    private final Clock clock;

    public ShopifyCustomAppProvider() {
        this(Clock.systemUTC());
    }

    ShopifyCustomAppProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectionDefinition definition() {
        return ShopDefinitions.CUSTOM_APP;
    }

    @Override
    public void test(TestRun run) {
        new ShopCheck(run, clock.instant()).run();
    }
}
