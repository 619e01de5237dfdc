package dev.patchbay.core.internal.access;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.base.RowCache;
import dev.patchbay.host.access.ApiKeys;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.ApiKeyRow;
import dev.patchbay.host.store.StoreWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * API keys in the store, at hand by the SHA-256 of their text. A revoked one is forgotten before {@link #revoke} returns;
 * expiry is looked at each time. Thread-safe.
 */
public final class StoredApiKeys implements ApiKeys {
    private static final String LISTING = "api-keys";
    private static final String PREFIX = "pbk_";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("pbk_[A-Za-z0-9_-]{43}");
    private static final int CACHED = 10_000;

    private final Database database;
    private final ApiKeyRows rows;
    private final AuditChain audit;
    private final Cursors cursors;
    private final Clock clock;
    private final SecureRandom random;
    private final Ids ids;
    private final RowCache<Held> cache = new RowCache<>(CACHED, held -> 1);

    /** A genuine key and the caller it makes, but for the address. */
    private record Held(ApiKey key, Caller caller) {}

    public StoredApiKeys(
            Database database, ApiKeyRows rows, AuditChain audit, Cursors cursors, Clock clock, SecureRandom random) {
        this.database = database;
        this.rows = rows;
        this.audit = audit;
        this.cursors = cursors;
        this.clock = clock;
        this.random = random;
        this.ids = new Ids(random);
    }

    @Override
    public Caller authenticate(String presented, String address) {
        if (!FORM.matcher(presented).matches()) {
            throw unauthenticated();
        }
        byte[] hash = hash(presented);
        Held held = cache.get(name(hash), n -> load(hash));
        if (held == null || held.key().revokedAt() != null || isOver(held.key().expiresAt())) {
            throw unauthenticated();
        }
        Caller caller = held.caller();
        return new Caller(caller.kind(), caller.id(), caller.label(), caller.scopes(), caller.account(), address);
    }

    private Optional<Held> load(byte[] hash) {
        return database.read(r -> r.findApiKey(hash)).filter(rows::isGenuine).map(row -> {
            ApiKey key = ApiKeyRows.key(row);
            return new Held(key, new Caller(Caller.Kind.API_KEY, key.id(), key.label(), key.scopes(), key.account(), ""));
        });
    }

    private boolean isOver(@Nullable Instant expiresAt) {
        return expiresAt != null && expiresAt.toEpochMilli() <= clock.millis();
    }

    @Override
    public Page<ApiKey> list(Caller caller, int limit, @Nullable String cursor) {
        Permissions.require(caller, Scope.ADMIN);
        Cursors.checkedLimit(limit);
        Cursors.Position position = cursors.read(LISTING, cursor);
        List<ApiKeyRow> found = new ArrayList<>();
        List<ApiKeyRow> batch;
        do {
            Cursors.Position after = position;
            batch = database.read(r -> r.listApiKeys(
                    after == null ? null : after.number(), after == null ? null : after.id(), limit + 1));
            batch.stream().filter(row -> Permissions.maySee(caller, row.account())).forEach(found::add);
            position = batch.isEmpty() ? position : position(batch.get(batch.size() - 1));
        } while (found.size() <= limit && batch.size() > limit);
        return cursors.page(LISTING, found, limit, StoredApiKeys::position, ApiKeyRows::key);
    }

    private static Cursors.Position position(ApiKeyRow row) {
        return new Cursors.Position(row.createdAt(), row.id());
    }

    @Override
    public NewApiKey create(Caller caller, ApiKeyRequest request) {
        Permissions.require(caller, Scope.ADMIN);
        checkRequest(caller, request);
        Secret text = text();
        return new NewApiKey(store(caller, request, text), text);
    }

    /** A new text, not stored yet. */
    Secret text() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Stores a key with this text. */
    ApiKey store(Caller caller, ApiKeyRequest request, Secret text) {
        ApiKey key = new ApiKey(
                ids.next(Ids.API_KEY), Labels.canonical(request.label()), request.scopes(), request.account(),
                Instant.ofEpochMilli(clock.millis()), request.expiresAt(), null);
        byte[] hash = hash(text.reveal());
        ApiKeyRow row = rows.sign(key, hash);
        Map<String, String> detail = new HashMap<>(Map.of("label", key.label(), "scopes", row.scopes()));
        if (key.account() != null) {
            detail.put("account", key.account());
        }
        database.write(w -> {
            w.insertApiKey(row);
            return audit.append(w, caller, "api-key.create", key.id(), key.account(), detail);
        });
        cache.invalidate(name(hash));
        return key;
    }

    private void checkRequest(Caller caller, ApiKeyRequest request) {
        List<FieldError> errors = new ArrayList<>();
        Labels.check("label", request.label(), errors);
        if (request.scopes().isEmpty()) {
            errors.add(new FieldError("scopes", "required", "A key needs at least one scope."));
        }
        if (request.account() != null && !Ids.isAccount(request.account())) {
            errors.add(new FieldError("account", "pattern", "This is no account."));
        }
        if (isOver(request.expiresAt())) {
            errors.add(new FieldError("expiresAt", "range", "The end must be in the future."));
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        TreeSet<Scope> foreign = new TreeSet<>(request.scopes());
        foreign.removeAll(caller.scopes());
        if (!foreign.isEmpty()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "The caller does not have these scopes itself: " + ApiKeyRows.words(foreign) + ".");
        }
        if (!Permissions.maySee(caller, request.account())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The caller is bound to another account.");
        }
    }

    @Override
    public void revoke(Caller caller, String id) {
        Permissions.require(caller, Scope.ADMIN);
        Optional<ApiKeyRow> found =
                Ids.isId(Ids.API_KEY, id) ? database.read(r -> r.findApiKeyById(id)) : Optional.empty();
        ApiKeyRow row = Permissions.resolve(caller, found, ApiKeyRow::account);
        try {
            database.write(w -> revoke(w, caller, w.findApiKeyById(id).orElse(row)));
        } finally {
            cache.invalidate(name(row.hash()));
        }
    }

    /** Revokes within a transaction; the caller's cache is another matter. */
    private boolean revoke(StoreWriter writer, Caller caller, ApiKeyRow row) {
        if (row.revokedAt() != null && rows.isGenuine(row)) {
            return false;
        }
        ApiKey key = ApiKeyRows.key(row);
        ApiKey revoked = new ApiKey(
                key.id(), key.label(), key.scopes(), key.account(), key.createdAt(), key.expiresAt(),
                Instant.ofEpochMilli(clock.millis()));
        writer.updateApiKey(rows.sign(revoked, row.hash()));
        audit.append(writer, caller, "api-key.revoke", key.id(), key.account(), Map.of("label", key.label()));
        return true;
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "The API key is unknown, expired or revoked.");
    }

    private static byte[] hash(String text) {
        return Frame.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(byte[] hash) {
        return new String(hash, StandardCharsets.ISO_8859_1);
    }
}
