package dev.patchbay.type.oauth2.internal;

import static dev.patchbay.api.provider.Field.option;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Field.Scope;
import dev.patchbay.api.provider.OAuth2;

/**
 * The fields, declared as fields of the connection; {@link #ofClient} makes them fields of the OAuth client. Where a client may
 * be shared its endpoints belong to it: otherwise whoever makes a connection could have its secret sent to an address of his own.
 */
final class OAuth2Fields {
    private static final String BASIC = "basic";
    private static final String BODY = "body";
    private static final String KEY = "private-key-jwt";
    private static final String NONE = "none";
    private static final String ENTERED = "entered";
    private static final String DISCOVERED = "discovered";

    static final Field<String> CLIENT_ID = Field.text(OAuth2.CLIENT_ID, "Client ID")
            .help("What the app shows as client ID, application ID or key. It stays readable.");
    private static final Field<String> CLIENT_AUTH = Field.choice("clientAuthentication", "Client authentication",
                    option(BASIC, "Client secret in the Authorization header (Basic)"),
                    option(BODY, "Client secret in the body of the request"),
                    option(KEY, "Signed with a private key (private_key_jwt)"),
                    option(NONE, "None: a public client"))
            .help("How the app's documentation sends client ID and secret to the token URL. If in doubt, try Basic, then body.");
    /** For a client that may be a public one. */
    static final Field<String> ANY_CLIENT_AUTH = CLIENT_AUTH.fallback(BASIC);
    /** For a client of devices, which rarely has a secret. */
    static final Field<String> DEVICE_CLIENT_AUTH = CLIENT_AUTH.fallback(NONE);
    /** For a client that has to prove who it is. */
    static final Field<String> OWN_CLIENT_AUTH = Field.choice(CLIENT_AUTH.name(), CLIENT_AUTH.label(),
                    CLIENT_AUTH.options().subList(0, 3).toArray(Field.Option[]::new))
            .fallback(BASIC)
            .help(CLIENT_AUTH.help());
    static final Field<Secret> CLIENT_SECRET = Field.secret(OAuth2.CLIENT_SECRET, "Client secret")
            .visibleWhen(CLIENT_AUTH, BASIC, BODY)
            .help("The secret beside the client ID. Most apps show it one time only.");
    static final Field<Secret> PRIVATE_KEY = Field.secret(OAuth2.PRIVATE_KEY, "Private key")
            .multiLine()
            .maxLength(16_384)
            .help("The text of the key file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----.");
    static final Field<Secret> CLIENT_KEY = PRIVATE_KEY.visibleWhen(CLIENT_AUTH, KEY);
    static final Field<String> KEY_ID = Field.text(OAuth2.KEY_ID, "Key ID")
            .optional()
            .help("The name the app gave the key (kid). Leave it empty where it gave none.");
    static final Field<String> CLIENT_KEY_ID = KEY_ID.visibleWhen(CLIENT_AUTH, KEY);

    static final Field<String> ENDPOINTS = Field.choice("endpoints", "Endpoints",
                    option(ENTERED, "I enter them"), option(DISCOVERED, "The app publishes them: I enter its issuer"))
            .fallback(ENTERED)
            .help("Apps with OpenID Connect publish their endpoints; of others the documentation names them.");
    static final Field<String> ISSUER = Field.url("issuer", "Issuer")
            .visibleWhen(ENDPOINTS, DISCOVERED)
            .example("https://login.example.com")
            .help("Endpoints are read from its /.well-known/oauth-authorization-server or /.well-known/openid-configuration."
                    + " Where they are on another host than the issuer, enter them instead.");
    static final Field<String> AUTHORIZE_URL = entered("authorizeUrl", "Authorization URL", "https://login.example.com/oauth/authorize",
            "Where the person signs in and approves.");
    static final Field<String> DEVICE_URL = entered("deviceUrl", "Device authorization URL", "https://login.example.com/oauth/device",
            "Where a code for the person is asked for.");
    static final Field<String> TOKEN_URL = Field.url("tokenUrl", "Token URL")
            .example("https://login.example.com/oauth/token")
            .help("Where tokens are asked for and renewed.");
    static final Field<String> CLIENT_TOKEN_URL = TOKEN_URL.visibleWhen(ENDPOINTS, ENTERED);
    static final Field<String> REVOKE_URL = Field.url("revokeUrl", "Revocation URL")
            .optional()
            .example("https://login.example.com/oauth/revoke")
            .help("Where tokens are given back when a connection is deleted. Leave it empty where the app has none.");
    static final Field<String> CLIENT_REVOKE_URL = REVOKE_URL.visibleWhen(ENDPOINTS, ENTERED);
    static final Field<Boolean> PKCE = Field.flag("pkce", "PKCE")
            .fallback(true)
            .help("Protects the sign-in (RFC 7636). Switch it off only for an app that answers with an error to it.");

    static final Field<String> AUDIENCE = parameter("audience", "Audience", "https://api.example.com",
            "Some apps want to know which API the token is for. Leave it empty unless the documentation names it.");
    static final Field<String> RESOURCE = parameter("resource", "Resource", "https://api.example.com/",
            "As the audience, under the name of RFC 8707. Leave it empty unless the documentation names it.");
    static final Field<String> ACCESS_TYPE = parameter("accessType", "access_type", "offline",
            "Some apps renew a login only where this says offline. Leave it empty unless the documentation names it.");
    static final Field<String> PROMPT = parameter("prompt", "prompt", "consent",
            "Makes the app ask again, such as consent or select_account. Leave it empty unless the documentation names it.");

    static final Field<String> SCOPES = Field.text("scopes", "Scopes")
            .optional()
            .example("read write offline_access")
            .help("What the connection may do, with spaces between. Leave it empty for what the app gives by itself.");
    static final Field<String> SUBJECT = parameter("subject", "Subject", "person@example.com",
            "In whose name: a user the account acts for. Leave it empty where it acts for itself.");
    static final Field<String> ASSERTION_AUDIENCE = parameter("audience", "Audience", "https://login.example.com",
            "Whom the signed text is for. Leave it empty where that is the token URL.");

    static final Field<String> API_URL = Field.url("apiUrl", "API address")
            .optional()
            .example("https://api.example.com/v1")
            .help("What the addresses of the API start with. The token goes to its host.");
    static final Field<String> TEST_URL = Field.url("testUrl", "Test URL")
            .optional()
            .example("https://api.example.com/v1/me")
            .help("An address that answers only to a valid login. Leave it empty to connect without a test.");
    static final Field<String> SCHEME = Field.text("scheme", "Word before the token")
            .fallback("Bearer")
            .pattern("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
            .maxLength(64)
            .help("What the Authorization header says before the token: Bearer in nearly every API.");

    private OAuth2Fields() {}

    /** The same, as a field of the OAuth client. */
    static <T> Field<T> ofClient(Field<T> field) {
        return field.scope(Scope.CLIENT);
    }

    private static Field<String> entered(String name, String label, String example, String help) {
        return Field.url(name, label).visibleWhen(ENDPOINTS, ENTERED).example(example).help(help);
    }

    private static Field<String> parameter(String name, String label, String example, String help) {
        return Field.text(name, label).optional().example(example).help(help);
    }
}
