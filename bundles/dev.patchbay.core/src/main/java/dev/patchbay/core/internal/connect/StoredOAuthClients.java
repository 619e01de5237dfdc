package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.base.Labels;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.Problems;
import dev.patchbay.core.internal.connections.ActiveKek;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.problem.FieldError;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.store.StoreReader;
import dev.patchbay.host.store.StoreWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth clients in the store. Everyone with {@code read} sees those of all accounts, masked; only an administrator of all
 * accounts changes them. Thread-safe.
 */
public final class StoredOAuthClients implements OAuthClients {
    private static final String LISTING = "oauth-clients";
    private static final int TRIES = 20;
    private static final int NAMED = 20;

    private final Database database;
    private final ClientSealing sealing;
    private final ClientRecords records;
    private final ClientCheck check;
    private final ClientViews views;
    private final ActiveKek kek;
    private final AuditChain audit;
    private final Cursors cursors;
    private final Ids ids;
    private final Clock clock;

    StoredOAuthClients(
            Database database,
            ClientSealing sealing,
            ClientRecords records,
            ClientCheck check,
            ClientViews views,
            ActiveKek kek,
            AuditChain audit,
            Cursors cursors,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.records = records;
        this.check = check;
        this.views = views;
        this.kek = kek;
        this.audit = audit;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Page<OAuthClientView> list(
            Caller caller, @Nullable String account, @Nullable String provider, int limit, @Nullable String cursor) {
        Permissions.require(caller, Scope.READ);
        Cursors.checkedLimit(limit);
        Cursors.Position after = cursors.read(LISTING, cursor);
        if (account != null && !Permissions.maySee(caller, account)) {
            return new Page<>(List.of(), null);
        }
        String only = caller.account() == null ? account : caller.account();
        return database.read(r -> {
            List<ClientRow> rows = r.listClients(
                    only, provider, after == null ? null : after.number(), after == null ? null : after.id(), limit + 1);
            return cursors.page(LISTING, rows, limit,
                    row -> new Cursors.Position(row.createdAt(), row.id()), row -> view(r, row));
        });
    }

    @Override
    public OAuthClientView get(Caller caller, String id) {
        Permissions.require(caller, Scope.READ);
        return database.read(r -> view(r, seen(r, caller, id)));
    }

    private OAuthClientView view(StoreReader reader, ClientRow row) {
        return views.view(row, reader.countConnectionsOfClient(row.id()));
    }

    /** The one decision on who sees a client. */
    private static ClientRow seen(StoreReader reader, Caller caller, String id) {
        Optional<ClientRow> found = Ids.isId(Ids.OAUTH_CLIENT, id) ? reader.findClient(id) : Optional.empty();
        return found.filter(row -> row.account() == null || Permissions.maySee(caller, row.account()))
                .orElseThrow(Permissions::notFound);
    }

    /** The same, and the one decision on who may change it. */
    private static ClientRow owned(StoreReader reader, Caller caller, String id) {
        ClientRow row = seen(reader, caller, id);
        requireMayChange(caller, row.account());
        return row;
    }

    private static void requireMayChange(Caller caller, @Nullable String account) {
        Permissions.require(caller, account == null ? Scope.ADMIN : Scope.WRITE);
        if (account == null) {
            Permissions.requireAllAccounts(caller);
        } else {
            Permissions.requireAccount(caller, account);
        }
    }

    @Override
    public OAuthClientView create(Caller caller, Draft draft) {
        requireMayChange(caller, draft.account());
        ClientCheck.Sound sound = check.forCreate(draft);
        for (int i = 0; i < TRIES; i++) {
            ClientRow row = sealed(draft, sound);
            if (database.write(w -> insert(w, caller, row))) {
                return views.view(row, 0);
            }
            kek.adopt();
        }
        throw Problems.changed();
    }

    private ClientRow sealed(Draft draft, ClientCheck.Sound sound) {
        long now = clock.millis();
        ClientRow bare = new ClientRow(
                ids.next(Ids.OAUTH_CLIENT), draft.account(), Objects.requireNonNull(draft.provider()), sound.method().id(),
                Labels.canonical(Objects.requireNonNull(draft.label())), sound.complete(), 1, "", new byte[0], new byte[0],
                new byte[0], now, now);
        return sealing.seal(bare, sound.content());
    }

    /** False where the KEK was replaced since: nothing new may come under one that is to be destroyed. */
    private boolean insert(StoreWriter writer, Caller caller, ClientRow row) {
        if (!writer.isActiveKey(row.kekId())) {
            return false;
        }
        writer.insertClient(row);
        audit.append(writer, caller, "oauth-client.create", row.id(), row.account(),
                Map.of("provider", row.provider(), "method", row.method(), "label", row.label()));
        return true;
    }

    @Override
    public OAuthClientView edit(Caller caller, String id, Edit edit) {
        Permissions.requireAny(caller, Scope.WRITE, Scope.ADMIN);
        for (int i = 0; i < TRIES; i++) {
            ClientRow row = database.read(r -> owned(r, caller, id));
            if (edit.expectedVersion() != null && edit.expectedVersion() != row.version()) {
                throw Problems.changed();
            }
            if (edit.label() == null && edit.values().asMap().isEmpty()) {
                return database.read(r -> view(r, row));
            }
            ClientRow next = changed(records.open(row), edit);
            if (database.write(w -> replace(w, caller, row, next, edit))) {
                return database.read(r -> view(r, next));
            }
        }
        throw Problems.changed();
    }

    private ClientRow changed(ClientRecords.Opened stored, Edit edit) {
        if (!stored.intact()) {
            throw Problems.integrity();
        }
        List<FieldError> errors = new ArrayList<>();
        if (edit.label() != null) {
            Labels.check("label", edit.label(), errors);
        }
        ClientRow row = stored.row();
        ClientSealing.Content content = stored.content();
        boolean complete = row.complete();
        if (!edit.values().asMap().isEmpty()) {
            ClientCheck.Sound sound = check.forEdit(stored, edit.values().asMap(), errors);
            content = sound.content();
            complete = sound.complete();
        } else if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        if (row.dataKey().length == 0) {
            kek.adopt(); // its new data key is stored under the active one only
        }
        String label = edit.label() == null ? row.label() : Labels.canonical(edit.label());
        return sealing.seal(
                new ClientRow(
                        row.id(), row.account(), row.provider(), row.method(), label, complete, row.version() + 1,
                        row.kekId(), row.dataKey(), row.payload(), row.mac(), row.createdAt(), clock.millis()),
                content);
    }

    private boolean replace(StoreWriter writer, Caller caller, ClientRow former, ClientRow next, Edit edit) {
        boolean same = writer.updateClient(next, former.version());
        if (same) {
            List<String> names = new ArrayList<>(edit.values().asMap().keySet());
            if (edit.label() != null) {
                names.add("label");
            }
            audit.append(writer, caller, "oauth-client.edit", next.id(), next.account(),
                    Map.of("fields", String.join(" ", names)));
        }
        return same;
    }

    @Override
    public void delete(Caller caller, String id, @Nullable Long expectedVersion) {
        Permissions.requireAny(caller, Scope.WRITE, Scope.ADMIN);
        database.write(w -> {
            ClientRow row = owned(w, caller, id);
            if (expectedVersion != null && expectedVersion != row.version()) {
                throw Problems.changed();
            }
            refuseWhereUsed(w, id);
            w.deleteClient(id);
            return audit.append(w, caller, "oauth-client.delete", id, row.account(),
                    Map.of("provider", row.provider(), "label", row.label()));
        });
    }

    private static void refuseWhereUsed(StoreReader reader, String id) {
        List<FieldError> errors = reader.connectionsOfClient(id, NAMED).stream()
                .map(c -> new FieldError("connections", "in-use", "The connection " + c + " uses it."))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.CONFLICT, reader.countConnectionsOfClient(id)
                    + " connections use this OAuth client, deleted ones that can be restored included; delete them first.", errors);
        }
    }
}
