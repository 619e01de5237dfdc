package dev.patchbay.core.internal;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Connections;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Failure;
import dev.patchbay.api.OpenConnection;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.store.ConnectionRow;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Connections for one bundle of this JVM, known by its symbolic name. Without a grant of the operator there is nothing to see.
 * Thread-safe.
 */
final class ConsumerConnections implements Connections {
    private final HostParts parts;
    private final Supplier<CoreSettings> settings;
    private final String bundle;

    ConsumerConnections(HostParts parts, Supplier<CoreSettings> settings, String bundle) {
        this.parts = parts;
        this.settings = settings;
        this.bundle = bundle;
    }

    @Override
    public OpenConnection open(String connectionId) {
        Caller caller = caller(connectionId);
        try {
            parts.database.write(w -> parts.chain.append(
                    w, caller, "connection.open", connectionId, caller.account(), Map.of("bundle", bundle)));
        } catch (ProblemException e) {
            throw failure(e);
        }
        return new Handle(connectionId, caller);
    }

    /** A caller bound to the connection's account, if that was granted. */
    private Caller caller(String connectionId) {
        try {
            String account = parts.lookup.find(connectionId)
                    .filter(row -> row.deletedAt() == null)
                    .map(ConnectionRow::account)
                    .filter(a -> settings.get().grants(bundle, a))
                    .orElseThrow(Permissions::notFound);
            return new Caller(Caller.Kind.BUNDLE, "bundle:" + bundle, bundle,
                    EnumSet.of(Scope.USE, Scope.CREDENTIAL_READ), account, "");
        } catch (ProblemException e) {
            throw failure(e);
        }
    }

    private static ConnectionFailure failure(ProblemException problem) {
        Failure.Reason reason = switch (problem.type().slug()) {
            case "not-found", "forbidden" -> Failure.Reason.PERMISSION_MISSING;
            case "reconnect-needed" -> Failure.Reason.CREDENTIALS_REJECTED;
            default -> Failure.Reason.REMOTE_ERROR;
        };
        return new ConnectionFailure(reason, problem.detail());
    }

    /** One opened connection; a grant that was taken back counts at the next use. */
    private final class Handle implements OpenConnection {
        private final String id;
        private final Caller caller;
        private volatile boolean closed;

        Handle(String id, Caller caller) {
            this.id = id;
            this.caller = caller;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Credential credential() {
            String account = String.valueOf(caller.account());
            if (closed || !settings.get().grants(bundle, account)) {
                throw new ConnectionFailure(Failure.Reason.PERMISSION_MISSING, "This connection is not open.");
            }
            try {
                return parts.use.credential(caller, id);
            } catch (ProblemException e) {
                throw failure(e);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
