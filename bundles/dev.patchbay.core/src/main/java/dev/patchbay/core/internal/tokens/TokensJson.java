package dev.patchbay.core.internal.tokens;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.api.Secret;
import dev.patchbay.declaration.ClosedObject;
import dev.patchbay.declaration.DefinitionJson;
import dev.patchbay.host.auth.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as the bytes that are sealed: a closed JSON object. Times are columns of the row, not part of it. */
public final class TokensJson {
    private static final String ACCESS = "access";
    private static final String SECRET = "secret";
    private static final String REFRESH = "refresh";
    private static final String LIFETIME = "lifetime";
    private static final String SCOPES = "scopes";
    private static final String CAPTURED = "captured";
    private static final String SUBJECT = "subject";
    private static final String REQUESTED = "requested";
    private static final String ACCOUNT = "account";
    private static final String LABEL = "label";
    private static final String ROTATES = "rotates";

    private TokensJson() {}

    /** The tokens without times and version. */
    public static byte[] write(HeldTokens held) {
        Tokens tokens = held.tokens();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put(ACCESS, tokens.accessToken().reveal());
        put(out, SECRET, tokens.tokenSecret() == null ? null : tokens.tokenSecret().reveal());
        put(out, REFRESH, tokens.refreshToken() == null ? null : tokens.refreshToken().reveal());
        put(out, LIFETIME, tokens.lifetime() == null ? null : tokens.lifetime().toString());
        if (tokens.scopes() != null) {
            put(out, SCOPES, tokens.scopes());
        }
        ObjectNode captured = out.putObject(CAPTURED);
        tokens.captured().forEach(captured::put);
        put(out, SUBJECT, tokens.subject());
        put(out, REQUESTED, held.requested());
        put(out, ACCOUNT, held.appAccount());
        put(out, LABEL, held.appAccountLabel());
        if (held.rotates() != null) {
            out.put(ROTATES, held.rotates());
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #write} wrote; the bytes were authenticated before. */
    public static HeldTokens read(byte[] bytes, long issuedAt, @Nullable Long expiresAt, long version) {
        try {
            ClosedObject in = new ClosedObject(DefinitionJson.tree(new String(bytes, StandardCharsets.UTF_8)), "");
            String lifetime = text(in, LIFETIME);
            List<String> scopes = in.texts(SCOPES);
            Map<String, String> captured = in.textMap(CAPTURED);
            Tokens tokens = new Tokens(
                    Secret.of(in.text(ACCESS)), secret(in, SECRET), secret(in, REFRESH),
                    lifetime == null ? null : Duration.parse(lifetime),
                    in.has(SCOPES) ? scopes : null, captured, text(in, SUBJECT));
            HeldTokens held = new HeldTokens(
                    tokens, in.texts(REQUESTED), text(in, ACCOUNT), text(in, LABEL), issuedAt, expiresAt, version,
                    in.has(ROTATES) ? Boolean.valueOf(in.flag(ROTATES, false)) : null);
            in.end();
            return held;
        } catch (RuntimeException e) {
            /* whatever the text, it is not quoted */
            throw new IllegalStateException("sealed tokens are not in their form");
        }
    }

    private static @Nullable Secret secret(ClosedObject in, String key) {
        String text = text(in, key);
        return text == null ? null : Secret.of(text);
    }

    private static @Nullable String text(ClosedObject in, String key) {
        return in.has(key) ? in.text(key) : null;
    }

    private static void put(ObjectNode out, String key, @Nullable String text) {
        if (text != null) {
            out.put(key, text);
        }
    }

    private static void put(ObjectNode out, String key, List<String> texts) {
        texts.forEach(out.putArray(key)::add);
    }
}
