package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Frame;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.Rows.IdempotencyRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.Vault.Purpose;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes connect sessions, once for each idempotency key. What is stored of a link is the hash of its token. Thread-safe. */
final class StoredConnectSessions implements ConnectSessions {
    private static final long REMEMBERED = Duration.ofHours(24).toMillis();

    private final Database database;
    private final UnlockedVault vault;
    private final SessionSealing sealing;
    private final StoredSessions sessions;
    private final SessionCheck check;
    private final ConnectedRows rows;
    private final BrowserKeys keys;
    private final PublicUrl publicUrl;
    private final AuditChain audit;
    private final Ids ids;
    private final Clock clock;
    private final Supplier<ConnectSettings> settings;

    StoredConnectSessions(ConnectGround ground, SessionCheck check) {
        this.database = ground.database();
        this.vault = ground.vault();
        this.sealing = ground.sealing();
        this.sessions = ground.sessions();
        this.check = check;
        this.rows = ground.rows();
        this.keys = ground.keys();
        this.publicUrl = ground.publicUrl();
        this.audit = ground.audit();
        this.ids = ground.ids();
        this.clock = ground.clock();
        this.settings = ground.settings();
    }

    @Override
    public Link reconnect(Caller caller, String connection) {
        Permissions.require(caller, Scope.SESSIONS);
        ConnectionRow row = Permissions.resolve(caller, rows.find(connection), ConnectionRow::account);
        return create(caller, new Request(row.account(), row.provider(), row.id(), null, null, null), null);
    }

    @Override
    public Link create(Caller caller, Request request, @Nullable Idempotency idempotency) {
        Permissions.require(caller, Scope.SESSIONS);
        Permissions.requireAccount(caller, request.account());
        byte[] digest = idempotency == null ? new byte[0] : fingerprint(idempotency);
        if (idempotency != null) {
            Optional<String> before = database.read(r -> answered(r, caller, idempotency, digest));
            if (before.isPresent()) {
                return again(caller, before.get());
            }
        }
        SessionState state = check.check(caller, request);
        if (!state.reconnect) {
            state.connection = ids.next(Ids.CONNECTION);
        }
        String token = keys.next();
        state.token = BrowserKeys.hash(token);
        String account = Objects.requireNonNull(request.account());
        Optional<String> done = Optional.empty();
        while (done.isEmpty()) {
            long now = clock.millis();
            SessionRow row = sealing.fresh(
                    ids.next(Ids.CONNECT_SESSION), account, state, now, now + settings.get().lifetime().toMillis());
            done = store(caller, row, state, idempotency, digest);
            if (done.isPresent()) {
                return done.get().equals(row.id()) ? link(row, token) : again(caller, done.get());
            }
            rows.adoptKey();
        }
        throw new IllegalStateException("the loop ends with a link");
    }

    /** The id of the session there is then; empty where the KEK was replaced since the row was sealed. */
    private Optional<String> store(
            Caller caller, SessionRow row, SessionState state, @Nullable Idempotency idempotency, byte[] digest) {
        return database.write(w -> {
            Optional<String> before = idempotency == null ? Optional.empty() : answered(w, caller, idempotency, digest);
            if (before.isPresent() || !w.isActiveKey(row.kekId())) {
                return before;
            }
            w.insertSession(row);
            audit.append(w, caller, "connect-session.create", row.id(), row.account(), detail(state));
            if (idempotency != null) {
                w.insertIdempotency(new IdempotencyRow(
                        caller.id(), idempotency.key(), digest, row.id(), clock.millis() + REMEMBERED));
            }
            return Optional.of(row.id());
        });
    }

    /** The same session with a new link; the one given before ends, and so does the page of whoever opened it, once it is opened. */
    private Link again(Caller caller, String id) {
        while (true) {
            Session session = sessions.find(id).orElseThrow(() -> new ProblemException(ProblemType.CONFLICT,
                    "The session made with this idempotency key has ended; use another key for another session."));
            if (session.state().phase.isOver()) {
                throw new ProblemException(ProblemType.CONFLICT,
                        "The session made with this idempotency key is over; use another key for another session.");
            }
            String token = keys.next();
            session.state().token = BrowserKeys.hash(token);
            session.state().sharedToken = null;
            boolean saved = sessions.save(session, w -> audit.append(
                    w, caller, "connect-session.create", id, session.account(), Map.of("again", "true")));
            if (saved) {
                return link(session.row(), token);
            }
        }
    }

    private Link link(SessionRow row, String token) {
        return new Link(
                row.id(), URI.create(publicUrl.base() + "/connect/" + token), Instant.ofEpochMilli(row.expiresAt()));
    }

    private Optional<String> answered(StoreReader reader, Caller caller, Idempotency idempotency, byte[] digest) {
        Optional<IdempotencyRow> before = reader.findIdempotency(caller.id(), idempotency.key());
        if (before.isPresent() && before.get().expiresAt() <= clock.millis()) {
            if (reader instanceof StoreWriter writer) {
                writer.purgeIdempotency(clock.millis());
            }
            return Optional.empty();
        }
        if (before.isPresent() && !MessageDigest.isEqual(before.get().bodyDigest(), digest)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_MISMATCH, "This idempotency key came with another body before.", List.of());
        }
        return before.map(IdempotencyRow::result);
    }

    private byte[] fingerprint(Idempotency idempotency) {
        return vault.mac(Purpose.FINGERPRINT,
                new Frame("idempotency-connect-session").bytes(idempotency.bodyDigest()).toBytes());
    }

    private static Map<String, String> detail(SessionState state) {
        Map<String, String> detail = new TreeMap<>();
        if (state.provider != null) {
            detail.put("provider", state.provider);
        }
        if (state.reconnect) {
            detail.put("connection", state.connection);
        }
        if (state.workflow != null && state.step != null) {
            detail.put("workflow", state.workflow);
            detail.put("step", state.step);
        }
        return detail;
    }
}
