package dev.patchbay.core.internal.connections;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes how the test of a stored connection ended. A refused login asks for a new one, a pass ends that; other failures are the
 * network's or the app's and change no status. A connection that was changed while it was tested is left alone. Thread-safe.
 */
public final class TestNotes {
    /** States of a renewal that only a sign-in or another client ends. */
    private static final Set<String> DEAD = Set.of("needs-reauth", "misconfigured", "revoked");

    private final ConnectionLookup lookup;
    private final Sealing sealing;
    private final AuditChain audit;
    private final Clock clock;

    public TestNotes(ConnectionLookup lookup, Sealing sealing, AuditChain audit, Clock clock) {
        this.lookup = lookup;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
    }

    void note(Caller caller, ConnectionRow tested, TestReport report) {
        ConnectionRow next = changed(tested, report);
        String result = TestResult.of(report).write();
        lookup.write(tested.id(), w -> {
            Optional<ConnectionRow> now = w.findConnection(tested.id());
            boolean same = now.isPresent() && now.get().version() == tested.version();
            if (same && next != null && !isForTokens(w, next)) {
                w.updateConnection(next, tested.version());
                audit.append(w, caller, "connection.status", next.id(), next.account(),
                        Map.of("from", tested.status(), "to", next.status()));
            }
            return same && noted(w, tested.id(), result);
        });
    }

    /** An access token that still works says nothing about a grant that ended: its renewal alone does. */
    private static boolean isForTokens(StoreWriter writer, ConnectionRow next) {
        return next.status().equals(Status.READY.word())
                && writer.findRenewal(next.id()).filter(renewal -> DEAD.contains(renewal.state())).isPresent();
    }

    private boolean noted(StoreWriter writer, String id, String result) {
        writer.noteTest(id, clock.millis(), result);
        return true;
    }

    /** The row with another status, or null where it stays. */
    private @Nullable ConnectionRow changed(ConnectionRow row, TestReport report) {
        boolean rejected = TestResult.firstFailure(report)
                .filter(f -> f.reason() == Failure.Reason.CREDENTIALS_REJECTED)
                .isPresent();
        RowDraft draft = RowDraft.after(row, clock.millis());
        if (rejected && !row.status().equals(Status.RECONNECT.word())) {
            draft.status(Status.RECONNECT.word(), "The app refused the login.");
        } else if (Boolean.TRUE.equals(report.passed()) && !row.status().equals(Status.READY.word())) {
            draft.status(Status.READY.word(), null);
        } else {
            return null;
        }
        Values values = sealing.open(sealing.load(row));
        return sealing.seal(draft, values);
    }
}
