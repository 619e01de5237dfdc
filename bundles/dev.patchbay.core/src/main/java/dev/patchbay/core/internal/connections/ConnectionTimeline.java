package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.core.internal.base.TextMap;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDirectory.Event;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.store.ConnectionRow;
import dev.patchbay.host.store.Rows.AuditRow;
import dev.patchbay.host.store.Rows.CountedAuditRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a connection: the audit's entries on it, for whoever sees the connection. Thread-safe. */
public final class ConnectionTimeline {
    private final Database database;
    private final ConnectionLookup lookup;
    private final Cursors cursors;

    public ConnectionTimeline(Database database, ConnectionLookup lookup, Cursors cursors) {
        this.database = database;
        this.lookup = lookup;
        this.cursors = cursors;
    }

    Page<Event> events(Caller caller, String id, int limit, @Nullable String cursor) {
        Permissions.require(caller, Scope.READ);
        ConnectionRow row = lookup.present(caller, id);
        Cursors.checkedLimit(limit);
        String listing = "events of " + row.id();
        Cursors.Position after = cursors.read(listing, cursor);
        long before = after == null ? Long.MAX_VALUE : after.number();
        List<CountedAuditRow> rows = database.read(r -> r.listAudit(null, row.id(), null, before, limit + 1));
        return cursors.page(
                listing, rows, limit, r -> new Cursors.Position(r.entry().seq(), ""), ConnectionTimeline::event);
    }

    private static Event event(CountedAuditRow counted) {
        AuditRow row = counted.entry();
        return new Event(
                Instant.ofEpochMilli(row.at()), row.action(), row.callerLabel(), TextMap.read(row.detail()), counted.count());
    }
}
