package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.OAuth2;

/** The fields of both integrations. Constants. */
final class ShopFields {
    /** One label of a host name, so that it cannot leave myshopify.com. */
    static final Field<String> SHOP = Field.text("shop", "Shop")
            .pattern("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
            .maxLength(63)
            .example("my-store")
            .help("Only the part before .myshopify.com: my-store of my-store.myshopify.com or of admin.shopify.com/store/my-store."
                    + " Not your own domain, and without https://.");

    /** Named apart from {accessToken}, the token of a sign-in. */
    static final Field<Secret> ADMIN_TOKEN = Field.secret("adminToken", "Admin API access token")
            .pattern("shp(at|ca|pa)_[0-9A-Za-z]{16,128}")
            .maxLength(160)
            .help("Begins with shpat_. The API key and the API secret key (shpss_) are something else.");

    static final Field<String> CLIENT_ID = Field.text(OAuth2.CLIENT_ID, "Client ID")
            .pattern("[0-9A-Za-z]{16,64}")
            .maxLength(64)
            .help("In the Dev Dashboard: your app, Settings, Credentials.");

    static final Field<Secret> CLIENT_SECRET = Field.secret(OAuth2.CLIENT_SECRET, "Client secret")
            .pattern("[0-9A-Za-z_-]{16,128}")
            .maxLength(128)
            .help("Beside the client ID. Begins with shpss_ at newer apps.");

    /** What the person asks for at the sign-in. */
    static final Field<String> SCOPES = Field.text("scopes", "Access scopes")
            .pattern("[a-z][a-z0-9_]*( [a-z][a-z0-9_]*)*")
            .example("read_products write_orders")
            .help("With spaces between, no commas. write_orders includes read_orders. Ask for no more than you use.");

    /** What was chosen at Shopify already, so that a test can tell what is missing. */
    static final Field<String> NEEDED_SCOPES = SCOPES
            .optional()
            .help("If you list what your workflow needs, the test tells what is missing. With spaces between, no commas.");

    /** In no template on purpose: what decides where secrets go asks for them again when it is changed. */
    static final Field<String> API_VERSION = Field.text("apiVersion", "API version")
            .pattern(ApiVersion.PATTERN)
            .maxLength(7)
            .fallback(ApiVersion.DEFAULT)
            .example(ApiVersion.DEFAULT)
            .help("Year and month of a quarter. Shopify supports each for a year or longer; the test warns when it is out of support.");

    private ShopFields() {}

    /** The same field as one of the OAuth client. */
    static <T> Field<T> ofClient(Field<T> field) {
        return field.scope(Field.Scope.CLIENT);
    }
}
