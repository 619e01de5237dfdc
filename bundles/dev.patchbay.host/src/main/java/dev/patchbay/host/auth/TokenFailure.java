package dev.patchbay.host.auth;

import dev.patchbay.api.Failure;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an exchange failed. Its text is for people, says what to do, and holds no secret and nothing the app wrote unasked. */
public final class TokenFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What it means for the connection. */
    public enum Kind {
        /** {@code invalid_grant}: the app does not honour the grant (any more). */
        GRANT_ENDED,
        /** {@code invalid_client}, {@code unauthorized_client}, {@code invalid_scope}, {@code redirect_uri}: the OAuth client is set up wrongly. */
        CLIENT_REFUSED,
        /** {@code access_denied}: the person said no. */
        DENIED,
        /** The code or ticket ended before the person was finished. */
        EXPIRED,
        /** The callback is not the answer to what was asked: another {@code iss}, no code, another token. */
        FORGED,
        /** Nothing was sent, or the app said that it could not: 429, 5xx, no connection. Trying later is right. */
        TEMPORARY,
        /** Sent, and no usable answer: cut off, no token in it, HTML. The app may have acted on it. */
        LOST,
        /** The guard did not let it out. */
        REFUSED_HERE
    }

    private final Kind kind;
    private final transient Failure failure;
    private final String code;
    private final transient @Nullable Duration retryAfter;

    /**
     * A failure.
     *
     * @param code the error code of the app ({@code invalid_grant}), of {@code [a-z0-9_.-]} and at most 64 characters, or empty
     * @param retryAfter what the app asked for, or null
     */
    public TokenFailure(Kind kind, Failure failure, String code, @Nullable Duration retryAfter) {
        super(kind + ": " + failure.message());
        this.kind = kind;
        this.failure = failure;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** What it means. */
    public Kind kind() {
        return kind;
    }

    /** For people. */
    public Failure failure() {
        return failure;
    }

    /** The app's error code; empty where there is none. */
    public String code() {
        return code;
    }

    /** When the app wants to be asked again, or null. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
