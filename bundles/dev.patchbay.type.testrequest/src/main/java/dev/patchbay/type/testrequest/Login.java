package dev.patchbay.type.testrequest;

import dev.patchbay.api.Secret;

/**
 * What a test request presents. Immutable; prints no value, not even the user's name.
 *
 * @param user the user of Basic authentication; secret, because an API key alone stands there
 * @param password the password of Basic authentication
 * @param secret what stands alone as Bearer token, in a header or in a query parameter
 * @param key the public part beside it, for APIs that want both; empty where there is none
 */
public record Login(Secret user, Secret password, Secret secret, String key) {

    /** Never a value. */
    @Override
    public String toString() {
        return "Login[***]";
    }
}
