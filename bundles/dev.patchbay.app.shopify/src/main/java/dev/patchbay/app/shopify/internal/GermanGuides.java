package dev.patchbay.app.shopify.internal;

import java.util.Map;

/**
 * {@link Guides} in German. Shopify's pages are named in English, as the Dev Dashboard is; where the admin has a German name that
 * stands in brackets. Labels of the form are quoted as it has them in German.
 */
final class GermanGuides {
    private static final String SHOP = """

            ## Der Shop

            Öffnen Sie den Adminbereich von Shopify und sehen Sie sich die Adresse an: Sie lautet `admin.shopify.com/store/my-store` oder
            `my-store.myshopify.com/admin`. Geben Sie `my-store` ein, nur diesen Teil. Eine eigene Domain wie `www.example.com` geht hier
            nicht.
            """;

    private static final String SCOPES = """

            ## Welche Zugriffsbereiche

            Nur was Ihr Ablauf verwendet: `read_products`, um Produkte anzusehen, `write_products`, um sie auch zu ändern; ebenso mit
            `orders`, `customers`, `inventory`, `fulfillments`. Für Bestellungen, die älter als 60 Tage sind, braucht es
            `read_all_orders`; das muss Shopify zuvor freigeben.
            """;

    private static final String WEBHOOKS = """

            ## Webhooks

            Shopify signiert jeden Webhook mit dem Client-Geheimnis der App (bei älteren Apps *API secret key*). Ein Schritt, der
            Webhooks annimmt, prüft den Header `X-Shopify-Hmac-SHA256` gegen die Bytes des Inhalts, wie sie kamen, in Java mit
            `HmacSignature.base64(secret).matches(body, header)`. Haben Sie das Geheimnis ersetzt, signiert Shopify vielleicht noch bis zu
            einer Stunde mit dem alten: Geben Sie bis dahin beide an.
            """;

    private static final String ADMIN_TOKEN = """
            ## Ist das der richtige Weg?

            Ja, wenn der Shop eine eigene App hat, die **vor 2026** im Adminbereich von Shopify angelegt wurde, und wenn Sie ihr
            Zugriffstoken noch haben. Seit dem 1. Januar 2026 lassen sich solche Apps nicht mehr anlegen; die es gibt, laufen weiter. Für
            eine neue App wählen Sie *App der eigenen Organisation*.

            ## Das Token

            1. Öffnen Sie im Adminbereich von Shopify **Settings › Apps and sales channels › Develop apps** (*Einstellungen › Apps und
               Vertriebskanäle › Apps entwickeln*) und wählen Sie die App.
            2. Öffnen Sie **Configuration** und sehen Sie die *Admin API access scopes* durch.
            3. Öffnen Sie **API credentials**. Das *Admin API access token* beginnt mit `shpat_`. **Shopify zeigt es nur einmal**, gleich
               nach der Installation der App.
            4. Hat es niemand aufgehoben: Klicken Sie auf **Uninstall app**, dann auf **Install app**, und lassen Sie sich das neue Token
               zeigen. Das alte gilt sofort nicht mehr, auch für alle anderen, die es verwenden.
            """ + SHOP + SCOPES + """

            ## Wenn die Prüfung anhält

            | sie sagt | das hilft |
            |---|---|
            | das Zugriffstoken wird nicht angenommen | Sehen Sie nach, ob Shop und Token zusammengehören; sonst holen Sie ein neues Token \
            wie oben. |
            | kein Shop dieses Namens | Geben Sie nur den Teil vor `.myshopify.com` ein. |
            | ein Zugriffsbereich fehlt | Fügen Sie ihn unter **Configuration** hinzu, speichern Sie und installieren Sie die App noch \
            einmal. |
            """ + WEBHOOKS;

    private static final String CLIENT_CREDENTIALS = """
            ## Ist das der richtige Weg?

            Ja, wenn **Shop und App zur selben Organisation bei Shopify gehören**: Ihr eigener Shop, Ihre eigene App. Niemand muss sich
            anmelden; ein Token gilt 24 Stunden, und das nächste wird von selbst geholt. Für einen fremden Shop wählen Sie *Anmelden*.

            ## Die App anlegen

            1. Öffnen Sie das Dev Dashboard unter `dev.shopify.com/dashboard` (oder im Adminbereich von Shopify **Settings › Apps and sales
               channels › Develop apps › Build apps in Dev Dashboard**), dann **Apps › Create app › Start from Dev Dashboard**, und geben
               Sie der App einen Namen.
            2. Tragen Sie unter **Versions** die *Access scopes* ein. Die *App URL* kann bleiben, wie sie ist. Klicken Sie auf **Release**.
            3. Klicken Sie auf der Seite **Home** der App auf **Install app** und wählen Sie den Shop.
            4. Öffnen Sie **Settings** und kopieren Sie *Client ID* und *Secret*.
            """ + SHOP + SCOPES + """

            ## Wenn es anhält

            | es heißt | das hilft |
            |---|---|
            | `app_not_installed` | Installieren Sie die App in genau diesem Shop (Schritt 3). |
            | `shop_not_permitted` | Der Shop gehört nicht zu der Organisation, die die App angelegt hat: Wählen Sie stattdessen *Anmelden*. |
            | `invalid_client` oder *application_cannot_be_found* | Kopieren Sie Client-ID und Client-Geheimnis noch einmal, beide aus \
            derselben App. |
            | ein Zugriffsbereich fehlt | Fügen Sie ihn unter **Versions** hinzu und klicken Sie auf **Release**; stimmen Sie der Änderung \
            im Shop zu, wenn er danach fragt. |
            """ + WEBHOOKS;

    private static final String AUTHORIZATION_CODE = """
            ## Ist das der richtige Weg?

            Ja, wenn der Shop **jemand anderem gehört** als die App, etwa einem Kunden Ihrer Agentur: Der Inhaber meldet sich einmal an und
            stimmt zu. Gehören beide zu einer Organisation, ist *App der eigenen Organisation* einfacher.

            ## Die App anlegen

            1. Öffnen Sie das Dev Dashboard unter `dev.shopify.com/dashboard`, dann **Apps › Create app › Start from Dev Dashboard**.
            2. Unter **Versions**:
               - *Redirect URLs*: Fügen Sie die Redirect-URI ein, die auf dieser Seite steht, Zeichen für Zeichen;
               - kreuzen Sie **Use legacy install flow** an, damit die Zugriffsbereiche gelten, die hier verlangt werden;
               - klicken Sie auf **Release**.
            3. Wählen Sie unter **Distribution** die **Custom distribution** und geben Sie den Shop an. Diese Wahl lässt sich bei Shopify
               später nicht ändern.
            4. Öffnen Sie **Settings** und kopieren Sie *Client ID* und *Secret* hierher.
            5. Geben Sie die Zugriffsbereiche ein und gehen Sie weiter: Shopify fragt den Inhaber des Shops, ob er die App installiert.

            Das Zugriffstoken gilt eine Stunde und wird von selbst erneuert. Wird es lange nicht erneuert, vergisst Shopify es; dann verbinden
            Sie neu.
            """ + SHOP + SCOPES + """

            ## Wenn es anhält

            | es heißt | das hilft |
            |---|---|
            | *redirect_uri is not whitelisted* | Fügen Sie die Redirect-URI unter **Versions** noch einmal ein und klicken Sie auf \
            **Release**. |
            | *This app can't be installed on this store* | Die *Custom distribution* nennt einen anderen Shop (Schritt 3). |
            | ein Zugriffsbereich fehlt | Geben Sie ihn hier ein und verbinden Sie neu; der Inhaber stimmt noch einmal zu. |
            """ + WEBHOOKS;

    private static final String INSTALL = """
            ## Ihren Shop verbinden

            1. Geben Sie den Namen Ihres Shops ein und gehen Sie weiter.
            2. Shopify bittet Sie, sich anzumelden: als Inhaber des Shops, oder als jemand, der dort Apps installieren darf. Dann zeigt es,
               was die App darf.
            3. Klicken Sie auf **Install** (*Installieren*). Danach sind Sie von selbst wieder hier.

            Um die Erlaubnis zurückzunehmen, deinstallieren Sie die App im Adminbereich von Shopify unter **Settings › Apps and sales
            channels** (*Einstellungen › Apps und Vertriebskanäle*).
            """ + SHOP + """

            ## Für den Betreiber: die App einmal anmelden

            1. Legen Sie im Dev Dashboard unter `dev.shopify.com/dashboard` eine App an. Fügen Sie unter **Versions** die Redirect-URI hinzu,
               die beim OAuth-Client steht, Zeichen für Zeichen, kreuzen Sie **Use legacy install flow** an und klicken Sie auf **Release**.
               Wählen Sie unter **Distribution** die *Public distribution*, wenn die App für beliebige Shops ist.
            2. Kopieren Sie unter **Settings** *Client ID* und *Secret* in den OAuth-Client.
            3. Geben Sie dort auch die Zugriffsbereiche ein: Jeder Händler wird danach gefragt. Öffentliche Apps, die Namen und Adressen von
               Kunden lesen, brauchen dazu Shopifys Freigabe für *protected customer data*; ohne sie bleiben diese Angaben leer.
            """ + WEBHOOKS;

    /** Of a store's own app, by the keys of a translation. */
    static final Map<String, String> CUSTOM_APP = Map.of(
            "methods." + ShopDefinitions.ADMIN_TOKEN + ".guide", ADMIN_TOKEN,
            "methods." + ShopDefinitions.CLIENT_CREDENTIALS + ".guide", CLIENT_CREDENTIALS,
            "methods." + ShopDefinitions.AUTHORIZATION_CODE + ".guide", AUTHORIZATION_CODE);

    /** Of an operator's app. */
    static final Map<String, String> OAUTH_APP = Map.of("methods.install.guide", INSTALL);

    private GermanGuides() {}
}
