package dev.patchbay.api.provider;

import java.util.Map;
import java.util.TreeMap;

/**
 * The claims of a signed assertion (RFC 7523 section 3), each a template. The key is the client's
 * {@value OAuth2#PRIVATE_KEY}, its id {@value OAuth2#KEY_ID}. Immutable; each method gives a changed copy.
 *
 * @param algorithm the JWS algorithm (RFC 7518 section 3.1): {@code RS256} or {@code ES256}
 * @param issuer {@code iss}
 * @param subject {@code sub}; empty for none
 * @param audience {@code aud}; empty for the token endpoint
 * @param lifetimeSeconds from {@code iat} to {@code exp}
 * @param claims further claims
 */
public record JwtAssertion(
        String algorithm, String issuer, String subject, String audience, int lifetimeSeconds, Map<String, String> claims) {
    /** Copies the map. */
    public JwtAssertion {
        claims = Map.copyOf(claims);
    }

    /** RS256, five minutes, without subject, for the token endpoint. */
    public static JwtAssertion issuedBy(String issuer) {
        return new JwtAssertion("RS256", issuer, "", "", 300, Map.of());
    }

    /** For this subject. */
    public JwtAssertion subject(String template) {
        return new JwtAssertion(algorithm, issuer, template, audience, lifetimeSeconds, claims);
    }

    /** For another audience than the token endpoint. */
    public JwtAssertion audience(String template) {
        return new JwtAssertion(algorithm, issuer, subject, template, lifetimeSeconds, claims);
    }

    /** With another algorithm. */
    public JwtAssertion algorithm(String name) {
        return new JwtAssertion(name, issuer, subject, audience, lifetimeSeconds, claims);
    }

    /** With another lifetime in seconds. */
    public JwtAssertion lifetime(int seconds) {
        return new JwtAssertion(algorithm, issuer, subject, audience, seconds, claims);
    }

    /** With one more claim; {@code {scopes}} stands for the requested scopes. */
    public JwtAssertion claim(String name, String template) {
        Map<String, String> more = new TreeMap<>(claims);
        more.put(name, template);
        return new JwtAssertion(algorithm, issuer, subject, audience, lifetimeSeconds, more);
    }
}
