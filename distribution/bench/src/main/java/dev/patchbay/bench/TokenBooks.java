package dev.patchbay.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a strict authorization server knows: a refresh token is good for one request, and one that comes twice ends all tokens
 * of its sign-in (RFC 9700, section 4.14.2). It keeps when everything happened. Times are milliseconds. Thread-safe.
 */
final class TokenBooks {
    /** What one sign-in gave. */
    private static final class Family {
        final List<Access> accesses = new ArrayList<>();
        long revokedAt = Long.MAX_VALUE;
    }

    /** An access token. */
    private static final class Access {
        final Family family;
        final long endsAt;
        boolean presented;

        Access(Family family, long endsAt) {
            this.family = family;
            this.endsAt = endsAt;
            family.accesses.add(this);
        }

        boolean isGood(long at) {
            return at < endsAt && at < family.revokedAt;
        }
    }

    private static final class Refresh {
        final Family family;
        @Nullable Use use;

        Refresh(Family family) {
            this.family = family;
        }
    }

    private record Code(String challenge, String redirectUri) {}

    /** One use of a refresh token that was granted. */
    static final class Use {
        private final long arrivedAt;
        private final Access given;
        private long answeredAt = Long.MAX_VALUE;

        private Use(long arrivedAt, Access given) {
            this.arrivedAt = arrivedAt;
            this.given = given;
        }
    }

    /**
     * What a request is answered with.
     *
     * @param tokens the members of the reply, or null where it is {@code invalid_grant}
     * @param use to be told when it is answered; null where nothing was used
     */
    record Answered(@Nullable String tokens, @Nullable Use use) {}

    /**
     * An {@code invalid_grant}.
     *
     * @param arrivedAt when the request came that had used the refresh token before; -1 where none had
     * @param answeredAt when it was answered, or when the second one came where it was not yet
     * @param seen whether a consumer had a token of that answer, so that the host must have had it too
     */
    record Refusal(long arrivedAt, long answeredAt, boolean seen) {}

    private final LongSupplier clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Refresh> refreshes = new HashMap<>();
    private final Map<String, Access> accesses = new HashMap<>();
    private final List<Family> families = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private long lifetime;
    private long made;
    private int renewals;

    /**
     * @param lifetime of access tokens, in seconds
     */
    TokenBooks(LongSupplier clock, long lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** How many seconds access tokens last from now on. */
    synchronized void lifetime(long seconds) {
        lifetime = seconds;
    }

    /** A code for a person who said yes. */
    synchronized String authorize(String challenge, String redirectUri) {
        String code = fresh("code");
        codes.put(code, new Code(challenge, redirectUri));
        return code;
    }

    /** Answers a token request (RFC 6749, sections 4.1.3 and 6). */
    synchronized Answered exchange(Map<String, String> form, long arrivedAt) {
        return "authorization_code".equals(form.get("grant_type")) ? signIn(form) : renew(form, arrivedAt);
    }

    private Answered signIn(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null || !code.redirectUri().equals(form.get("redirect_uri"))
                || !code.challenge().equals(s256(form.getOrDefault("code_verifier", "")))) {
            return refused(new Refusal(-1, -1, false));
        }
        Family family = new Family();
        families.add(family);
        return new Answered(tokens(family, fresh("access")), null);
    }

    private Answered renew(Map<String, String> form, long arrivedAt) {
        Refresh refresh = refreshes.get(form.getOrDefault("refresh_token", ""));
        Use former = refresh == null ? null : refresh.use;
        if (former != null) {
            long now = clock.getAsLong();
            refresh.family.revokedAt = Math.min(refresh.family.revokedAt, now);
            return refused(new Refusal(former.arrivedAt, Math.min(former.answeredAt, now), former.given.presented));
        }
        if (refresh == null || refresh.family.revokedAt != Long.MAX_VALUE) {
            return refused(new Refusal(-1, -1, false));
        }
        renewals++;
        String access = fresh("access");
        String tokens = tokens(refresh.family, access);
        Use use = new Use(arrivedAt, accesses.get(access));
        refresh.use = use;
        return new Answered(tokens, use);
    }

    private Answered refused(Refusal refusal) {
        refusals.add(refusal);
        return new Answered(null, null);
    }

    private String tokens(Family family, String access) {
        String refresh = fresh("refresh");
        refreshes.put(refresh, new Refresh(family));
        accesses.put(access, new Access(family, clock.getAsLong() + lifetime * 1_000));
        return "{\"token_type\": \"Bearer\", \"access_token\": \"" + access + "\", \"expires_in\": " + lifetime
                + ", \"refresh_token\": \"" + refresh + "\"}";
    }

    /** The answer has been sent, or could not be. */
    synchronized void answered(Use use) {
        use.answeredAt = clock.getAsLong();
    }

    /** A request to the API: whether the token is good. */
    synchronized boolean present(String access) {
        Access found = accesses.get(access);
        if (found != null) {
            found.presented = true;
        }
        return found != null && found.isGood(clock.getAsLong());
    }

    /** Whether it was good then. */
    synchronized boolean wasGood(String access, long at) {
        Access found = accesses.get(access);
        return found != null && found.isGood(at);
    }

    /** How many access tokens ended in the hands of consumers who were given another one by the same sign-in. */
    synchronized int expiries() {
        int count = 0;
        for (Family family : families) {
            List<Access> seen = family.accesses.stream().filter(access -> access.presented).toList();
            long now = clock.getAsLong();
            count += (int) seen.stream().limit(Math.max(0, seen.size() - 1)).filter(access -> access.endsAt <= now).count();
        }
        return count;
    }

    /** How many renewals were granted. */
    synchronized int renewals() {
        return renewals;
    }

    /** Every {@code invalid_grant}, in order. */
    synchronized List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    private String fresh(String kind) {
        made++;
        return kind + "-" + made;
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
