package dev.patchbay.core.internal.connect;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Lifetimes;
import dev.patchbay.api.provider.OAuth2;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.tokens.FirstTokens;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.RenewalRow;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import java.io.Serial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores what a session came to, all of it in one transaction: connection, client, tokens, step, audit, session. Thread-safe. */
final class ConnectionCommit {
    private static final int TRIES = 5;
    private static final int MOST_OF_A_NAME = 150;
    private static final int LOOK = 200;

    private final StoredSessions sessions;
    private final ConnectedRows rows;
    private final FirstTokens tokens;
    private final FlowEvents events;
    private final Clock clock;

    /** Something moved meanwhile; undoes the transaction. */
    private static final class Moved extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Moved() {
            super("", null, false, false);
        }
    }

    ConnectionCommit(StoredSessions sessions, ConnectedRows rows, FirstTokens tokens, FlowEvents events, Clock clock) {
        this.sessions = sessions;
        this.rows = rows;
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores; false, with nothing written, where another request of the session was faster.
     *
     * @throws ConnectionFailure where the connection that was to be connected again is gone
     */
    boolean store(Session session, Prepared prepared, SignedIn signedIn, String address) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return tryOnce(session, prepared, signedIn, address);
            } catch (Moved e) {
                rows.adoptKey();
            }
        }
        throw new ConnectionFailure(Reason.REMOTE_ERROR, "The connection is being changed at the same time.");
    }

    private boolean tryOnce(Session session, Prepared prepared, SignedIn signedIn, String address) {
        ConnectionRow before = session.state().reconnect ? before(session, prepared) : null;
        String label = label(session, prepared, signedIn, before);
        Prepared last = prepared.with(signedIn.values());
        ConnectedRows.Content content =
                new ConnectedRows.Content(signedIn.method(), label, last.grant(), signedIn.values());
        ConnectionRow row = before == null
                ? rows.fresh(session.state().connection, session.account(), prepared.live(), content)
                : rows.again(before, prepared.live(), content);
        finish(session.state(), prepared, signedIn, label);
        SessionRow next = sessions.sealed(session);
        return rows.write(row.id(), w -> {
            if (!w.updateSession(next, session.row().version())) {
                return false;
            }
            put(w, row, before, prepared.method());
            w.linkClient(row.id(), signedIn.client());
            tokens(w, row, signedIn.tokens(), prepared.method().lifetimes());
            rows.noteTest(w, row.id(), signedIn.report());
            step(w, session, row);
            boolean first = before == null || before.status().equals(Status.PENDING.word());
            events.connected(w, session, address, first, detail(prepared, signedIn, label));
            return true;
        });
    }

    private ConnectionRow before(Session session, Prepared prepared) {
        try {
            Loaded loaded = rows.current(session.state().connection, prepared.live());
            return loaded.row();
        } catch (ProblemException e) {
            boolean gone = e.type().equals(ProblemType.NOT_FOUND);
            throw new ConnectionFailure(Reason.UNEXPECTED, gone ? "The connection was deleted meanwhile." : e.detail());
        }
    }

    private static void put(
            StoreWriter writer, ConnectionRow row, @Nullable ConnectionRow before, ConnectionMethod method) {
        if (before != null) {
            if (!writer.updateConnection(row, before.version())) {
                throw new Moved();
            }
            writer.noteChanged(row.id(), method.fields().stream().map(Field::name).toList());
            return;
        }
        if (!writer.isActiveKey(row.kekId())) {
            throw new Moved();
        }
        writer.insertConnection(row);
    }

    private void tokens(StoreWriter writer, ConnectionRow row, @Nullable HeldTokens held, Lifetimes facts) {
        if (held != null) {
            tokens.store(writer, row, held, facts);
        } else if (writer.findTokens(row.id()).isPresent()) {
            writer.deleteTokens(row.id());
            writer.resetRenewal(new RenewalRow(row.id(), 1, 0, "", null, null, 0, null, "active", null));
        }
    }

    private void step(StoreWriter writer, Session session, ConnectionRow row) {
        String workflow = session.state().workflow;
        String step = session.state().step;
        if (workflow == null || step == null) {
            return;
        }
        long now = clock.millis();
        StepRow stored = writer.findStep(session.account(), workflow, step).orElse(null);
        boolean same = stored != null && row.id().equals(stored.connection());
        writer.putStep(new StepRow(
                session.account(), workflow, step, row.provider(), stored == null ? null : stored.shop(), row.id(),
                same ? stored.boundAt() : Long.valueOf(now), now));
    }

    private static void finish(SessionState state, Prepared prepared, SignedIn signedIn, String label) {
        state.turn(SessionState.Phase.DONE);
        state.typed = null;
        state.report = signedIn.report();
        HeldTokens held = signedIn.tokens();
        String account = held == null || held.appAccount() == null && held.appAccountLabel() == null ? null : Landing.name(held);
        state.outcome = new SessionState.Outcome(label, account, granted(held), missing(prepared, held));
    }

    /** What the reply does not say is what was asked for (RFC 6749 section 5.1). */
    private static List<String> granted(@Nullable HeldTokens held) {
        if (held == null) {
            return List.of();
        }
        return held.tokens().scopes() == null ? held.requested() : held.tokens().scopes();
    }

    /** Scopes that were asked for and not given; those the connection works without do not count. */
    static List<String> missing(Prepared prepared, @Nullable HeldTokens held) {
        if (held == null || held.tokens().scopes() == null) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(held.requested());
        missing.removeAll(held.tokens().scopes());
        if (prepared.method().auth() instanceof OAuth2 oauth) {
            missing.removeAll(oauth.optionalScopes());
        }
        return List.copyOf(missing);
    }

    private String label(
            Session session, Prepared prepared, SignedIn signedIn, @Nullable ConnectionRow before) {
        if (!session.state().label.isBlank()) {
            return Labels.canonical(session.state().label);
        }
        if (before != null) {
            return before.label();
        }
        String app = prepared.live().definition().label();
        HeldTokens held = signedIn.tokens();
        String account = held == null ? null : held.appAccountLabel();
        String name = account == null || account.isBlank() ? app : app + " of " + cut(account);
        return unused(session, prepared.live().definition().id(), Labels.canonical(name));
    }

    /** A name no connection of the account and app has yet, among those seen last. */
    private String unused(Session session, String provider, String name) {
        ConnectionFilter filter = ConnectionFilter.newest(
                session.account(), provider, null, List.of(), false, null, null, LOOK);
        Set<String> taken = sessions.read((StoreReader r) -> r.listConnections(filter)).stream()
                .map(row -> row.label().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String free = name;
        for (int i = 2; taken.contains(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(MOST_OF_A_NAME, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }

    private static Map<String, String> detail(Prepared prepared, SignedIn signedIn, String label) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("provider", prepared.live().definition().id());
        detail.put("method", signedIn.method());
        detail.put("label", label);
        HeldTokens held = signedIn.tokens();
        if (held != null && held.appAccount() != null) {
            detail.put("appAccount", Objects.requireNonNull(held.appAccount()));
        }
        List<String> missing = missing(prepared, held);
        if (!missing.isEmpty()) {
            detail.put("missing", String.join(" ", missing));
        }
        return detail;
    }
}
