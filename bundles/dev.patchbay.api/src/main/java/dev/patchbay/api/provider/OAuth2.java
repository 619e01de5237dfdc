package dev.patchbay.api.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 2.0 (RFC 6749) as data, with what real apps do outside of it. URLs and parameter values are templates with
 * {@code {field}} holes; a parameter with a hole nobody filled is left out. Immutable; each method gives a changed copy.
 *
 * <p>The client's credentials are the fields {@value #CLIENT_ID}, {@value #CLIENT_SECRET}, {@value #PRIVATE_KEY} and
 * {@value #KEY_ID}. Where a method declares {@value #CLIENT_ID} as a field of the connection, the person enters them with the
 * connection; otherwise they belong to an OAuth client, and the host adds those fields itself ({@link
 * ConnectionMethod#clientFields()}).
 */
public final class OAuth2 implements Auth {
    /** The field of the client identifier. */
    public static final String CLIENT_ID = "clientId";

    /** The field of the client secret. */
    public static final String CLIENT_SECRET = "clientSecret";

    /** The field of the client's private key, PEM (PKCS #8). */
    public static final String PRIVATE_KEY = "privateKey";

    /** The field of the key's id, the {@code kid} of a JWT's header. */
    public static final String KEY_ID = "keyId";

    /** How the token is asked for. */
    public enum Grant {
        /** RFC 6749 section 4.1. */
        AUTHORIZATION_CODE,
        /** RFC 6749 section 4.4. */
        CLIENT_CREDENTIALS,
        /** RFC 8628. */
        DEVICE_CODE,
        /** RFC 7523 section 2.1. */
        JWT_BEARER,
        /** Any other grant without a person (RFC 6749 section 4.5), named by {@link OAuth2#grantType()}. */
        EXTENSION
    }

    /** How the client identifies itself at the token endpoint. */
    public enum ClientAuth {
        /** By the Authorization header (RFC 6749 section 2.3.1). */
        BASIC,
        /** By parameters of the body (RFC 6749 section 2.3.1). */
        BODY,
        /** By its identifier alone: a public client (RFC 6749 section 2.1). */
        NONE,
        /** By a signed assertion (RFC 7523 section 2.2). */
        PRIVATE_KEY_JWT
    }

    /** The form of requests to the token endpoint. */
    public enum BodyFormat {
        /** RFC 6749 appendix B. */
        FORM,
        /** A JSON object. */
        JSON,
        /** Parameters in the query and no body; secrets among them stand in the URL then. */
        QUERY
    }

    /** How an access token is renewed. */
    public enum Renewal {
        /** With the refresh token (RFC 6749 section 6); grants without a person are run again. */
        STANDARD,
        /** The access token itself is exchanged for a longer one at the refresh URL. */
        EXTEND_ACCESS_TOKEN,
        /** Not at all: it lasts until it is revoked, or the person signs in again. */
        NONE
    }

    /** What the person may choose in a field instead of the declaration. */
    public enum Choice {
        /** The scopes, in a text (with spaces between) or list field. */
        SCOPES,
        /** The client authentication, in a choice field: {@code basic, body, none, private-key-jwt}. */
        CLIENT_AUTH,
        /** Whether PKCE is sent, in a flag. */
        PKCE,
        /** The issuer, in a URL field: endpoints left empty are found in its metadata (RFC 8414). */
        ISSUER
    }

    private final Grant grant;
    private final String tokenUrl;
    private String authorizeUrl = "";
    private String deviceUrl = "";
    private String refreshUrl = "";
    private String revokeUrl = "";
    private String introspectUrl = "";
    private String grantType = "";
    private boolean tokenByGet;
    private boolean refreshByGet;
    private String issuer = "";
    private List<String> scopes = List.of();
    private List<String> optionalScopes = List.of();
    private String scopeSeparator = " ";
    private boolean pkce = true;
    private ClientAuth clientAuth = ClientAuth.BASIC;
    private BodyFormat bodyFormat = BodyFormat.FORM;
    private Renewal renewal = Renewal.STANDARD;
    private TokenReply reply = TokenReply.STANDARD;
    private @Nullable JwtAssertion assertion;
    private Map<String, String> authorizeParams = Map.of();
    private Map<String, String> tokenParams = Map.of();
    private Map<String, String> refreshParams = Map.of();
    private Map<String, String> tokenHeaders = Map.of();
    private Map<String, String> renamed = Map.of();
    private List<String> removed = List.of();
    private Map<Choice, String> choices = Map.of();
    private List<Capture> captures = List.of();

    OAuth2(Grant grant, String tokenUrl) {
        this.grant = grant;
        this.tokenUrl = tokenUrl;
    }

    private OAuth2 changed(Consumer<OAuth2> change) {
        OAuth2 copy = new OAuth2(grant, tokenUrl);
        copy.authorizeUrl = authorizeUrl;
        copy.deviceUrl = deviceUrl;
        copy.refreshUrl = refreshUrl;
        copy.revokeUrl = revokeUrl;
        copy.introspectUrl = introspectUrl;
        copy.grantType = grantType;
        copy.tokenByGet = tokenByGet;
        copy.refreshByGet = refreshByGet;
        copy.issuer = issuer;
        copy.scopes = scopes;
        copy.optionalScopes = optionalScopes;
        copy.scopeSeparator = scopeSeparator;
        copy.pkce = pkce;
        copy.clientAuth = clientAuth;
        copy.bodyFormat = bodyFormat;
        copy.renewal = renewal;
        copy.reply = reply;
        copy.assertion = assertion;
        copy.authorizeParams = authorizeParams;
        copy.tokenParams = tokenParams;
        copy.refreshParams = refreshParams;
        copy.tokenHeaders = tokenHeaders;
        copy.renamed = renamed;
        copy.removed = removed;
        copy.choices = choices;
        copy.captures = captures;
        change.accept(copy);
        return copy;
    }

    OAuth2 authorizeUrl(String template) {
        return changed(o -> o.authorizeUrl = template);
    }

    OAuth2 deviceUrl(String template) {
        return changed(o -> o.deviceUrl = template);
    }

    OAuth2 grantType(String name) {
        return changed(o -> o.grantType = name);
    }

    OAuth2 assertion(JwtAssertion claims) {
        return changed(o -> o.assertion = claims);
    }

    /** With another URL for refreshing than the token endpoint. */
    public OAuth2 refreshUrl(String template) {
        return changed(o -> o.refreshUrl = template);
    }

    /** With the revocation endpoint (RFC 7009). */
    public OAuth2 revokeUrl(String template) {
        return changed(o -> o.revokeUrl = template);
    }

    /** With the introspection endpoint (RFC 7662), asked how long a token lasts where the reply does not say. */
    public OAuth2 introspectUrl(String template) {
        return changed(o -> o.introspectUrl = template);
    }

    /** With GET for the first token request; its parameters stand in the query. */
    public OAuth2 tokenByGet() {
        return changed(o -> o.tokenByGet = true);
    }

    /** With GET for requests that renew; their parameters stand in the query. */
    public OAuth2 refreshByGet() {
        return changed(o -> o.refreshByGet = true);
    }

    /** With the issuer, which a callback's {@code iss} must name (RFC 9207). */
    public OAuth2 issuer(String url) {
        return changed(o -> o.issuer = url);
    }

    /** Asking for these scopes. */
    public OAuth2 scopes(String... names) {
        return changed(o -> o.scopes = List.of(names));
    }

    /** Asking for these scopes too, without which the connection still works. */
    public OAuth2 optionalScopes(String... names) {
        return changed(o -> o.optionalScopes = List.of(names));
    }

    /** With another separator between scopes than a space. */
    public OAuth2 scopeSeparator(String text) {
        return changed(o -> o.scopeSeparator = text);
    }

    /** Without PKCE (RFC 7636), for apps that refuse it. */
    public OAuth2 withoutPkce() {
        return changed(o -> o.pkce = false);
    }

    /** With another way of client authentication than Basic. */
    public OAuth2 clientAuth(ClientAuth way) {
        return changed(o -> o.clientAuth = way);
    }

    /** With requests of another form. */
    public OAuth2 bodyFormat(BodyFormat format) {
        return changed(o -> o.bodyFormat = format);
    }

    /** With another way to renew. */
    public OAuth2 renewal(Renewal way) {
        return changed(o -> o.renewal = way);
    }

    /** With replies of another shape. */
    public OAuth2 reply(TokenReply shape) {
        return changed(o -> o.reply = shape);
    }

    /**
     * With a parameter of the authorize URL, such as {@code access_type=offline}. It goes over a standard one of its name, except
     * over {@code state} and the challenge of PKCE.
     */
    public OAuth2 authorizeParam(String name, String template) {
        return changed(o -> o.authorizeParams = plus(authorizeParams, name, template));
    }

    /** With a parameter of the first token request; it goes over a standard one of its name. */
    public OAuth2 tokenParam(String name, String template) {
        return changed(o -> o.tokenParams = plus(tokenParams, name, template));
    }

    /** With a parameter of requests that renew. */
    public OAuth2 refreshParam(String name, String template) {
        return changed(o -> o.refreshParams = plus(refreshParams, name, template));
    }

    /** With a header of requests to the token endpoint. */
    public OAuth2 tokenHeader(String name, String template) {
        return changed(o -> o.tokenHeaders = plus(tokenHeaders, name, template));
    }

    /**
     * With another name for a standard parameter, on every leg: {@code client_id} is TikTok's {@code client_key}. A leg before
     * it means that one alone: {@code authorize.}, {@code redirect.} (what the person brings back), {@code device.},
     * {@code token.}, {@code refresh.}, {@code revoke.}, as in {@code redirect.code}.
     */
    public OAuth2 renamed(String standard, String theirs) {
        return changed(o -> o.renamed = plus(renamed, standard, theirs));
    }

    /** Without a standard parameter, on every leg or, as in {@link #renamed}, on one, such as {@code response_type}. */
    public OAuth2 without(String standard) {
        return changed(o -> o.removed = Stream.concat(removed.stream(), Stream.of(standard)).toList());
    }

    /** With something the person chooses in a field. */
    public OAuth2 chosenBy(Choice what, Field<?> field) {
        Map<Choice, String> more = new HashMap<>(choices);
        more.put(what, field.name());
        return changed(o -> o.choices = Map.copyOf(more));
    }

    /** Keeping a value of the token reply, by path, in a captured field. */
    public OAuth2 capture(String path, Field<?> field) {
        return captured(new Capture(Capture.Source.TOKEN_REPLY, path, field.name()));
    }

    /** Keeping a parameter of the redirect back in a captured field. */
    public OAuth2 captureRedirect(String parameter, Field<?> field) {
        return captured(new Capture(Capture.Source.REDIRECT, parameter, field.name()));
    }

    private OAuth2 captured(Capture one) {
        return changed(o -> o.captures = Stream.concat(captures.stream(), Stream.of(one)).toList());
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(name, value);
        return Map.copyOf(more);
    }

    @Override
    public String kind() {
        return "oauth2";
    }

    /** How the token is asked for. */
    public Grant grant() {
        return grant;
    }

    /** The authorization endpoint; empty where the grant has none. */
    public String authorizeUrl() {
        return authorizeUrl;
    }

    /** The token endpoint. */
    public String tokenUrl() {
        return tokenUrl;
    }

    /** The device authorization endpoint; empty where the grant has none. */
    public String deviceUrl() {
        return deviceUrl;
    }

    /** The URL for refreshing; empty where it is the token endpoint. */
    public String refreshUrl() {
        return refreshUrl;
    }

    /** The revocation endpoint; empty where there is none. */
    public String revokeUrl() {
        return revokeUrl;
    }

    /** The introspection endpoint; empty where there is none. */
    public String introspectUrl() {
        return introspectUrl;
    }

    /** The {@code grant_type} of an extension grant; empty for other grants. */
    public String grantType() {
        return grantType;
    }

    /** Whether the first token request is a GET. */
    public boolean isTokenByGet() {
        return tokenByGet;
    }

    /** Whether requests that renew are GETs. */
    public boolean isRefreshByGet() {
        return refreshByGet;
    }

    /** The issuer; empty where it is not known. */
    public String issuer() {
        return issuer;
    }

    /** The scopes asked for. */
    public List<String> scopes() {
        return scopes;
    }

    /** The scopes asked for that may be refused. */
    public List<String> optionalScopes() {
        return optionalScopes;
    }

    /** What stands between scopes. */
    public String scopeSeparator() {
        return scopeSeparator;
    }

    /** Whether PKCE is sent. */
    public boolean pkce() {
        return pkce;
    }

    /** How the client identifies itself. */
    public ClientAuth clientAuth() {
        return clientAuth;
    }

    /** Whether there is a client at all: an app that wants neither authentication nor {@code client_id} knows none. */
    public boolean identifiesClient() {
        return clientAuth != ClientAuth.NONE || !removed.contains("client_id") || choices.containsKey(Choice.CLIENT_AUTH);
    }

    /** The form of requests to the token endpoint. */
    public BodyFormat bodyFormat() {
        return bodyFormat;
    }

    /** How an access token is renewed. */
    public Renewal renewal() {
        return renewal;
    }

    /** The shape of replies. */
    public TokenReply reply() {
        return reply;
    }

    /** The assertion of a JWT bearer grant; null for other grants. */
    public @Nullable JwtAssertion assertion() {
        return assertion;
    }

    /** Parameters added to the authorize URL, templates by name. */
    public Map<String, String> authorizeParams() {
        return authorizeParams;
    }

    /** Parameters added to the first token request, templates by name. */
    public Map<String, String> tokenParams() {
        return tokenParams;
    }

    /** Parameters added to requests that renew, templates by name. */
    public Map<String, String> refreshParams() {
        return refreshParams;
    }

    /** Headers added to requests to the token endpoint, templates by name. */
    public Map<String, String> tokenHeaders() {
        return tokenHeaders;
    }

    /** Other names of standard parameters. */
    public Map<String, String> renamed() {
        return renamed;
    }

    /** Standard parameters that are not sent. */
    public List<String> removed() {
        return removed;
    }

    /** What the person chooses, by name of field. */
    public Map<Choice, String> choices() {
        return choices;
    }

    /** Values that are kept. */
    public List<Capture> captures() {
        return captures;
    }
}
