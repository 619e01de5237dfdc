package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.tck.ConnectionProviderContract;
import dev.patchbay.tck.SampleConnection;
import dev.patchbay.tck.TestApp;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** The rules for every provider, with the token of a sign-in. */
public class ShopifyContractTest extends ConnectionProviderContract {
    @Override
    protected ConnectionProvider provider() {
        return new ShopifyProvider(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    @Override
    protected Set<String> languages() {
        return Set.of("de");
    }

    @Override
    protected TestApp app() throws IOException {
        FakeShopify shopify = new FakeShopify().granting("read_products");
        return TestApp.at(shopify.port(), shopify::close);
    }

    @Override
    protected SampleConnection connection(int port) {
        return ShopConnections.signedIn("install", port, FakeShopify.TOKEN);
    }
}
