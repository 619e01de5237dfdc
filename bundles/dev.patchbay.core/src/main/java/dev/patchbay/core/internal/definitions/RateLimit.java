package dev.patchbay.core.internal.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Limits;
import dev.patchbay.declaration.DefinitionJson;
import java.util.Optional;

/** Tells from an app's reply whether there were too many requests. Stateless. */
public final class RateLimit {
    private static final int TOO_MANY = 429;

    private RateLimit() {}

    /**
     * Lets a reply pass that is none for too many requests.
     *
     * @throws ConnectionFailure {@code RATE_LIMITED} where it is one, by its status or as the method declares
     */
    public static void refuse(Limits limits, HttpReply reply) {
        boolean used = reply.status() >= 400 && !limits.remainingHeader().isEmpty()
                && reply.header(limits.remainingHeader()).map(String::strip).filter("0"::equals).isPresent();
        if (reply.status() == TOO_MANY || used || isMarked(limits, reply)) {
            String wait = reply.header(limits.retryAfterHeader()).map(String::strip)
                    .filter(text -> text.matches("\\d{1,7}")).map(seconds -> " for " + seconds + " s").orElse("");
            throw new ConnectionFailure(Reason.RATE_LIMITED, "The app asked to slow down" + wait + ".");
        }
    }

    private static boolean isMarked(Limits limits, HttpReply reply) {
        return !limits.errorPath().isEmpty() && tree(reply.text())
                .flatMap(json -> JsonPath.text(json, limits.errorPath())).filter(limits.errorValues()::contains).isPresent();
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(DefinitionJson.tree(text));
        } catch (IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }
}
