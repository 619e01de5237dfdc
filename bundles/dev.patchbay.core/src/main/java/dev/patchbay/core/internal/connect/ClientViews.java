package dev.patchbay.core.internal.connect;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.connections.ClientSource;
import dev.patchbay.host.connect.OAuthClients.OAuthClientView;
import dev.patchbay.host.store.OAuthRows.ClientRow;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** OAuth clients as anyone with {@code read} sees them: a value whose field is not known as no secret is a mask. Thread-safe. */
final class ClientViews {
    private static final Map<String, Boolean> MASK = Map.of("set", true);

    private final ClientRecords records;
    private final ClientSource source;

    ClientViews(ClientRecords records, ClientSource source) {
        this.records = records;
        this.source = source;
    }

    /** The client, which this many connections use. */
    OAuthClientView view(ClientRow row, long connections) {
        ClientRecords.Opened opened = records.open(row);
        return new OAuthClientView(
                row.id(), row.account(), row.provider(), row.method(), row.label(), masked(opened),
                source.redirectUri(row.id()), opened.isComplete(), connections, row.version(),
                Instant.ofEpochMilli(row.createdAt()), Instant.ofEpochMilli(row.updatedAt()));
    }

    private static Map<String, Object> masked(ClientRecords.Opened opened) {
        Optional<ConnectionMethod> method = opened.method();
        Map<String, Object> shown = new TreeMap<>();
        opened.content().values().asMap().forEach((name, value) -> {
            Optional<Field<?>> field = method.flatMap(m -> m.field(name));
            boolean open = !(value instanceof Secret) && field.isPresent() && !field.get().isSecret();
            shown.put(name, open ? value : MASK);
        });
        return Collections.unmodifiableMap(shown);
    }
}
