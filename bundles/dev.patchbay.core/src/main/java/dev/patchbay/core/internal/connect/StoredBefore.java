package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.connect.StoredSessions.Session;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.connections.ConnectedRows;
import dev.patchbay.core.internal.connections.Loaded;
import dev.patchbay.core.internal.definitions.Grant;
import dev.patchbay.core.internal.definitions.Grants;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.core.internal.tokens.HeldTokens;
import dev.patchbay.core.internal.tokens.TokenSealing;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.vault.VaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a connection that is connected again has stored: what of it may stay, and whose login it was. Thread-safe. */
final class StoredBefore {
    private final Database database;
    private final ConnectedRows rows;
    private final TokenSealing tokens;
    private final ClientSource clients;

    StoredBefore(Database database, ConnectedRows rows, TokenSealing tokens, ClientSource clients) {
        this.database = database;
        this.rows = rows;
        this.tokens = tokens;
        this.clients = clients;
    }

    /** What the form may begin with: nothing where the connection is new or had another method. */
    Values values(Session session, Providers.Live live, ConnectionMethod method) {
        if (!session.state().reconnect) {
            return Values.empty();
        }
        Loaded loaded = rows.current(session.state().connection, live);
        if (!loaded.row().method().equals(method.id())) {
            return Values.empty();
        }
        Map<String, Object> kept = new TreeMap<>(rows.open(loaded).asMap());
        kept.keySet().removeIf(name -> method.field(name).filter(f -> f.scope() == Field.Scope.CONNECTION).isEmpty());
        return Values.of(kept);
    }

    /** The names of stored secrets that may stay. */
    static List<String> secrets(Values stored) {
        return stored.asMap().entrySet().stream()
                .filter(each -> each.getValue() instanceof Secret).map(Map.Entry::getKey).toList();
    }

    /**
     * A changed endpoint takes no stored secret along: whoever changes it must know the secrets.
     *
     * @param entered what came with the form
     */
    List<FieldError> keptAcrossEndpoints(
            Session session, Values stored, Map<String, Object> entered, Prepared next) {
        List<String> kept = new ArrayList<>(secrets(stored));
        kept.removeIf(name -> entered.containsKey(name) || !next.values().asMap().containsKey(name));
        if (kept.isEmpty() || !endpointChanged(session, stored, next)) {
            return List.of();
        }
        return kept.stream()
                .map(name -> new FieldError("values." + name, "secret-needed", "Enter this again: where the connection goes changes."))
                .toList();
    }

    private boolean endpointChanged(Session session, Values stored, Prepared next) {
        Map<String, Object> before = new TreeMap<>(stored.asMap());
        clientBefore(session).ifPresent(client -> before.putAll(client.values().asMap()));
        Values former = Values.of(before);
        Values now = next.merged();
        Set<String> names = Grants.endpointFields(next.live().definition(), next.method());
        return names.stream().flatMap(name -> next.method().field(name).stream())
                .anyMatch(field -> !former.find(field).equals(now.find(field)));
    }

    private Optional<ClientSource.Client> clientBefore(Session session) {
        return rows.find(session.state().connection)
                .map(row -> Grant.parse(row.grant()).client())
                .flatMap(clients::find);
    }

    /** The tokens the connection had, where they can be read. */
    @Nullable HeldTokens tokens(Session session, Providers.Live live) {
        if (!session.state().reconnect) {
            return null;
        }
        Loaded loaded = rows.current(session.state().connection, live);
        try {
            return database.read(r -> r.findTokens(loaded.row().id())).map(row -> tokens.open(loaded, row)).orElse(null);
        } catch (VaultException e) {
            return null;
        }
    }
}
