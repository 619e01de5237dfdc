package dev.patchbay.app.sandbox.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the app knows: its two people, what they allowed, and what was issued for it. Refresh tokens rotate; one that comes a
 * second time ends everything that came from the same sign-in (RFC 9700 section 4.14.2). Thread-safe.
 */
final class Sandbox {
    static final String CLIENT = "sandbox-client";
    static final String CLIENT_SECRET = "sandbox-secret";
    static final String KEY = "sandbox-key";
    static final int TOKEN_SECONDS = 60;
    /** People by id. */
    static final Map<String, String> PEOPLE = Map.of("alice", "Alice", "bob", "Bob");

    private static final int CODE_MILLIS = 60_000;
    private static final int DEVICE_MILLIS = 600_000;
    private static final int MOST = 1_000;

    /** One sign-in: everything issued for it ends with it. */
    static final class Grant {
        final String person;
        final Set<String> scopes;
        boolean ended;

        Grant(String person, Set<String> scopes) {
            this.person = person;
            this.scopes = new TreeSet<>(scopes);
        }
    }

    /** An authorization code and what its exchange must show. */
    record Code(Grant grant, String redirectUri, String challenge, long endsAt) {}

    /** An access token. */
    record Access(Grant grant, long endsAt) {}

    /** A device code (RFC 8628); {@code grant} null until the person decided, and for ever where he said no. */
    static final class Device {
        final String userCode;
        final Set<String> scopes;
        final long endsAt;
        @Nullable Grant grant;
        boolean denied;
        long askedAt;

        Device(String userCode, Set<String> scopes, long endsAt) {
            this.userCode = userCode;
            this.scopes = scopes;
            this.endsAt = endsAt;
        }
    }

    /** A request or access token of OAuth 1.0a with its secret. */
    static final class Token1 {
        final String secret;
        final String callback;
        @Nullable Grant grant;
        @Nullable String verifier;

        Token1(String secret, String callback) {
            this.secret = secret;
            this.callback = callback;
        }
    }

    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, Code> codes = bounded();
    private final Map<String, Grant> usedCodes = bounded();
    private final Map<String, Access> accesses = bounded();
    private final Map<String, Grant> refreshes = bounded();
    private final Map<String, Grant> usedRefreshes = bounded();
    private final Map<String, Device> devices = bounded();
    private final Map<String, Token1> requests = bounded();
    private final Map<String, Token1> tokens = bounded();
    private final Map<String, Boolean> nonces = bounded();

    Sandbox(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** 192 random bits. */
    String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    long now() {
        return clock.millis();
    }

    synchronized String code(Grant grant, String redirectUri, String challenge) {
        String code = random();
        codes.put(code, new Code(grant, redirectUri, challenge, now() + CODE_MILLIS));
        return code;
    }

    /** Takes a code; a second time ends what the first brought. */
    synchronized Optional<Code> take(String code) {
        Code found = codes.remove(code);
        if (found == null) {
            Grant before = usedCodes.get(code);
            if (before != null) {
                before.ended = true;
            }
            return Optional.empty();
        }
        usedCodes.put(code, found.grant());
        return Optional.of(found).filter(c -> c.endsAt() > now());
    }

    synchronized String access(Grant grant) {
        String token = random();
        accesses.put(token, new Access(grant, now() + TOKEN_SECONDS * 1_000L));
        return token;
    }

    synchronized String refresh(Grant grant) {
        String token = random();
        refreshes.put(token, grant);
        return token;
    }

    /** Takes a refresh token; one that was used before ends its sign-in. */
    synchronized Optional<Grant> takeRefresh(String token) {
        Grant again = usedRefreshes.get(token);
        if (again != null) {
            again.ended = true;
            return Optional.empty();
        }
        Grant grant = refreshes.remove(token);
        if (grant != null) {
            usedRefreshes.put(token, grant);
        }
        return Optional.ofNullable(grant).filter(g -> !g.ended);
    }

    /** Who an access token stands for, while it is good. */
    synchronized Optional<Grant> bearer(String token) {
        return Optional.ofNullable(accesses.get(token)).filter(a -> a.endsAt() > now()).map(Access::grant).filter(g -> !g.ended);
    }

    /** RFC 7009: either kind of token ends its sign-in. */
    synchronized void revoke(String token) {
        Access access = accesses.get(token);
        Grant grant = access != null ? access.grant() : refreshes.get(token);
        if (grant != null) {
            grant.ended = true;
        }
    }

    /** Ends everything a person allowed; how many sign-ins that were. */
    synchronized int revokeAll(String person) {
        Set<Grant> ended = new java.util.HashSet<>();
        accesses.values().stream().map(Access::grant).forEach(ended::add);
        ended.addAll(refreshes.values());
        tokens.values().forEach(t -> Optional.ofNullable(t.grant).ifPresent(ended::add));
        ended.removeIf(g -> g.ended || !g.person.equals(person));
        ended.forEach(g -> g.ended = true);
        return ended.size();
    }

    synchronized String device(Set<String> scopes) {
        String code = random();
        String letters = "BCDFGHJKLMNPQRSTVWXZ";
        StringBuilder user = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            user.append(i == 4 ? "-" : "").append(letters.charAt(random.nextInt(letters.length())));
        }
        devices.put(code, new Device(user.toString(), scopes, now() + DEVICE_MILLIS));
        return code;
    }

    synchronized Optional<Device> device(String code) {
        return Optional.ofNullable(devices.get(code));
    }

    synchronized void forgetDevice(String code) {
        devices.remove(code);
    }

    synchronized Optional<Device> deviceByUserCode(String userCode) {
        return devices.values().stream().filter(d -> d.userCode.equals(userCode) && d.grant == null && !d.denied).findFirst();
    }

    synchronized String request(Token1 token) {
        String id = random();
        requests.put(id, token);
        return id;
    }

    synchronized Optional<Token1> request(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    /** Trades an allowed request token for an access token. */
    synchronized Optional<Map.Entry<String, Token1>> trade(String id, String verifier) {
        Token1 request = requests.get(id);
        if (request == null || request.verifier == null || !request.verifier.equals(verifier)) {
            return Optional.empty();
        }
        requests.remove(id);
        Token1 access = new Token1(random(), "");
        access.grant = request.grant;
        String token = random();
        tokens.put(token, access);
        return Optional.of(Map.entry(token, access));
    }

    synchronized Optional<Token1> token(String id) {
        return Optional.ofNullable(tokens.get(id)).filter(t -> t.grant != null && !t.grant.ended);
    }

    /** Whether a nonce comes for the first time. */
    synchronized boolean isFresh(String nonce) {
        return nonces.put(nonce, true) == null;
    }
}
