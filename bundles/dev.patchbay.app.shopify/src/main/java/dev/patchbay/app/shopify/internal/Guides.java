package dev.patchbay.app.shopify.internal;

/**
 * The set-up guides, in Markdown, as Shopify's pages were named in November 2026. Sources: shopify.dev on custom apps, client
 * credentials, the authorization code grant, offline access tokens and versioning.
 */
final class Guides {
    private static final String SHOP = """

            ## The shop

            Open Shopify's admin and look at the address: it reads `admin.shopify.com/store/my-store` or
            `my-store.myshopify.com/admin`. Enter `my-store`, only that part. Your own domain, such as `www.example.com`, does not
            work here.
            """;

    private static final String SCOPES = """

            ## Which access scopes

            Only what your workflow uses: `read_products` to look at products, `write_products` to change them too; the same with
            `orders`, `customers`, `inventory`, `fulfillments`. Orders older than 60 days need `read_all_orders`, which Shopify
            approves first.
            """;

    private static final String WEBHOOKS = """

            ## Webhooks

            Shopify signs each webhook with the app's client secret (*API secret key* at older apps). A step that receives
            webhooks checks the header `X-Shopify-Hmac-SHA256` against the bytes of the body as they came, in Java with
            `HmacSignature.base64(secret).matches(body, header)`. After you replaced the secret, Shopify may sign with the old one
            for up to an hour: give both until then.
            """;

    static final String ADMIN_TOKEN = """
            ## Is this the right way?

            Yes, if the store has a custom app that was made in Shopify's admin **before 2026** and you still have its access
            token. Since 1 January 2026 such apps cannot be made any more; those that exist go on working. For a new app choose
            *App of your own organisation*.

            ## The token

            1. In Shopify's admin open **Settings › Apps and sales channels › Develop apps** and choose the app.
            2. Open **Configuration** and check *Admin API access scopes*.
            3. Open **API credentials**. *Admin API access token* begins with `shpat_`. **Shopify shows it once**, right after
               the app was installed.
            4. If nobody kept it: press **Uninstall app**, then **Install app**, and reveal the new token. The old one stops
               working at once, also for everybody else who uses it.
            """ + SHOP + SCOPES + """

            ## If the test stops

            | it says | do this |
            |---|---|
            | the access token is not accepted | check that shop and token belong together; else get another token as above |
            | no shop of this name | enter only the part before `.myshopify.com` |
            | a scope is missing | add it under **Configuration**, save and install the app again |
            """ + WEBHOOKS;

    static final String CLIENT_CREDENTIALS = """
            ## Is this the right way?

            Yes, if **store and app belong to the same Shopify organisation**: your own store, your own app. Nobody has to sign
            in; a token lasts 24 hours and the next one is fetched by itself. For a store of somebody else choose *Sign in*.

            ## Make the app

            1. Open the Dev Dashboard at `dev.shopify.com/dashboard` (or in Shopify's admin: **Settings › Apps and sales
               channels › Develop apps › Build apps in Dev Dashboard**), then **Apps › Create app › Start from Dev Dashboard**,
               and give it a name.
            2. Under **Versions**, fill in the *Access scopes*. The *App URL* may stay as it is. Press **Release**.
            3. On the app's **Home** press **Install app** and choose the store.
            4. Open **Settings** and copy *Client ID* and *Secret*.
            """ + SHOP + SCOPES + """

            ## If it stops

            | it says | do this |
            |---|---|
            | `app_not_installed` | install the app in exactly this store (step 3) |
            | `shop_not_permitted` | the store is not of the organisation that made the app: choose *Sign in* instead |
            | `invalid_client` or *application_cannot_be_found* | copy client ID and secret again, both of the same app |
            | a scope is missing | add it under **Versions** and release; approve the update in the store if it asks |
            """ + WEBHOOKS;

    static final String AUTHORIZATION_CODE = """
            ## Is this the right way?

            Yes, if the store **belongs to somebody else** than the app, such as a client of your agency: its owner signs in once
            and approves. If both are of one organisation, *App of your own organisation* is simpler.

            ## Make the app

            1. Open the Dev Dashboard at `dev.shopify.com/dashboard`, then **Apps › Create app › Start from Dev Dashboard**.
            2. Under **Versions**:
               - *Redirect URLs*: paste the redirect URI shown on this page, to the letter;
               - tick **Use legacy install flow**, so that the scopes are those asked for here;
               - press **Release**.
            3. Under **Distribution** choose **Custom distribution** and enter the store. Shopify does not let you change this
               choice later.
            4. Open **Settings** and copy *Client ID* and *Secret* to here.
            5. Enter the access scopes and go on: Shopify asks the store's owner to install the app.

            The access token lasts an hour and is renewed by itself. If nothing renews it for a long time, Shopify forgets it;
            then connect again.
            """ + SHOP + SCOPES + """

            ## If it stops

            | it says | do this |
            |---|---|
            | *redirect_uri is not whitelisted* | paste the redirect URI under **Versions** once more and release |
            | *This app can't be installed on this store* | the custom distribution names another store (step 3) |
            | a scope is missing | enter it here and connect again; the owner approves once more |
            """ + WEBHOOKS;

    static final String INSTALL = """
            ## Connect your store

            1. Enter your shop's name and go on.
            2. Shopify asks you to sign in as the store's owner, or as staff who may install apps, and shows what the app may do.
            3. Press **Install**. You come back here by yourself.

            To take the permission back, uninstall the app in Shopify's admin under **Settings › Apps and sales channels**.
            """ + SHOP + """

            ## For the operator: register the app once

            1. In the Dev Dashboard at `dev.shopify.com/dashboard` create an app. Under **Versions** add the redirect URI that the
               OAuth client shows, to the letter, tick **Use legacy install flow** and release. Under **Distribution** choose
               *Public distribution* for stores in general.
            2. Under **Settings** copy *Client ID* and *Secret* to the OAuth client.
            3. Enter the access scopes there: every merchant is asked for these. Public apps that read customers' names and
               addresses need Shopify's approval for *protected customer data* as well; without it they come back empty.
            """ + WEBHOOKS;

    private Guides() {}
}
