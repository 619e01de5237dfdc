package dev.patchbay.type.oauth2.internal;

import java.util.Map;

/** {@link OAuth2Guides} in German; labels are quoted as the form has them in German. */
final class OAuth2GermanGuides {
    private static final String TESTING = """

            ## Die Prüfung

            Geben Sie eine *Adresse für die Prüfung* an: eine Adresse der API, die nur auf gültige Anmeldedaten antwortet, meist die,
            die sagt, wer angemeldet ist, etwa `/me` oder `/userinfo`. Sie wird mit dem Token im Header `Authorization` aufgerufen.
            Ohne sie entsteht die Verbindung ungeprüft.
            """;

    private static final String AUTHORIZATION_CODE = """
            ## Verbinden

            Gehen Sie weiter zur App. Sie bittet Sie, sich anzumelden und zuzustimmen, und schickt Sie hierher zurück. Meldet die App,
            dass die Redirect-URI nicht passt, ist der OAuth-Client dort nicht so angemeldet, wie es unten steht.

            ## Einen OAuth-Client anmelden, einmal je App

            1. Melden Sie sich auf den Entwicklerseiten der App an und legen Sie eine *OAuth-App*, einen *Client* oder eine
               *Integration* an. Wird nach der Art gefragt, ist es eine **Webanwendung**, auf Englisch *confidential client*.
            2. Tragen Sie als **Redirect-URI** (*Callback-URL*) die ein, die hier beim OAuth-Client steht, Zeichen für Zeichen: mit
               ihrem Schema, ohne einen Schrägstrich mehr oder weniger.
            3. Erlauben Sie die Scopes, die Sie verwenden wollen, und kopieren Sie Client-ID und Client-Geheimnis.
            4. Geben Sie beides hier ein, dazu die Endpunkte der App. In der Dokumentation heißen sie *authorization URL* und *token
               URL*; unterstützt die App OpenID Connect, genügt ihr *Issuer*.

            Bei vielen Apps hält eine Anmeldung nur dann, wenn ein Scope wie `offline_access` verlangt wird oder wenn in `access_type`
            das Wort `offline` steht. Sonst muss neu verbunden werden, sobald das Token abläuft, oft nach einer Stunde.
            """ + TESTING;

    private static final String CLIENT_CREDENTIALS = """
            ## Was Sie bei der App anlegen

            Auf diesem Weg wird ein Programm verbunden, keine Person: Niemand meldet sich an, und es darf, was die App dem Client
            selbst erlaubt.

            1. Melden Sie sich auf den Entwicklerseiten der App an und legen Sie ein *Dienstkonto*, eine
               *Machine-to-Machine-Anwendung* oder einen *API-Client* an, mit der Grant-Art **Client Credentials**.
            2. Geben Sie ihm die Berechtigungen, die für die Aufgabe nötig sind, und keine anderen.
            3. Kopieren Sie Client-ID und Client-Geheimnis, und aus der Dokumentation die *Token-URL*.
            4. Geben Sie alles hier ein. Verlangt die Dokumentation eine *Audience*, geben Sie auch diese ein.
            """ + TESTING;

    private static final String DEVICE_CODE = """
            ## Verbinden

            Sie sehen einen kurzen Code und eine Adresse. Öffnen Sie die Adresse auf einem beliebigen Gerät, melden Sie sich an, geben
            Sie den Code ein und stimmen Sie zu. Diese Seite merkt es von selbst. Geben Sie nur einen Code ein, wenn Sie die Anmeldung
            selbst begonnen haben.

            ## Einen OAuth-Client anmelden, einmal je App

            1. Melden Sie sich auf den Entwicklerseiten der App an und legen Sie eine OAuth-App an, die den **Device Flow** verwenden
               darf (*limited-input devices*, RFC 8628). Sie braucht keine Redirect-URI und meist kein Geheimnis.
            2. Kopieren Sie die Client-ID, und aus der Dokumentation die *URL der Geräte-Autorisierung* und die *Token-URL*; unterstützt
               die App OpenID Connect, genügt ihr *Issuer*.
            """ + TESTING;

    private static final String JWT_BEARER = """
            ## Was Sie bei der App anlegen

            Auf diesem Weg wird ein Dienstkonto verbunden: Dieser Server signiert einen kurzen Text mit einem privaten Schlüssel, und
            die App gibt dafür ein Token (RFC 7523). Niemand meldet sich an.

            1. Melden Sie sich in der Konsole der App an und legen Sie ein *Dienstkonto* an, oder eine Integration, die sich mit *JWT*
               anmeldet.
            2. Erzeugen Sie dort einen Schlüssel dafür, **RSA**, oder laden Sie die öffentliche Hälfte eines eigenen hoch:
               `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem`
            3. Geben Sie die ID oder die E-Mail-Adresse des Kontos als Client-ID ein, und fügen Sie den privaten Schlüssel ein. In einer
               Schlüsseldatei in JSON ist es der Wert von `private_key`; er darf seine `\\n` behalten.
            4. Geben Sie die *Token-URL* ein. Füllen Sie *Subject* aus, wenn das Konto für einen Benutzer handelt, was die Verwaltung
               der App erlauben muss, und *Audience*, wenn die Dokumentation eine andere nennt als die Token-URL.
            """ + TESTING;

    /** By the keys of a translation. */
    static final Map<String, String> TEXTS = Map.of(
            "methods.authorization-code.guide", AUTHORIZATION_CODE,
            "methods.client-credentials.guide", CLIENT_CREDENTIALS,
            "methods.device-code.guide", DEVICE_CODE,
            "methods.jwt-bearer.guide", JWT_BEARER);

    private OAuth2GermanGuides() {}
}
