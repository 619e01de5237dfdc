package dev.patchbay.core.internal;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.OAuthClients.Draft;
import dev.patchbay.host.connect.OAuthClients.Edit;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apps with OAuth for tests, and what is said about them. */
public final class OAuthApps {
    public static final Field<String> SHOP = Field.text("shop", "Shop").pattern("[a-z0-9-]+");
    public static final Field<String> HOST = Field.host("host", "Host");
    public static final Field<String> NOTE = Field.text("note", "Note").optional();
    public static final Field<String> TENANT = Field.text("tenant", "Tenant").pattern("[a-z]+").scope(Field.Scope.CLIENT);
    public static final Field<Secret> PIN = Field.secret("pin", "PIN").scope(Field.Scope.ONE_TIME);

    private OAuthApps() {}

    /** A person signs in; a connection names the shop. {@code service} needs no person, {@code key} no client. */
    public static ConnectionDefinition crm() {
        return ConnectionDefinition.of("crm", "CRM").baseUrl("https://{shop}.crm.example").methods(
                ConnectionMethod.of("code", "Sign in").fields(SHOP, NOTE, PIN).auth(Auth.authorizationCode(
                        "https://{shop}.crm.example/auth", "https://{shop}.crm.example/token").scopes("read")),
                ConnectionMethod.of("service", "Service").fields(SHOP, NOTE)
                        .auth(Auth.clientCredentials("https://{shop}.crm.example/token").scopes("read")),
                ConnectionMethod.of("key", "Key").fields(SHOP, Field.secret("key", "Key")));
    }

    /** The client names its tenant. */
    public static ConnectionDefinition cloud() {
        return ConnectionDefinition.of("cloud", "Cloud").baseUrl("https://api.cloud.example").methods(
                ConnectionMethod.of("code", "Sign in").fields(TENANT).auth(Auth.authorizationCode(
                        "https://{tenant}.cloud.example/auth", "https://{tenant}.cloud.example/token")));
    }

    /** The connection says where the app is. */
    public static ConnectionDefinition hosted() {
        return ConnectionDefinition.of("git", "Git").baseUrl("https://{host}/api").methods(
                ConnectionMethod.of("code", "Sign in").fields(HOST)
                        .auth(Auth.authorizationCode("https://{host}/auth", "https://{host}/token")));
    }

    public static Draft client(@Nullable String account, String provider, String method) {
        return new Draft(account, provider, method, "Our app", secrets());
    }

    /** One that is only begun. */
    public static Draft begun(@Nullable String account, String provider) {
        return new Draft(account, provider, null, "Our app", new RawValues(Map.of()));
    }

    public static RawValues secrets() {
        return new RawValues(Map.of("clientId", "our-id", "clientSecret", HostFixture.CANARY));
    }

    public static Edit edit(Map<String, ? extends @Nullable Object> values) {
        return new Edit(null, new RawValues(values), null);
    }

    /** A connection of the account {@code shop-1}. */
    public static ConnectionDraft connection(String method, @Nullable String client) {
        return new ConnectionDraft(
                "shop-1", "crm", method, "Orders", new RawValues(Map.of("shop", "acme")), client, null);
    }

    public static OAuthClientView make(HostFixture host, @Nullable String account, String provider, String method) {
        return host.parts.oauth.clients.create(HostFixture.ADMIN, client(account, provider, method));
    }
}
