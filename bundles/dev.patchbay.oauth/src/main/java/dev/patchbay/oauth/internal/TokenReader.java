package dev.patchbay.oauth.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Capture;
import dev.patchbay.api.provider.Capture.Source;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.api.provider.TokenReply;
import dev.patchbay.host.auth.Tokens;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads tokens from a reply of the declared shape. Of one thread, as its call. */
final class TokenReader {
    /** RFC 6749 appendix A.12 and A.17; anything else breaks the header it is put in. */
    private static final Pattern TOKEN = Pattern.compile("[\\x20-\\x7E]+");
    private static final int LONGEST_CAPTURE = 4_096;

    private final OAuth2Call call;
    private final TokenReply shape;

    TokenReader(OAuth2Call call) {
        this.call = call;
        this.shape = call.auth().reply();
    }

    /** The tokens of a reply that has been found to be an answer. */
    Tokens read(ReplyTree reply, String host, Instant sentAt) {
        String access = token(reply, shape.accessToken(), host).orElseThrow(() -> Refusals.lost(host, "sent an empty token."));
        @Nullable Secret refresh = token(reply, shape.refreshToken(), host).map(Secret::of).orElse(null);
        Map<String, String> captured = new HashMap<>();
        for (Capture capture : call.auth().captures()) {
            if (capture.source() == Source.TOKEN_REPLY) {
                reply.text(capture.path()).filter(TokenReader::isCapturable).ifPresent(text -> captured.put(capture.field(), text));
            }
        }
        return new Tokens(Secret.of(access), null, refresh, Lifetimes.of(shape, reply, access, sentAt).orElse(null),
                scopes(reply).orElse(null), captured, subject(reply).orElse(null));
    }

    /** Whether a value can be one of a captured field. */
    static boolean isCapturable(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_CAPTURE && text.chars().noneMatch(Character::isISOControl);
    }

    private Optional<String> token(ReplyTree reply, String path, String host) {
        Optional<String> token = reply.text(path).filter(text -> !text.isEmpty());
        if (token.filter(text -> !TOKEN.matcher(text).matches()).isPresent()) {
            throw Refusals.lost(host, "sent a token with characters that no header can carry.");
        }
        token.ifPresent(call.secrets()::add);
        return token;
    }

    private Optional<List<String>> scopes(ReplyTree reply) {
        return reply.list(shape.scope()).or(() -> reply.text(shape.scope()).map(this::split));
    }

    /** By the separator the app uses in its answers, which need not be the one it wants in requests: GitHub's is a comma. */
    private List<String> split(String text) {
        String declared = call.auth().scopeSeparator();
        String separator = !declared.isBlank() && text.contains(declared) ? Pattern.quote(declared)
                : text.strip().chars().anyMatch(Character::isWhitespace) ? "\\s+" : ",";
        return Stream.of(text.split(separator)).map(String::strip).filter(scope -> !scope.isEmpty()).toList();
    }

    /** The subject of an ID token for this client and of this issuer (OpenID Connect Core section 3.1.3.7, numbers 2 and 3). */
    private Optional<String> subject(ReplyTree reply) {
        Optional<String> client = call.value(OAuth2.CLIENT_ID);
        return reply.text("id_token").flatMap(UnverifiedJwt::claims)
                .filter(claims -> client.filter(claims.getAudience()::contains).isPresent())
                .filter(claims -> call.issuer().isEmpty() || call.issuer().get().equals(claims.getIssuer()))
                .map(JWTClaimsSet::getSubject).filter(sub -> !sub.isEmpty() && sub.length() <= 255);
    }
}
