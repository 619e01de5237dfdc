package dev.patchbay.api.provider;

import java.util.List;
import java.util.function.Consumer;

/** How a credential comes to be, as data. The host runs every exchange; a provider never does. Immutable. */
public sealed interface Auth {

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

    /** OAuth 2.0 authorization code (RFC 6749 section 4.1). */
    static OAuth2 authorizationCode(String authorizeUrl, String tokenUrl) {
        return new OAuth2(OAuth2.Grant.AUTHORIZATION_CODE, authorizeUrl, tokenUrl);
    }

    /** OAuth 2.0 client credentials (RFC 6749 section 4.4). */
    static OAuth2 clientCredentials(String tokenUrl) {
        return new OAuth2(OAuth2.Grant.CLIENT_CREDENTIALS, "", tokenUrl);
    }

    /** OAuth 1.0a (RFC 5849). */
    static OAuth1 oauth1(String requestTokenUrl, String authorizeUrl, String accessTokenUrl) {
        return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, OAuth1.Signature.HMAC_SHA1);
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
     * OAuth 1.0a (RFC 5849). URLs may hold {@code {field}} placeholders.
     *
     * @param requestTokenUrl section 2.1
     * @param authorizeUrl section 2.2
     * @param accessTokenUrl section 2.3
     * @param signature section 3.4
     */
    record OAuth1(String requestTokenUrl, String authorizeUrl, String accessTokenUrl, Signature signature)
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

        @Override
        public String kind() {
            return "oauth1";
        }

        /** With another signature method. */
        public OAuth1 signedBy(Signature method) {
            return new OAuth1(requestTokenUrl, authorizeUrl, accessTokenUrl, method);
        }
    }

    /** OAuth 2.0 (RFC 6749). URLs may hold {@code {field}} placeholders. Each method gives a changed copy. */
    final class OAuth2 implements Auth {
        /** How the token is asked for. */
        public enum Grant {
            /** RFC 6749 section 4.1. */
            AUTHORIZATION_CODE,
            /** RFC 6749 section 4.4. */
            CLIENT_CREDENTIALS
        }

        /** How the client identifies itself (RFC 6749 section 2.3.1). */
        public enum ClientAuth {
            /** By the Authorization header. */
            BASIC,
            /** By parameters of the body. */
            BODY
        }

        private final Grant grant;
        private final String authorizeUrl;
        private final String tokenUrl;
        private List<String> scopes = List.of();
        private boolean pkce = true;
        private ClientAuth clientAuth = ClientAuth.BASIC;

        OAuth2(Grant grant, String authorizeUrl, String tokenUrl) {
            this.grant = grant;
            this.authorizeUrl = authorizeUrl;
            this.tokenUrl = tokenUrl;
        }

        private OAuth2 changed(Consumer<OAuth2> change) {
            OAuth2 copy = new OAuth2(grant, authorizeUrl, tokenUrl);
            copy.scopes = scopes;
            copy.pkce = pkce;
            copy.clientAuth = clientAuth;
            change.accept(copy);
            return copy;
        }

        /** Asking for these scopes. */
        public OAuth2 scopes(String... names) {
            return changed(o -> o.scopes = List.of(names));
        }

        /** Without PKCE (RFC 7636), for apps that refuse it. */
        public OAuth2 withoutPkce() {
            return changed(o -> o.pkce = false);
        }

        /** With another way of client authentication. */
        public OAuth2 clientAuth(ClientAuth way) {
            return changed(o -> o.clientAuth = way);
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

        /** The scopes asked for. */
        public List<String> scopes() {
            return scopes;
        }

        /** Whether PKCE is sent. */
        public boolean pkce() {
            return pkce;
        }

        /** How the client identifies itself. */
        public ClientAuth clientAuth() {
            return clientAuth;
        }
    }
}
