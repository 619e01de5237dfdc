package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.OAuthRows.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks what a session is asked for as a whole and reports every fault at once. Thread-safe. */
final class SessionCheck {
    private final Database database;
    private final ConnectedRows rows;
    private final Connectable connectable;
    private final Supplier<ConnectSettings> settings;

    SessionCheck(Database database, ConnectedRows rows, Connectable connectable, Supplier<ConnectSettings> settings) {
        this.database = database;
        this.rows = rows;
        this.connectable = connectable;
        this.settings = settings;
    }

    /** The session's first state, without token and connection id; {@code INVALID} with every fault. */
    SessionState check(Caller caller, ConnectSessions.Request request) {
        List<FieldError> errors = new ArrayList<>();
        SessionState state = new SessionState();
        state.madeBy = caller.id();
        state.madeByLabel = caller.label();
        state.provider = request.provider();
        SessionFields.account(request.account(), errors);
        connection(caller, request, state, errors);
        step(request, state, errors);
        String provider = state.provider;
        state.open = provider == null;
        if (provider != null) {
            connectable.fault(provider).ifPresent(errors::add);
        }
        SessionFields.returnTo(request.returnTo(), settings.get().returnTo(), errors);
        state.returnTo = request.returnTo();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return state;
    }

    private void connection(
            Caller caller, ConnectSessions.Request request, SessionState state, List<FieldError> errors) {
        if (request.connection() == null) {
            return;
        }
        Optional<ConnectionRow> found = rows.find(request.connection())
                .filter(row -> Permissions.maySee(caller, row.account()));
        if (found.isEmpty()) {
            errors.add(new FieldError("connection", "unknown", "There is no such connection."));
            return;
        }
        ConnectionRow row = found.get();
        if (request.account() != null && !row.account().equals(request.account())) {
            errors.add(new FieldError("connection", "account", "The connection belongs to another account."));
        }
        if (request.provider() != null && !row.provider().equals(request.provider())) {
            errors.add(new FieldError("connection", "provider", "The connection is one of another provider."));
        }
        state.provider = request.provider() == null ? row.provider() : request.provider();
        state.connection = row.id();
        state.reconnect = true;
        state.method = row.method();
    }

    /** A step that is for a provider already takes no other. */
    private void step(ConnectSessions.Request request, SessionState state, List<FieldError> errors) {
        String workflow = request.workflow();
        String step = request.step();
        SessionFields.step(workflow, step, errors);
        if (workflow == null || step == null || request.account() == null || !errors.isEmpty()) {
            return;
        }
        state.workflow = workflow;
        state.step = step;
        String needed = database.read(r -> r.findStep(request.account(), workflow, step)).map(StepRow::provider).orElse(null);
        if (state.provider == null) {
            state.provider = needed;
        } else if (needed != null && !needed.equals(state.provider)) {
            errors.add(new FieldError("step", "provider", "This step is for the provider " + needed + "."));
        }
    }
}
