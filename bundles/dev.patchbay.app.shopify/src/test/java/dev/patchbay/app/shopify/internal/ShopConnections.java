package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.tck.SampleConnection;

/** Connections to the shop my-store, which is on loopback. */
final class ShopConnections {
    private ShopConnections() {}

    /** With an access token in a field. */
    static SampleConnection adminToken(int port, String token) {
        return of(ShopDefinitions.ADMIN_TOKEN, port).with(ShopFields.ADMIN_TOKEN, Secret.of(token));
    }

    /** With a token from a sign-in. */
    static SampleConnection signedIn(String method, int port, String token) {
        return of(method, port).accessToken(token);
    }

    static SampleConnection of(String method, int port) {
        return SampleConnection.of(method).with(ShopFields.SHOP, "my-store").standIn(port);
    }
}
