package dev.patchbay.core.internal.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.host.auth.Tokens;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        Tokens tokens = held.tokens();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("access", tokens.accessToken().reveal());
        out.put("tokenSecret", revealed(tokens.tokenSecret())).put("refresh", revealed(tokens.refreshToken()));
        out.put("lifetime", tokens.lifetime() == null ? null : tokens.lifetime().toMillis()).put("subject", tokens.subject());
        if (tokens.scopes() != null) {
            tokens.scopes().forEach(out.putArray("scopes")::add);
        }
        held.requested().forEach(out.putArray("requested")::add);
        out.put("account", held.appAccount()).put("accountLabel", held.appAccountLabel());
        return out.put("issuedAt", held.issuedAt()).put("expiresAt", held.expiresAt());
    }

    private static HeldTokens held(JsonNode in) {
        Long lifetime = JsonParts.number(in, "lifetime");
        Tokens tokens = new Tokens(
                Secret.of(in.path("access").asText()),
                JsonParts.secret(in, "tokenSecret"),
                JsonParts.secret(in, "refresh"),
                lifetime == null ? null : Duration.ofMillis(lifetime),
                in.has("scopes") ? JsonParts.each(in.path("scopes"), JsonNode::asText) : null,
                Map.of(), // they are among the values by now
                JsonParts.text(in, "subject"));
        return new HeldTokens(
                tokens, JsonParts.each(in.path("requested"), JsonNode::asText), JsonParts.text(in, "account"),
                JsonParts.text(in, "accountLabel"), in.path("issuedAt").asLong(), JsonParts.number(in, "expiresAt"), 0);
    }

    private static @Nullable String revealed(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }
}
