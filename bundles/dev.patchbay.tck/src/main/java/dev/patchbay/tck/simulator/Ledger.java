package dev.patchbay.tck.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a simulated app gave out. Thread-safe. */
final class Ledger {
    /** What a code was given for. */
    record Code(String redirectUri, @Nullable String challenge) {}

    /** All that came of one sign-in; a refresh token that is used twice ends it (RFC 9700 section 4.14.2). */
    static final class Family {
        private String refresh = "";
        private @Nullable Instant refreshEnds;
        private boolean ended;
    }

    private record Access(Family family, @Nullable Instant ends) {}

    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Family> byRefresh = new HashMap<>();
    private final Map<String, Access> byAccess = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int made;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** A text nobody was given yet. */
    synchronized String fresh(String kind) {
        return "simulated-" + kind + "-" + (++made);
    }

    /** A token of OAuth 1.0a, with a secret of its own. */
    synchronized String signed(String kind) {
        String token = fresh(kind);
        secrets.put(token, fresh("secret"));
        return token;
    }

    /** The secret of one; empty where this app gave none such. */
    synchronized Optional<String> secretOf(String token) {
        return Optional.ofNullable(secrets.get(token));
    }

    /** Whether this comes for the first time. */
    synchronized boolean isFirst(String what) {
        return seen.add(what);
    }

    synchronized String code(Code code) {
        String name = fresh("code");
        codes.put(name, code);
        return name;
    }

    /** A code is good once. */
    synchronized Optional<Code> takeCode(String name) {
        return Optional.ofNullable(codes.remove(name));
    }

    /** A refresh token of this family, which takes the place of the former. */
    synchronized String refresh(Family family, @Nullable Instant ends) {
        family.refresh = fresh("refresh");
        family.refreshEnds = ends;
        byRefresh.put(family.refresh, family);
        return family.refresh;
    }

    /** Notes an access token. */
    synchronized void access(Family family, String token, @Nullable Instant ends) {
        byAccess.put(token, new Access(family, ends));
    }

    /**
     * The family of a refresh token.
     *
     * @param once whether one that was replaced ends everything
     */
    synchronized Family familyOf(String refresh, boolean once) {
        Family family = byRefresh.get(refresh);
        Refused.unless(family != null, 400, "invalid_grant", "the refresh token is none that this app gave");
        Family found = Objects.requireNonNull(family);
        if (once && !found.refresh.equals(refresh)) {
            found.ended = true;
            throw new Refused(400, "invalid_grant", "the refresh token was used before: each is good once, and the sign-in has ended");
        }
        Refused.unless(!found.ended, 400, "invalid_grant", "the sign-in has ended");
        Instant ends = found.refreshEnds;
        Refused.unless(ends == null || clock.instant().isBefore(ends), 400, "invalid_grant", "the refresh token has ended");
        return found;
    }

    /** The family of an access token that is still good. */
    synchronized Optional<Family> familyOfAccess(String token) {
        Access access = byAccess.get(token);
        boolean good = access != null && !access.family().ended
                && (access.ends() == null || clock.instant().isBefore(access.ends()));
        return good ? Optional.of(access.family()) : Optional.empty();
    }

    /** Ends the sign-in a token belongs to; an unknown one is ended already (RFC 7009 section 2.2). */
    synchronized void end(String token) {
        Family family = byRefresh.get(token);
        Access access = byAccess.get(token);
        if (family != null) {
            family.ended = true;
        }
        if (access != null) {
            access.family().ended = true;
        }
    }
}
