package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.audit.AuditChain;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.store.ConnectionFilter;
import dev.patchbay.host.store.ConnectionFilter.Place;
import dev.patchbay.host.store.ConnectionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists and exports connections. {@code unavailable} is no stored status: it follows from which providers are here. So a
 * listing by status reads rows of the stored status and leaves out those shown otherwise; one answer looks at a bounded number
 * of rows, and a page may therefore be short, or empty, and still have a next one. No row is left out or shown twice.
 * Thread-safe.
 */
public final class ConnectionListing {
    private static final int LOOKED_AT = 10_000;
    private static final int BATCH = 500;
    /** In another order than by age each batch costs a look at the whole index, and so is larger. */
    private static final int LARGE_BATCH = 2_500;
    private static final int EXPORTED = 100;

    private final Database database;
    private final Cursors cursors;
    private final ConnectionViews views;
    private final AuditChain audit;

    public ConnectionListing(Database database, Cursors cursors, ConnectionViews views, AuditChain audit) {
        this.database = database;
        this.cursors = cursors;
        this.views = views;
        this.audit = audit;
    }

    Page<ConnectionView> list(Caller caller, ConnectionQuery query) {
        Permissions.require(caller, Scope.READ);
        int limit = Cursors.checkedLimit(query.limit());
        Place after = ListingCursor.read(cursors, query);
        List<String> words = Words.of(query.words());
        if (query.account() != null && !Permissions.maySee(caller, query.account())) {
            return new Page<>(List.of(), null);
        }
        String account = caller.account() == null ? query.account() : caller.account();
        if (query.status() != null) {
            return byStatus(account, query, words, after, query.status());
        }
        ConnectionFilter filter = filter(account, query, null, words, after, limit + 1);
        List<ConnectionRow> rows = database.read(r -> r.listConnections(filter));
        if (rows.size() <= limit) {
            return page(rows, null);
        }
        Place last = Place.of(query.order(), rows.get(limit - 1));
        return page(rows.subList(0, limit), ListingCursor.write(cursors, query.order(), last));
    }

    private Page<ConnectionView> byStatus(
            @Nullable String account,
            ConnectionQuery query,
            List<String> words,
            @Nullable Place after,
            Status status) {
        String stored = status == Status.UNAVAILABLE ? null : status.word();
        List<ConnectionRow> shown = new ArrayList<>();
        int batch = query.order() == ConnectionOrder.CREATED ? BATCH : LARGE_BATCH;
        Place last = after;
        for (int seen = 0; seen < LOOKED_AT; ) {
            ConnectionFilter filter = filter(account, query, stored, words, last, batch);
            List<ConnectionRow> rows = database.read(r -> r.listConnections(filter));
            for (ConnectionRow row : rows) {
                last = Place.of(query.order(), row);
                if (views.status(row) == status) {
                    shown.add(row);
                }
                if (shown.size() == query.limit()) {
                    return page(shown, ListingCursor.write(cursors, query.order(), last));
                }
            }
            if (rows.size() < batch) {
                return page(shown, null);
            }
            seen += rows.size();
        }
        return page(shown, last == null ? null : ListingCursor.write(cursors, query.order(), last));
    }

    private Page<ConnectionView> page(List<ConnectionRow> rows, @Nullable String next) {
        ConnectionViews.Beside beside = views.beside(rows);
        return new Page<>(rows.stream().map(row -> views.listed(row, beside)).toList(), next);
    }

    private static ConnectionFilter filter(
            @Nullable String account,
            ConnectionQuery query,
            @Nullable String status,
            List<String> words,
            @Nullable Place after,
            int limit) {
        return new ConnectionFilter(
                account, query.provider(), status, words, query.deleted(), query.order(), after, limit);
    }

    /**
     * Hands over every connection, some at a time: no view of the database stays open while a slow reader takes them. Only
     * the ids are held; one that is deleted meanwhile is left out.
     */
    void export(Caller caller, @Nullable String account, Consumer<ConnectionView> each) {
        Permissions.require(caller, Scope.READ);
        if (account != null && !Permissions.maySee(caller, account)) {
            return;
        }
        String only = caller.account() == null ? account : caller.account();
        database.write(w -> audit.append(
                w, caller, "connection.export", "connections", only, Map.of("secrets", "false")));
        List<String> ids = new ArrayList<>();
        database.read(r -> {
            r.eachConnection(row -> {
                if (row.deletedAt() == null && (only == null || only.equals(row.account()))) {
                    ids.add(row.id());
                }
            });
            return ids;
        });
        for (int from = 0; from < ids.size(); from += EXPORTED) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + EXPORTED));
            List<ConnectionRow> rows =
                    database.read(r -> some.stream().flatMap(id -> r.findConnection(id).stream()).toList());
            ConnectionViews.Beside beside = views.beside(rows);
            rows.stream().filter(row -> row.deletedAt() == null).map(row -> views.listed(row, beside)).forEach(each);
        }
    }
}
