package dev.patchbay.core.internal.connect;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Ids;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.core.internal.definitions.ClientHosts;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The OAuth clients in the store, for use. Opens them each time: they are asked for at sign-ins and renewals only. Thread-safe. */
public final class SealedClients implements ClientSource {
    private static final int BATCH = 100;
    /** No account is called so. */
    private static final String NOBODY = "";

    private final Database database;
    private final ClientRecords records;
    private final Supplier<String> publicUrl;

    SealedClients(Database database, ClientRecords records, Supplier<String> publicUrl) {
        this.database = database;
        this.records = records;
        this.publicUrl = publicUrl;
    }

    @Override
    public Optional<Client> find(String id) {
        Optional<ClientRow> row =
                Ids.isId(Ids.OAUTH_CLIENT, id) ? database.read(r -> r.findClient(id)) : Optional.empty();
        return row.map(records::open).filter(SealedClients::mayBeUsed).map(SealedClients::client);
    }

    @Override
    public List<Client> usable(@Nullable String account, String provider, String method) {
        String only = account == null ? NOBODY : account;
        List<Client> found = new ArrayList<>();
        ClientRow last = null;
        List<ClientRow> rows;
        do {
            ClientRow after = last;
            rows = database.read(r -> r.listClients(
                    only, provider, after == null ? null : after.createdAt(), after == null ? null : after.id(), BATCH));
            rows.stream()
                    .filter(row -> row.method().equals(method) && row.complete())
                    .map(records::open)
                    .filter(opened -> opened.isComplete() && mayBeUsed(opened))
                    .forEach(opened -> found.add(client(opened)));
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1);
        } while (rows.size() == BATCH);
        found.sort(Comparator.comparing(client -> client.account() == null));
        return List.copyOf(found);
    }

    @Override
    public URI redirectUri(String client) {
        return URI.create(publicUrl.get() + "/oauth/callback/" + client);
    }

    private static boolean mayBeUsed(ClientRecords.Opened opened) {
        if (!opened.intact() || opened.definition() == null || opened.method().isEmpty()) {
            return false;
        }
        return !opened.isMoved() && (opened.row().account() != null
                || ClientHosts.decidedBy(opened.definition(), opened.method().get()).isEmpty());
    }

    private static Client client(ClientRecords.Opened opened) {
        ClientRow row = opened.row();
        return new Client(
                row.id(), row.account(), row.provider(), row.method(), row.label(), opened.isComplete(),
                opened.content().values());
    }
}
