package dev.patchbay.rest.internal;

import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110 section 13) and repeated ones. */
final class Preconditions {
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private Preconditions() {}

    /** The version named by {@code If-Match}; null where there is none, or {@code *}. */
    static @Nullable Long version(Exchange exchange) {
        String header = exchange.header("If-Match").orElse("*").strip();
        if (header.equals("*")) {
            return null;
        }
        Matcher tag = ENTITY_TAG.matcher(header);
        if (!tag.matches()) {
            throw malformed("If-Match", "entity-tag", "The value is an ETag as a read gave it, in its quotes, or *.");
        }
        return Long.valueOf(tag.group(1));
    }

    /** Whether {@code If-None-Match: *} forbids replacing what is there. */
    static boolean mustBeNew(Exchange exchange) {
        String header = exchange.header("If-None-Match").orElse("").strip();
        if (!header.isEmpty() && !header.equals("*")) {
            throw malformed("If-None-Match", "entity-tag", "The only value understood here is *.");
        }
        return header.equals("*");
    }

    /** The {@code Idempotency-Key} with the body it stands for, or null. */
    static @Nullable Idempotency idempotency(Exchange exchange, BodyFields body) {
        String key = exchange.header("Idempotency-Key").orElse(null);
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw malformed("Idempotency-Key", "format", "The value is 1 to 255 visible ASCII characters.");
        }
        return new Idempotency(key, body.digest());
    }

    private static ProblemException malformed(String header, String code, String message) {
        return new ProblemException(ProblemType.MALFORMED, "The header " + header + " cannot be used.",
                List.of(new FieldError(header, code, message)));
    }
}
