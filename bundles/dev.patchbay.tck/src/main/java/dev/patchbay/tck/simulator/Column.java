package dev.patchbay.tck.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of a table of facts. Pairs are {@code name=value&name=value}; URLs, pairs and placements may hold {@code {holes}}. */
public enum Column {
    /** The app: the id of its provider. */
    ID,
    /** What people call it. */
    LABEL,
    /** The category it is listed in. */
    CATEGORY,
    /** The id of the method: one row for each. */
    METHOD,
    /** How a credential comes to be. */
    AUTH("oauth2-code", "oauth2-client", "oauth2-extension", "oauth2-jwt", "oauth2-device", "oauth1", "key", "basic"),
    /** The URL that paths of the API stand below. */
    BASE_URL,
    /**
     * Where requests to the API carry the credential, parts separated by {@code " | "}: {@code header:Name=template},
     * {@code query:name=template}, {@code cookie:name=template}, {@code body:name=template}, {@code path:template},
     * {@code basic:user:password}.
     */
    PLACEMENT,
    /** Pairs: headers the API demands beside the credential. */
    STATIC_HEADERS,
    /** Pairs: a value for each hole and each captured value, as a real account has them. */
    SAMPLE,
    /** Where the person is sent to. */
    AUTHORIZE_URL,
    /** OAuth 1.0a: where temporary credentials are asked for (RFC 5849 section 2.1). */
    REQUEST_TOKEN_URL,
    /** Where tokens are asked for; OAuth 1.0a: token credentials (RFC 5849 section 2.3). */
    TOKEN_URL,
    /** Where tokens are renewed, if elsewhere. */
    REFRESH_URL,
    /** Where tokens are given up (RFC 7009). */
    REVOKE_URL,
    /** The HTTP method of token requests. */
    TOKEN_METHOD("post", "get"),
    /** How the client identifies itself; {@code either} is Basic or in the body. */
    CLIENT_AUTH("basic", "body", "either", "none", "private-key-jwt"),
    /** The form of token requests. */
    BODY_FORMAT("form", "json", "query"),
    /** What the app makes of PKCE (RFC 7636). */
    PKCE("required", "accepted", "refused"),
    /** Words: scopes that must be asked for. */
    SCOPES,
    /** What stands between scopes. */
    SCOPE_SEPARATOR("space", "comma", "plus", "none"),
    /** Pairs: parameters the authorize URL must have. */
    AUTHORIZE_PARAMS,
    /** Pairs: parameters the first token request must have. */
    TOKEN_PARAMS,
    /** Pairs: parameters a request that renews must have. */
    REFRESH_PARAMS,
    /** Pairs: headers token requests must have. */
    TOKEN_HEADERS,
    /** Pairs: standard parameters with the app's name for them, {@code authorize.} or another leg before one for that alone. */
    RENAMED,
    /** Words: standard parameters that the app refuses, {@code authorize.} or another leg before one for that alone. */
    REMOVED,
    /** Pairs: where a token reply has what RFC 6749 section 5.1 names. */
    REPLY,
    /** What a token reply is. */
    REPLY_FORM("json", "form", "text"),
    /** A pair: what a reply has in a success alone, where a 200 may be an error. */
    REPLY_SUCCESS,
    /** Where a reply has its error code. */
    REPLY_ERROR,
    /** What the reply says of the end of an access token. */
    EXPIRY_FORM("none", "seconds", "milliseconds", "timestamp", "epoch-seconds", "epoch-milliseconds", "jwt-exp"),
    /** How long an access token lasts. */
    EXPIRY_SECONDS,
    /** How tokens are renewed. */
    REFRESH("rotates", "reusable", "none", "extend", "rerun"),
    /** How long a refresh token lasts. */
    REFRESH_SECONDS,
    /** Pairs: parameters of the redirect back, each with the hole it fills. */
    REDIRECT_CAPTURES,
    /** Pairs: paths in the token reply, each with the hole it fills. */
    REPLY_CAPTURES,
    /** The method of the request that tells whose credential it is. */
    WHOAMI_METHOD,
    /** Its URL, or the path below the base URL. */
    WHOAMI_URL,
    /** Its body. */
    WHOAMI_BODY,
    /** The status of a success. */
    WHOAMI_STATUS,
    /** A pair: what the reply has in a success alone. */
    WHOAMI_PREDICATE,
    /** The path of the account's id in the reply. */
    ACCOUNT_ID,
    /** The path of the account's name in the reply. */
    ACCOUNT_LABEL,
    /** Pairs: paths in the reply, each with the hole it fills. */
    WHOAMI_CAPTURES,
    /** Words: numbers of known quirks. */
    QUIRKS,
    /** Where all this is documented. */
    SOURCE,
    /** When somebody looked there. */
    DATE,
    /** When it was last tried with the real app, or {@code never}. */
    VERIFIED,
    /** The name of its icon. */
    ICON;

    private final String header;
    private final List<String> words;

    Column(String... words) {
        StringBuilder text = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
            text.append(text.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        this.header = text.toString();
        this.words = List.of(words);
    }

    /** Its name in the header: {@code authorizeUrl}. */
    public String header() {
        return header;
    }

    /** The words a cell may be; empty where it may be anything. */
    List<String> words() {
        return words;
    }

    static Optional<Column> find(String header) {
        for (Column column : values()) {
            if (column.header.equals(header)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
