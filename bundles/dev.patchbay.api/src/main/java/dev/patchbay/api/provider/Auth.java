package dev.patchbay.api.provider;

import java.util.Map;
import java.util.TreeMap;

/** How a credential comes to be, as data. The host runs every exchange; a provider never does. Immutable. */
public sealed interface Auth permits Auth.StoredFields, Auth.None, Auth.Interactive, Auth.OAuth1, OAuth2 {

    /** The kind, as shown by the HTTP API. */
    String kind();

    /** What the person enters is the credential. */
    static Auth storedFields() {
        return new StoredFields();
    }

    /** No login is needed. */
    static Auth none() {
        return new None();
    }

    /** A sign-in that {@link ConnectionProvider.Interactive} runs. */
    static Auth interactive() {
        return new Interactive();
    }

    /** OAuth 2.0 authorization code (RFC 6749 section 4.1) with PKCE (RFC 7636). */
    static OAuth2 authorizationCode(String authorizeUrl, String tokenUrl) {
        return new OAuth2(OAuth2.Grant.AUTHORIZATION_CODE, tokenUrl).authorizeUrl(authorizeUrl);
    }

    /** OAuth 2.0 client credentials (RFC 6749 section 4.4). */
    static OAuth2 clientCredentials(String tokenUrl) {
        return new OAuth2(OAuth2.Grant.CLIENT_CREDENTIALS, tokenUrl);
    }

    /** OAuth 2.0 device authorization (RFC 8628): the person enters a code at the app, on any device. */
    static OAuth2 deviceCode(String deviceUrl, String tokenUrl) {
        return new OAuth2(OAuth2.Grant.DEVICE_CODE, tokenUrl).deviceUrl(deviceUrl);
    }

    /** OAuth 2.0 with a signed assertion (RFC 7523 section 2.1). */
    static OAuth2 jwtBearer(String tokenUrl, JwtAssertion assertion) {
        return new OAuth2(OAuth2.Grant.JWT_BEARER, tokenUrl).assertion(assertion);
    }

    /**
     * OAuth 2.0 with another grant without a person (RFC 6749 section 4.5): {@code account_credentials}, {@code password},
     * {@code urn:ietf:params:oauth:grant-type:token-exchange}. What it takes stands in {@link OAuth2#tokenParam}.
     */
    static OAuth2 extensionGrant(String grantType, String tokenUrl) {
        return new OAuth2(OAuth2.Grant.EXTENSION, tokenUrl).grantType(grantType);
    }

    /** OAuth 1.0a (RFC 5849). */
    static OAuth1 oauth1(String requestTokenUrl, String authorizeUrl, String accessTokenUrl) {
        return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, OAuth1.Signature.HMAC_SHA1, "", Map.of());
    }

    /** What the person enters is the credential. */
    record StoredFields() implements Auth {
        @Override
        public String kind() {
            return "stored-fields";
        }
    }

    /** No login is needed. */
    record None() implements Auth {
        @Override
        public String kind() {
            return "none";
        }
    }

    /** A sign-in that the provider runs step by step. */
    record Interactive() implements Auth {
        @Override
        public String kind() {
            return "interactive";
        }
    }

    /**
     * OAuth 1.0a (RFC 5849). URLs may hold {@code {field}} placeholders. The client identifier (consumer key) is the field
     * {@value OAuth2#CLIENT_ID}, its secret {@value OAuth2#CLIENT_SECRET}, its RSA key {@value OAuth2#PRIVATE_KEY}.
     *
     * @param requestTokenUrl section 2.1
     * @param authorizeUrl section 2.2
     * @param accessTokenUrl section 2.3
     * @param signature section 3.4
     * @param signatureField the choice field that overrides {@code signature} with one of its words in lower case and with
     *     hyphens ({@code hmac-sha1}); empty where there is none
     * @param authorizeParams parameters to add to the authorize URL; templates
     */
    record OAuth1(
            String requestTokenUrl,
            String authorizeUrl,
            String accessTokenUrl,
            Signature signature,
            String signatureField,
            Map<String, String> authorizeParams)
            implements Auth {
        /** The signature method. */
        public enum Signature {
            /** RFC 5849 section 3.4.2. */
            HMAC_SHA1,
            /** As HMAC-SHA1, with SHA-256. */
            HMAC_SHA256,
            /** RFC 5849 section 3.4.3. */
            RSA_SHA1,
            /** RFC 5849 section 3.4.4, over TLS only. */
            PLAINTEXT
        }

        /** Copies the map. */
        public OAuth1 {
            authorizeParams = Map.copyOf(authorizeParams);
        }

        @Override
        public String kind() {
            return "oauth1";
        }

        /** With another signature method. */
        public OAuth1 signedBy(Signature method) {
            return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, method, signatureField, authorizeParams);
        }

        /** With the signature method the person chooses in this field. */
        public OAuth1 signatureFrom(Field<String> field) {
            return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, signature, field.name(), authorizeParams);
        }

        /** With a parameter in the authorize URL, such as Trello's {@code expiration}. */
        public OAuth1 authorizeParam(String name, String template) {
            Map<String, String> more = new TreeMap<>(authorizeParams);
            more.put(name, template);
            return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, signature, signatureField, more);
        }
    }
}
