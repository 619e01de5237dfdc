package dev.patchbay.oauth.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Optional;

/**
 * The claims of a JWT that came straight from a token endpoint over TLS, which stands in for the signature (OpenID Connect Core
 * section 3.1.3.7, number 6). Not for a JWT that came any other way.
 */
final class UnverifiedJwt {
    private UnverifiedJwt() {}

    /** The claims; empty where the text is no JWT with readable claims. */
    static Optional<JWTClaimsSet> claims(String text) {
        try {
            return Optional.ofNullable(JWTParser.parse(text).getJWTClaimsSet());
        } catch (ParseException | IllegalArgumentException noJwt) {
            return Optional.empty();
        }
    }
}
