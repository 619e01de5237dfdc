package dev.patchbay.oauth.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.JwtAssertion;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.host.auth.TokenFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the signed assertions of RFC 7523, with the client's private key. Thread-safe. */
final class Assertions {
    private static final int CLIENT_LIFETIME_SECONDS = 300;
    private static final int ID_BYTES = 16;

    private final Clock clock;
    private final RandomGenerator random;

    Assertions(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The assertion of an authorization grant (section 2.1), as declared. */
    String grant(OAuth2Call call, String tokenEndpoint) {
        JwtAssertion declared = Optional.ofNullable(call.auth().assertion())
                .orElseThrow(() -> OAuth2Call.misconfigured("The integration declares no assertion. Report this to its author."));
        JWTClaimsSet.Builder claims = claims(filled(call, declared.issuer(), "issuer"), declared.lifetimeSeconds());
        claims.audience(declared.audience().isEmpty() ? tokenEndpoint : filled(call, declared.audience(), "audience"));
        call.fill(declared.subject()).filter(s -> !s.isEmpty()).ifPresent(claims::subject);
        declared.claims().forEach((name, template) -> call.fill(template).ifPresent(value -> claims.claim(name, value)));
        return signed(call, declared.algorithm(), claims.build());
    }

    /** The assertion by which a client identifies itself (section 2.2), ES256 with an EC key, RS256 otherwise. */
    String client(OAuth2Call call, String tokenEndpoint) {
        JwtAssertion declared = call.auth().assertion();
        JWTClaimsSet claims = claims(call.clientId(), CLIENT_LIFETIME_SECONDS)
                .subject(call.clientId()).audience(tokenEndpoint).build();
        return declared != null ? signed(call, declared.algorithm(), claims) : signedByKind(call, claims);
    }

    private String signedByKind(OAuth2Call call, JWTClaimsSet claims) {
        try {
            return signed(call, JWSAlgorithm.RS256.getName(), claims);
        } catch (TokenFailure noRsaKey) {
            try {
                return signed(call, JWSAlgorithm.ES256.getName(), claims);
            } catch (TokenFailure noEcKeyEither) {
                throw noRsaKey;
            }
        }
    }

    private JWTClaimsSet.Builder claims(String issuer, int lifetimeSeconds) {
        Instant now = clock.instant();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new JWTClaimsSet.Builder().issuer(issuer).jwtID(HexFormat.of().formatHex(id))
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(lifetimeSeconds)));
    }

    private static String filled(OAuth2Call call, String template, String claim) {
        return call.fill(template).filter(text -> !text.isEmpty()).orElseThrow(() ->
                OAuth2Call.misconfigured("A value for the " + claim + " of the signed assertion is missing. Enter it."));
    }

    private static String signed(OAuth2Call call, String algorithm, JWTClaimsSet claims) {
        Secret pem = Secret.of(call.value(OAuth2.PRIVATE_KEY).orElseThrow(() ->
                OAuth2Call.misconfigured("The OAuth client has no private key. Paste the one made for it at the app.")));
        JWSAlgorithm jws = JWSAlgorithm.parse(algorithm);
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(jws).type(JOSEObjectType.JWT)
                    .keyID(call.value(OAuth2.KEY_ID).orElse(null)).build(), claims);
            jwt.sign(signer(jws, pem));
            String text = jwt.serialize();
            call.secrets().add(text);
            return text;
        } catch (JOSEException | IllegalArgumentException e) {
            /* without the cause: it may quote the key */
            throw OAuth2Call.misconfigured("The private key cannot sign with " + jws.getName()
                    + ". RS256 needs an RSA key of 2048 bits or more, ES256 a key on the curve P-256.");
        }
    }

    private static JWSSigner signer(JWSAlgorithm algorithm, Secret pem) throws JOSEException {
        return JWSAlgorithm.Family.EC.contains(algorithm) ? new ECDSASigner(PemKey.ec(pem)) : new RSASSASigner(PemKey.rsa(pem));
    }
}
