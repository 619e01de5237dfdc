package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.core.internal.tokens.TokensJson;
import java.nio.charset.StandardCharsets;

/** What waits for a person's word to be stored, as a part of the session's JSON. */
final class SignedInJson {
    private SignedInJson() {}

    static ObjectNode write(SignedIn signedIn) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("method", signedIn.method()).put("client", signedIn.client()).put("before", signedIn.before());
        out.put("values", JsonParts.values(signedIn.values()));
        out.set("report", JsonParts.report(signedIn.report()));
        if (signedIn.tokens() != null) {
            out.set("tokens", write(signedIn.tokens()));
        }
        return out;
    }

    static SignedIn read(JsonNode in) {
        return new SignedIn(
                in.path("method").asText(),
                JsonParts.text(in, "client"),
                JsonParts.values(in.path("values")),
                in.has("tokens") ? held(in.path("tokens")) : null,
                JsonParts.report(in.path("report")),
                JsonParts.text(in, "before"));
    }

    private static ObjectNode write(HeldTokens held) {
        return JsonNodeFactory.instance.objectNode()
                .put("set", new String(TokensJson.write(held), StandardCharsets.UTF_8))
                .put("issuedAt", held.issuedAt()).put("expiresAt", held.expiresAt());
    }

    private static HeldTokens held(JsonNode in) {
        byte[] tokens = in.path("set").asText().getBytes(StandardCharsets.UTF_8);
        return TokensJson.read(tokens, in.path("issuedAt").asLong(), JsonParts.number(in, "expiresAt"), 0);
    }
}
