package dev.patchbay.core.internal.connect;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Values;
import dev.patchbay.core.internal.definitions.ClientHosts;
import dev.patchbay.core.internal.definitions.ValueRules;
import dev.patchbay.core.internal.providers.Providers;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import dev.patchbay.host.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OAuth clients as read: opened, and with the method of the provider they were made for. Thread-safe. */
final class ClientRecords {
    /**
     * An OAuth client in clear.
     *
     * @param intact whether it opens; the values are none otherwise
     * @param definition of its provider, here or away; null for one nobody knows, or that another bundle gives now
     */
    record Opened(
            ClientRow row, boolean intact, ClientSealing.Content content, @Nullable ConnectionDefinition definition) {
        /** The method it is for, where that is still one with an OAuth client. */
        Optional<ConnectionMethod> method() {
            return definition == null
                    ? Optional.empty()
                    : definition.method(row.method()).filter(ConnectionMethod::needsClient);
        }

        /** Whether every value that is needed now is there, and the secrets go where they were meant to. */
        boolean isComplete() {
            return intact && row.complete() && method().filter(this::fits).isPresent() && !isMoved();
        }

        /** Whether an update of the provider would send the secrets to a host that they were not entered for. */
        boolean isMoved() {
            return !content.hosts().isEmpty()
                    && method().filter(m -> !content.hosts().containsAll(ClientHosts.of(definition, m))).isPresent();
        }

        private boolean fits(ConnectionMethod method) {
            return ValueRules.checkClient(method, content.values().asMap(), "", true).errors().isEmpty();
        }

        @Override
        public String toString() {
            return row.id();
        }
    }

    private static final ClientSealing.Content NOTHING = new ClientSealing.Content("", Set.of(), Values.empty());

    private final ClientSealing sealing;
    private final Providers providers;

    ClientRecords(ClientSealing sealing, Providers providers) {
        this.sealing = sealing;
        this.providers = providers;
    }

    Opened open(ClientRow row) {
        try {
            ClientSealing.Content content = sealing.open(row);
            return new Opened(row, true, content, definition(row.provider(), content.owner()));
        } catch (VaultException e) {
            return new Opened(row, false, NOTHING, definition(row.provider(), ""));
        }
    }

    List<Opened> open(List<ClientRow> rows) {
        return rows.stream().map(this::open).toList();
    }

    /** Empty as owner: nothing that belongs to anyone was sealed. */
    private @Nullable ConnectionDefinition definition(String provider, String owner) {
        Optional<Providers.Live> live = providers.find(provider);
        if (live.isPresent()) {
            boolean same = owner.isEmpty() || owner.equals(live.get().owner());
            return same ? live.get().definition() : null;
        }
        return providers.definition(provider).orElse(null);
    }
}
