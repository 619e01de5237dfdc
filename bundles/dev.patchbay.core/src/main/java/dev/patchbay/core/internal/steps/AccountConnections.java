package dev.patchbay.core.internal.steps;

import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Steps.Need;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account's connections as the host itself sees them for a step; never those of another account. Thread-safe. */
final class AccountConnections {
    private static final int SELECTABLE = 100;

    private final ConnectionDirectory directory;

    AccountConnections(ConnectionDirectory directory) {
        this.directory = directory;
    }

    /** The account's connection of this id, unless it is deleted. */
    Optional<ConnectionView> find(String account, String id) {
        try {
            return Ids.isId(Ids.CONNECTION, id) ? Optional.of(directory.get(reader(account), id)) : Optional.empty();
        } catch (ProblemException e) {
            if (e.type().equals(ProblemType.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The newest of the account's connections that serve the need. */
    List<ConnectionView> compatible(String account, @Nullable Need need) {
        String provider = need == null ? null : need.provider();
        ConnectionQuery query = new ConnectionQuery(account, provider, null, null, false, SELECTABLE, null);
        return directory.list(reader(account), query).items().stream()
                .filter(c -> need == null || Shops.serves(c, need))
                .toList();
    }

    private static Caller reader(String account) {
        return new Caller(Caller.Kind.HOST, "host", "Patchbay", Set.of(Scope.READ), account, "");
    }
}
