package dev.patchbay.core.internal.people;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.access.ApiKeyRows;
import dev.patchbay.core.internal.audit.Uses;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.ApiKeys.ApiKey;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.AccessRows.PersonSessionRow;
import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.store.StoreReader;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's sessions in the store, read anew with each request: one that was ended, or whose API key was revoked, on whichever
 * host, is none with the next; so is an account's session when the key is revoked with which its link was made. Thread-safe.
 */
public final class StoredPersonSessions implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPersonSessions.class);
    private static final Set<Scope> ACCOUNT_SCOPES = EnumSet.of(Scope.READ, Scope.WRITE, Scope.USE, Scope.SESSIONS);
    private static final String NO_LINK = "link";

    private final PeopleGround ground;
    private final ApiKeys apiKeys;
    private final ApiKeyRows keyRows;
    private final PersonLinks links;
    private final Uses uses;
    private final Supplier<SessionLimits> limits;
    private final PersonSessionRows rows;
    private final PersonKeys keys;
    private final Ids ids;

    /** What is stored of a session, and of the API key that opened it or made its link. */
    private record Found(PersonSessionRow row, @Nullable ApiKeyRow key) {}

    /** A session that has not ended, and the API key that opened it or made its link. */
    private record Live(PersonSessionRow row, @Nullable ApiKey key) {}

    public StoredPersonSessions(
            PeopleGround ground, ApiKeys apiKeys, PersonLinks links, Uses uses, Supplier<SessionLimits> limits) {
        this.ground = ground;
        this.apiKeys = apiKeys;
        this.keyRows = new ApiKeyRows(ground.vault());
        this.links = links;
        this.uses = uses;
        this.limits = limits;
        this.rows = new PersonSessionRows(ground.vault());
        this.keys = new PersonKeys(ground.random());
        this.ids = new Ids(ground.random());
    }

    @Override
    public Opened signIn(Secret presented, String address) {
        String text = presented.reveal();
        return PersonKeys.isLink(text) ? byLink(text, address) : byApiKey(text, address);
    }

    private Opened byApiKey(String text, String address) {
        Caller owner = apiKeys.authenticate(text, address);
        Secret key = keys.key();
        PersonSessionRow row = rows.ofApiKey(
                ids.next(Ids.SESSION), PersonKeys.hash(key.reveal()), owner.id(), owner.account(), owner.label(), now());
        Optional<ApiKeyRow> stored = ground.database().read(r -> r.findApiKeyById(owner.id()));
        Live live = live(new Found(row, stored.orElse(null))).orElseThrow(StoredPersonSessions::ended);
        ground.database().write(w -> {
            w.insertPersonSession(row);
            return ground.audit().append(
                    w, caller(live, address), "session.sign-in", row.id(), row.account(), Map.of("by", owner.id()));
        });
        return opened(live, key);
    }

    private Opened byLink(String token, String address) {
        byte[] hash = PersonKeys.hash(token);
        Optional<Found> found = ground.database().read(r -> r.findPersonSessionByLink(hash).map(row -> found(r, row)))
                .filter(f -> rows.isGenuine(f.row()));
        if (found.isEmpty()) {
            throw refused(new Caller(Caller.Kind.SESSION, "unknown", "Unknown", Set.of(), null, address), NO_LINK, null, "unknown");
        }
        PersonSessionRow link = found.get().row();
        if (link.openedAt() != null) {
            throw refused(link, address, "used");
        }
        if (now() >= link.linkUntil()) {
            throw refused(link, address, "ended");
        }
        Secret key = keys.key();
        Live live = live(new Found(rows.opened(link, PersonKeys.hash(key.reveal()), now()), found.get().key()))
                .orElseThrow(() -> refused(link, address, "key"));
        boolean first = ground.database().write(w -> {
            boolean same = w.updatePersonSession(live.row(), link.version());
            if (same) {
                ground.audit().append(
                        w, caller(live, address), "session.sign-in", link.id(), link.account(), Map.of("by", "link"));
            }
            return same;
        });
        if (!first) {
            throw refused(link, address, "used");
        }
        return opened(live, key);
    }

    private ProblemException refused(PersonSessionRow link, String address, String why) {
        return refused(caller(new Live(link, null), address), link.id(), link.account(), why);
    }

    /** Counted by the minute, so that nobody fills the audit with links that open nothing. */
    private ProblemException refused(Caller who, String subject, @Nullable String account, String why) {
        uses.note(who, "session.link-refused", subject, account, Map.of("reason", why));
        return new ProblemException(ProblemType.UNAUTHENTICATED,
                "This link is unknown, was used before or has ended. Ask for a new one where you got it.");
    }

    @Override
    public Current authenticate(String key, String address) {
        Live live = find(key).orElseThrow(StoredPersonSessions::ended);
        note(live.row());
        return new Current(caller(live, address), view(live), PersonKeys.csrf(key));
    }

    private Optional<Live> find(String key) {
        if (!PersonKeys.isKey(key)) {
            return Optional.empty();
        }
        byte[] hash = PersonKeys.hash(key);
        Optional<Found> found = ground.database().read(r -> r.findPersonSessionByKey(hash).map(row -> found(r, row)));
        return found.filter(f -> rows.isGenuine(f.row())).flatMap(this::live);
    }

    private static Found found(StoreReader reader, PersonSessionRow row) {
        return new Found(row, row.apiKey() == null ? null : reader.findApiKeyById(row.apiKey()).orElse(null));
    }

    private Optional<Live> live(Found found) {
        PersonSessionRow row = found.row();
        SessionLimits now = limits.get();
        Long openedAt = row.openedAt();
        if (openedAt == null || now() >= openedAt + now.lifetime().toMillis() || now() >= row.seenAt() + now.idle().toMillis()) {
            return Optional.empty();
        }
        if (row.apiKey() == null) {
            return Optional.of(new Live(row, null));
        }
        return Optional.ofNullable(found.key())
                .filter(keyRows::isGenuine)
                .map(ApiKeyRows::key)
                .filter(key -> key.revokedAt() == null)
                .filter(key -> key.expiresAt() == null || now() < key.expiresAt().toEpochMilli())
                .map(key -> new Live(row, key));
    }

    /** That nothing can be written ends no session in which things are read. */
    private void note(PersonSessionRow row) {
        if (now() - row.seenAt() < limits.get().noteMillis()) {
            return;
        }
        try {
            PersonSessionRow next = rows.seen(row, now());
            ground.database().write(w -> w.updatePersonSession(next, row.version()));
        } catch (ProblemException e) {
            LOG.debug("what happens in the session {} could not be noted: {}", row.id(), e.detail());
        }
    }

    @Override
    public void signOut(String key, String address) {
        find(key).ifPresent(live -> ground.database().write(w -> {
            boolean there = w.deletePersonSession(live.row().id());
            if (there) {
                ground.audit().append(
                        w, caller(live, address), "session.sign-out", live.row().id(), live.row().account(), Map.of());
            }
            return there;
        }));
    }

    @Override
    public Link operatorLink(Caller caller) {
        return links.operatorLink(caller);
    }

    @Override
    public Link accountLink(Caller caller, Request request, @Nullable Idempotency idempotency) {
        return links.accountLink(caller, request, idempotency);
    }

    @Override
    public String publicUrl() {
        return ground.publicUrl().get();
    }

    /** Removes what is over. */
    public void purge() {
        SessionLimits now = limits.get();
        ground.database().write(w -> w.purgePersonSessions(
                now(), now() - now.lifetime().toMillis(), now() - now.idle().toMillis()));
    }

    private Opened opened(Live live, Secret key) {
        return new Opened(view(live), key, PersonKeys.csrf(key.reveal()));
    }

    private View view(Live live) {
        PersonSessionRow row = live.row();
        long end = (row.openedAt() == null ? row.linkUntil() : row.openedAt()) + limits.get().lifetime().toMillis();
        Instant keyEnd = live.key() == null ? null : live.key().expiresAt();
        Instant expiresAt = Instant.ofEpochMilli(keyEnd == null ? end : Math.min(end, keyEnd.toEpochMilli()));
        return new View(
                kind(row), row.id(), row.label(), scopes(live), account(live), row.workflow(), row.step(), row.returnTo(),
                expiresAt);
    }

    private static Caller caller(Live live, String address) {
        PersonSessionRow row = live.row();
        Caller.Kind kind = kind(row) == Kind.ACCOUNT ? Caller.Kind.ACCOUNT_SESSION : Caller.Kind.OPERATOR_SESSION;
        return new Caller(kind, row.id(), row.label(), scopes(live), account(live), address);
    }

    private static Kind kind(PersonSessionRow row) {
        return row.kind().equals(Kind.ACCOUNT.word()) ? Kind.ACCOUNT : Kind.OPERATOR;
    }

    private static @Nullable String account(Live live) {
        return live.key() == null || kind(live.row()) == Kind.ACCOUNT ? live.row().account() : live.key().account();
    }

    /** A browser is no place for credentials in clear: whatever the key may do, its session does not read them. */
    private static Set<Scope> scopes(Live live) {
        if (kind(live.row()) == Kind.ACCOUNT) {
            return ACCOUNT_SCOPES;
        }
        Set<Scope> scopes = EnumSet.allOf(Scope.class);
        if (live.key() != null) {
            scopes.retainAll(live.key().scopes());
        }
        scopes.remove(Scope.CREDENTIAL_READ);
        return scopes;
    }

    private long now() {
        return ground.clock().millis();
    }

    private static ProblemException ended() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "The session is unknown or has ended; sign in again.");
    }
}
