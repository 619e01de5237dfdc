package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A sign-in under way, as a part of the session's JSON. */
final class AttemptJson {
    private AttemptJson() {}

    static ObjectNode write(SignInAttempt attempt) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("method", attempt.method()).put("client", attempt.client()).put("nonce", attempt.nonce());
        out.put("values", JsonParts.values(attempt.values())).put("since", attempt.since());
        attempt.scopes().forEach(out.putArray("scopes")::add);
        JsonParts.texts(out.putObject("signIn"), attempt.signIn());
        out.put("leave", text(attempt.leave()));
        SignInAttempt.Code code = attempt.code();
        if (code != null) {
            out.putObject("code").put("at", code.at().toString()).put("complete", text(code.complete()))
                    .put("code", code.code()).put("interval", code.interval())
                    .put("until", code.until()).put("nextPoll", code.nextPoll());
        }
        if (attempt.turn() != null) {
            out.set("turn", attempt.turn().write());
        }
        return out;
    }

    static SignInAttempt read(JsonNode in) {
        JsonNode code = in.path("code");
        return new SignInAttempt(
                in.path("method").asText(),
                JsonParts.text(in, "client"),
                JsonParts.values(in.path("values")),
                JsonParts.each(in.path("scopes"), JsonNode::asText),
                in.path("nonce").asText(),
                JsonParts.texts(in.path("signIn")),
                JsonParts.uri(in, "leave"),
                code.isObject()
                        ? new SignInAttempt.Code(
                                URI.create(code.path("at").asText()), JsonParts.uri(code, "complete"), code.path("code").asText(),
                                code.path("interval").asLong(), code.path("until").asLong(), code.path("nextPoll").asLong())
                        : null,
                in.path("since").asLong(),
                in.has("turn") ? ProviderTurn.read(in.path("turn")) : null);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
