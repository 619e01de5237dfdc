package dev.patchbay.type.oauth2.internal;

import static dev.patchbay.type.oauth2.internal.OAuth2Fields.ACCESS_TYPE;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.ANY_CLIENT_AUTH;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.API_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.ASSERTION_AUDIENCE;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.AUDIENCE;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.AUTHORIZE_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_ID;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_KEY;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_KEY_ID;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_REVOKE_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_SECRET;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.CLIENT_TOKEN_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.DEVICE_CLIENT_AUTH;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.DEVICE_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.ENDPOINTS;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.ISSUER;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.KEY_ID;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.OWN_CLIENT_AUTH;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.PKCE;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.PRIVATE_KEY;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.PROMPT;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.RESOURCE;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.REVOKE_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.SCHEME;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.SCOPES;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.SUBJECT;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.TEST_URL;
import static dev.patchbay.type.oauth2.internal.OAuth2Fields.TOKEN_URL;

import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Injection;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.OAuth2.Choice;
import dev.patchbay.api.provider.Probe;
import dev.patchbay.api.provider.ProvidesConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/**
 * Any app with OAuth 2.0 (RFC 6749), by endpoints that the person enters. Where somebody signs in there is an OAuth client, and
 * the endpoints are its own; where nobody does, the client's credentials are the connection's. Stateless and thread-safe.
 */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("oauth2")
public final class OAuth2ConnectionProvider implements ConnectionProvider {
    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#334155" stroke-width="2"\
             stroke-linecap="round" stroke-linejoin="round"><rect x="4" y="11" width="16" height="9" rx="2"/>\
            <path d="M8 11V8a4 4 0 0 1 8 0v3"/><path d="M10.5 15.5a1.5 1.5 0 1 1 3 0c0 1-3 1.5-3 2.5h3"/></svg>
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("oauth2", "OAuth 2.0")
            .description("Any app with OAuth 2.0, by its endpoints.")
            .category("credential-type")
            .icon("image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8))
            .baseUrl(hole(API_URL))
            .methods(authorizationCode(), clientCredentials(), deviceCode(), jwtBearer())
            .translation("de", OAuth2ConnectionProvider.class)
            .translation("de", OAuth2GermanGuides.TEXTS);

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    private static ConnectionMethod authorizationCode() {
        OAuth2 auth = Auth.authorizationCode(hole(AUTHORIZE_URL), hole(TOKEN_URL))
                .revokeUrl(hole(REVOKE_URL))
                .chosenBy(Choice.ISSUER, ISSUER)
                .chosenBy(Choice.CLIENT_AUTH, ANY_CLIENT_AUTH)
                .chosenBy(Choice.PKCE, PKCE)
                .chosenBy(Choice.SCOPES, SCOPES)
                .authorizeParam("audience", hole(AUDIENCE))
                .authorizeParam("resource", hole(RESOURCE))
                .tokenParam("resource", hole(RESOURCE))
                .authorizeParam("access_type", hole(ACCESS_TYPE))
                .authorizeParam("prompt", hole(PROMPT));
        return method("authorization-code", "Sign in at the app (authorization code)", OAuth2Guides.AUTHORIZATION_CODE, auth,
                ofClient(CLIENT_ID, ANY_CLIENT_AUTH, CLIENT_SECRET, CLIENT_KEY, CLIENT_KEY_ID, ENDPOINTS, ISSUER, AUTHORIZE_URL,
                        CLIENT_TOKEN_URL, CLIENT_REVOKE_URL, PKCE, AUDIENCE, RESOURCE, ACCESS_TYPE, PROMPT));
    }

    private static ConnectionMethod deviceCode() {
        OAuth2 auth = Auth.deviceCode(hole(DEVICE_URL), hole(TOKEN_URL))
                .revokeUrl(hole(REVOKE_URL))
                .chosenBy(Choice.ISSUER, ISSUER)
                .chosenBy(Choice.CLIENT_AUTH, DEVICE_CLIENT_AUTH)
                .chosenBy(Choice.SCOPES, SCOPES)
                .authorizeParam("audience", hole(AUDIENCE))
                .authorizeParam("resource", hole(RESOURCE))
                .tokenParam("resource", hole(RESOURCE));
        return method("device-code", "Enter a code on another device (device flow)", OAuth2Guides.DEVICE_CODE, auth,
                ofClient(CLIENT_ID, DEVICE_CLIENT_AUTH, CLIENT_SECRET, CLIENT_KEY, CLIENT_KEY_ID, ENDPOINTS, ISSUER, DEVICE_URL,
                        CLIENT_TOKEN_URL, CLIENT_REVOKE_URL, AUDIENCE, RESOURCE));
    }

    private static ConnectionMethod clientCredentials() {
        OAuth2 auth = Auth.clientCredentials(hole(TOKEN_URL))
                .revokeUrl(hole(REVOKE_URL))
                .chosenBy(Choice.CLIENT_AUTH, OWN_CLIENT_AUTH)
                .chosenBy(Choice.SCOPES, SCOPES)
                .tokenParam("audience", hole(AUDIENCE))
                .tokenParam("resource", hole(RESOURCE));
        return method("client-credentials", "A client of its own, nobody signs in (client credentials)",
                OAuth2Guides.CLIENT_CREDENTIALS, auth, CLIENT_ID, OWN_CLIENT_AUTH, CLIENT_SECRET, CLIENT_KEY, CLIENT_KEY_ID,
                TOKEN_URL, REVOKE_URL, AUDIENCE, RESOURCE);
    }

    /** An audience that is entered takes the place of the usual one, the token endpoint. */
    private static ConnectionMethod jwtBearer() {
        JwtAssertion assertion = JwtAssertion.issuedBy(hole(CLIENT_ID))
                .subject(hole(SUBJECT))
                .claim("aud", hole(ASSERTION_AUDIENCE))
                .claim("scope", hole("scopes"));
        OAuth2 auth = Auth.jwtBearer(hole(TOKEN_URL), assertion).revokeUrl(hole(REVOKE_URL)).chosenBy(Choice.SCOPES, SCOPES);
        return method("jwt-bearer", "A service account with a key (JWT bearer)", OAuth2Guides.JWT_BEARER, auth,
                CLIENT_ID.help("The ID or the e-mail address of the service account: who issues the signed text. It stays readable."),
                PRIVATE_KEY, KEY_ID, TOKEN_URL, REVOKE_URL, SUBJECT, ASSERTION_AUDIENCE);
    }

    /** What every method has: scopes, the API, its test. */
    private static ConnectionMethod method(String id, String label, String guide, OAuth2 auth, Field<?>... own) {
        return ConnectionMethod.of(id, label)
                .guide(guide)
                .auth(auth)
                .fields(Stream.concat(Stream.of(own), Stream.of(SCOPES, API_URL, TEST_URL, SCHEME)).toArray(Field<?>[]::new))
                .injection(Injection.none().header("Authorization", hole(SCHEME) + " " + hole("accessToken")))
                .probe(Probe.get(hole(TEST_URL)));
    }

    private static Field<?>[] ofClient(Field<?>... fields) {
        return Arrays.stream(fields).<Field<?>>map(OAuth2Fields::ofClient).toArray(Field<?>[]::new);
    }

    private static String hole(Field<?> field) {
        return hole(field.name());
    }

    private static String hole(String name) {
        return "{" + name + "}";
    }
}
