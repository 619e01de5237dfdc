package dev.patchbay.declaration;

import java.util.Map;

/**
 * A sample of what passes between host and app, replayed by the contract tests. Immutable.
 *
 * @param method the id of the method
 * @param leg which exchange it is
 * @param values the connection's values, by field
 * @param status the status of the reply; 200 unless told
 * @param mediaType the media type of the reply; JSON unless told
 * @param body the reply as text; empty for {@link Leg#AUTHORIZE}
 * @param expected what comes of it. For {@link Leg#AUTHORIZE}: {@code url} is the address without its query, every other key a
 *     query parameter. For replies: {@code accessToken}, {@code refreshToken}, {@code expiresIn} in seconds, {@code scope} with
 *     spaces between, {@code error} for one that is refused, every other key a captured field
 */
public record TestVector(
        String method, Leg leg, Map<String, String> values, int status, String mediaType, String body, Map<String, String> expected) {
    /** An exchange. */
    public enum Leg {
        /** The URL a person is sent to. */
        AUTHORIZE,
        /** The reply to the first token request. */
        TOKEN,
        /** The reply to a request that renews. */
        REFRESH
    }

    /** Copies the maps. */
    public TestVector {
        values = Map.copyOf(values);
        expected = Map.copyOf(expected);
    }
}
