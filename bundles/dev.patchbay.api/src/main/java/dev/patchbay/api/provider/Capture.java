package dev.patchbay.api.provider;

/**
 * A value of the app's that becomes one of the connection's. Immutable.
 *
 * @param source where it comes from
 * @param path its path in the token reply, or the parameter of the redirect
 * @param field the field of scope {@link Field.Scope#CAPTURED} that keeps it
 */
public record Capture(Source source, String path, String field) {
    /** Where a captured value comes from. */
    public enum Source {
        /** From the token reply, by path. */
        TOKEN_REPLY,
        /** From the redirect back, by parameter. */
        REDIRECT
    }
}
