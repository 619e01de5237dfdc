package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.OAuthRows.SessionRow;
import dev.patchbay.host.store.Store;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import dev.patchbay.host.vault.VaultException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connect sessions as they are stored; each change compares the version, and whoever loses reads anew. Thread-safe. */
final class StoredSessions {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);

    private final Database database;
    private final SessionSealing sealing;
    private final Clock clock;

    /** A session as it was read; its state may be changed and saved. */
    record Session(SessionRow row, SessionState state) {
        String id() {
            return row.id();
        }

        String account() {
            return row.account();
        }

        /** The person in the session, as whoever acts from this address. */
        Caller caller(String address) {
            return new Caller(
                    Caller.Kind.SESSION, id(), "Connect session of " + state.madeByLabel,
                    EnumSet.of(Scope.READ, Scope.WRITE), account(), address);
        }
    }

    StoredSessions(Database database, SessionSealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** The session of a browser; {@code NOT_FOUND} for an ended one and another browser's alike. */
    Session require(String id, String key) {
        return find(id).filter(s -> BrowserKeys.matches(s.state().key, key)).orElseThrow(() -> new ProblemException(
                ProblemType.NOT_FOUND,
                "This page has ended or was opened in another browser. Ask for a new link where you got this one."));
    }

    Optional<Session> find(String id) {
        return Ids.isId(Ids.CONNECT_SESSION, id) ? session(r -> r.findSession(id)) : Optional.empty();
    }

    Optional<Session> findByToken(String token) {
        byte[] hash = BrowserKeys.hash(token);
        return session(r -> r.findSessionByToken(hash));
    }

    Optional<Session> findByCorrelation(String correlation) {
        byte[] hash = BrowserKeys.hash(correlation);
        return session(r -> r.findSessionByCorrelation(hash));
    }

    private Optional<Session> session(Function<StoreReader, Optional<SessionRow>> read) {
        Optional<SessionRow> row = database.read(read::apply).filter(r -> clock.millis() < r.expiresAt());
        try {
            return row.map(r -> new Session(r, sealing.open(r)));
        } catch (VaultException e) {
            LOG.warn("the connect session {} was changed outside of the host and is not used", row.map(SessionRow::id).orElse(""));
            return Optional.empty();
        }
    }

    /** The next row of a session, for a transaction of its own. */
    SessionRow sealed(Session session) {
        return sealing.after(session.row(), session.state());
    }

    <T> T read(Store.ReadWork<T> work) {
        return database.read(work);
    }

    /** Stores what the session became; false, with nothing written, where another request was faster. */
    boolean save(Session session) {
        return save(session, writer -> { });
    }

    /** The same, with more in the same transaction. */
    boolean save(Session session, Consumer<StoreWriter> also) {
        SessionRow next = sealed(session);
        return database.write(w -> {
            boolean same = w.updateSession(next, session.row().version());
            if (same) {
                also.accept(w);
            }
            return same;
        });
    }
}
