package dev.patchbay.core.internal.tokens;

import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.connections.SignInFacts;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.vault.VaultException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What is stored of sign-ins. Thread-safe. */
public final class StoredSignIns implements SignInFacts {
    private final Database database;
    private final TokenSealing sealing;

    public StoredSignIns(Database database, TokenSealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    @Override
    public Map<String, Long> ends(Collection<String> connections) {
        return connections.isEmpty() ? Map.of() : database.read(r -> r.tokenExpiries(connections));
    }

    @Override
    public Optional<SignedIn> find(ConnectionRow row) {
        try {
            return database.read(r -> r.findTokens(row.id())).map(tokens -> sealing.open(row, tokens)).map(held ->
                    new SignedIn(held.requested(), held.tokens().scopes(),
                            held.appAccountLabel() == null ? held.appAccount() : held.appAccountLabel()));
        } catch (VaultException e) {
            return Optional.empty();
        }
    }
}
