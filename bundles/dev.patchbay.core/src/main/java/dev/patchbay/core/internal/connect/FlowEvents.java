package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Failure;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.host.store.StoreWriter;
import java.util.Map;
import java.util.TreeMap;

/** What happens in sessions, as entries of the audit: of the session, and of the connection it is about. Thread-safe. */
final class FlowEvents {
    private final AuditChain audit;

    FlowEvents(AuditChain audit) {
        this.audit = audit;
    }

    void note(StoreWriter writer, Session session, String address, String action, Map<String, String> detail) {
        audit.append(writer, session.caller(address), "connect-session." + action, session.id(), session.account(), detail);
    }

    /** A sign-in that failed; the connection's timeline has it too, where there is one. */
    void failed(StoreWriter writer, Session session, String address, Failure failure) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "reason", failure.reason().name(), "message", failure.message(), "advice", failure.reason().advice()));
        if (session.state().provider != null) {
            detail.put("provider", session.state().provider);
        }
        note(writer, session, address, "fail", detail);
        if (session.state().reconnect) {
            detail.put("session", session.id());
            audit.append(writer, session.caller(address), "connection.connect-failed", session.state().connection,
                    session.account(), detail);
        }
    }

    /** A connection that was connected, for the first time or again. */
    void connected(StoreWriter writer, Session session, String address, boolean first, Map<String, String> detail) {
        Map<String, String> all = new TreeMap<>(detail);
        all.put("connection", session.state().connection);
        note(writer, session, address, "complete", all);
        all.remove("connection");
        all.put("session", session.id());
        all.put("by", session.state().madeBy);
        audit.append(writer, session.caller(address),
                first ? "connection.connect" : "connection.reconnect",
                session.state().connection, session.account(), all);
    }
}
