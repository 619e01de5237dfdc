package dev.patchbay.app.shopify.internal;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.Probe;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a person sees of both integrations and how the host signs in, as data. */
final class ShopDefinitions {
    static final String TOKEN_HEADER = "X-Shopify-Access-Token";

    /** The body of the request that tells whose store it is and what the token may do. */
    static final String QUERY =
            "{\"query\":\"{ shop { __typename id name } currentAppInstallation { accessScopes { handle } } }\"}";

    static final String ADMIN_TOKEN = "admin-token";
    static final String CLIENT_CREDENTIALS = "client-credentials";
    static final String AUTHORIZATION_CODE = "authorization-code";

    private static final String SITE = "https://{shop}.myshopify.com";
    private static final String TOKEN_URL = SITE + "/admin/oauth/access_token";
    private static final String AUTHORIZE_URL = SITE + "/admin/oauth/authorize";
    private static final int A_DAY = 86_399;

    /**
     * For the host, to know the store again. Its version stays as it is: it is a part of what a connection was approved for,
     * the query is the same in every version, and Shopify answers for one that is gone with the oldest that is left.
     */
    private static final Probe PROBE = Probe.of("POST", "/admin/api/2026-10/graphql.json")
            .body("application/json", QUERY)
            .expect("data.shop.__typename", "Shop")
            .account("data.shop.id", "data.shop.name")
            .scopes("data.currentAppInstallation.accessScopes");

    /**
     * Shopify's own check of the redirect back, the parameter {@code hmac}, is not made: the state is bound to the person's
     * browser, and the code is worth nothing without the client secret and at another shop. PKCE is sent as to every app;
     * whether Shopify looks at it is not documented. {@code expiring} asks for tokens of an hour with a refresh token, which
     * is replaced at every use.
     */
    private static final OAuth2 SIGN_IN = Auth.authorizationCode(AUTHORIZE_URL, TOKEN_URL)
            .clientAuth(OAuth2.ClientAuth.BODY)
            .scopeSeparator(",")
            .tokenParam("expiring", "1")
            .chosenBy(OAuth2.Choice.SCOPES, ShopFields.SCOPES);

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#3f7d20" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><path d="M4.5 8h15l1 12.5h-17z"/>\
            <path d="M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5"/></svg>
            """;

    /** A store's own app, by three methods. */
    static final ConnectionDefinition CUSTOM_APP = store("shopify-custom-app", "Shopify custom app")
            .description("A Shopify store, through an app of your own.")
            .methods(adminToken(), clientCredentials(), authorizationCode())
            .translation("de", ShopifyCustomAppProvider.class)
            .translation("de", GermanGuides.CUSTOM_APP);

    /** An app of the operator's that merchants install. */
    static final ConnectionDefinition OAUTH_APP = store("shopify", "Shopify")
            .description("A Shopify store, by installing an app in it.")
            .methods(ConnectionMethod.of("install", "Install the app")
                    .guide(Guides.INSTALL)
                    .fields(ShopFields.SHOP,
                            ShopFields.ofClient(ShopFields.CLIENT_ID),
                            ShopFields.ofClient(ShopFields.CLIENT_SECRET),
                            ShopFields.ofClient(ShopFields.SCOPES),
                            ShopFields.ofClient(ShopFields.API_VERSION))
                    .auth(SIGN_IN)
                    .injection(token("accessToken"))
                    .probe(PROBE))
            .translation("de", ShopifyProvider.class)
            .translation("de", GermanGuides.OAUTH_APP);

    private ShopDefinitions() {}

    private static ConnectionDefinition store(String id, String label) {
        return ConnectionDefinition.of(id, label)
                .category("commerce")
                .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
                .baseUrl(SITE)
                .translation("de", ShopFields.class)
                .translation("de", Map.of("fields.apiVersion.example", ApiVersion.DEFAULT));
    }

    private static ConnectionMethod adminToken() {
        return ConnectionMethod.of(ADMIN_TOKEN, "Access token of an existing app")
                .guide(Guides.ADMIN_TOKEN)
                .fields(ShopFields.SHOP, ShopFields.ADMIN_TOKEN, ShopFields.NEEDED_SCOPES, ShopFields.API_VERSION)
                .injection(token(ShopFields.ADMIN_TOKEN.name()))
                .probe(PROBE);
    }

    private static ConnectionMethod clientCredentials() {
        OAuth2 auth = Auth.clientCredentials(TOKEN_URL)
                .clientAuth(OAuth2.ClientAuth.BODY)
                .scopeSeparator(",");
        return ConnectionMethod.of(CLIENT_CREDENTIALS, "App of your own organisation")
                .guide(Guides.CLIENT_CREDENTIALS)
                .fields(ShopFields.SHOP, ShopFields.CLIENT_ID, ShopFields.CLIENT_SECRET, ShopFields.NEEDED_SCOPES,
                        ShopFields.API_VERSION)
                .auth(auth.reply(auth.reply().defaultLifetime(A_DAY)))
                .injection(token("accessToken"))
                .probe(PROBE);
    }

    private static ConnectionMethod authorizationCode() {
        return ConnectionMethod.of(AUTHORIZATION_CODE, "Sign in, for a store of somebody else")
                .guide(Guides.AUTHORIZATION_CODE)
                .fields(ShopFields.SHOP, ShopFields.SCOPES, ShopFields.API_VERSION,
                        ShopFields.ofClient(ShopFields.CLIENT_ID),
                        ShopFields.ofClient(ShopFields.CLIENT_SECRET))
                .auth(SIGN_IN)
                .injection(token("accessToken"))
                .probe(PROBE);
    }

    private static Injection token(String field) {
        return Injection.none().header(TOKEN_HEADER, "{" + field + "}");
    }
}
