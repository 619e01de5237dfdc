package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Permissions;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.problem.FieldError;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections in the store. Thread-safe. */
public final class StoredConnections implements ConnectionDirectory {
    private final ConnectionLookup lookup;
    private final ConnectionViews views;
    private final ConnectionListing listing;
    private final ConnectionCounts counts;
    private final ConnectionCreation creation;
    private final ConnectionChange change;
    private final ConnectionRemoval removal;
    private final ConnectionTimeline timeline;

    public StoredConnections(
            ConnectionLookup lookup,
            ConnectionViews views,
            ConnectionListing listing,
            ConnectionCounts counts,
            ConnectionCreation creation,
            ConnectionChange change,
            ConnectionRemoval removal,
            ConnectionTimeline timeline) {
        this.lookup = lookup;
        this.views = views;
        this.listing = listing;
        this.counts = counts;
        this.creation = creation;
        this.change = change;
        this.removal = removal;
        this.timeline = timeline;
    }

    @Override
    public Page<ConnectionView> list(Caller caller, ConnectionQuery query) {
        return listing.list(caller, query);
    }

    @Override
    public ConnectionSummary summary(
            Caller caller, @Nullable String account, @Nullable String provider, @Nullable String words) {
        return counts.summary(caller, account, provider, words);
    }

    @Override
    public ConnectionView get(Caller caller, String id) {
        Permissions.require(caller, Scope.READ);
        return views.view(lookup.present(caller, id));
    }

    @Override
    public ConnectionView create(Caller caller, ConnectionDraft draft, @Nullable Idempotency idempotency) {
        return creation.create(caller, draft, idempotency);
    }

    @Override
    public List<FieldError> faults(Caller caller, ConnectionDraft draft) {
        return creation.faults(caller, draft);
    }

    @Override
    public ConnectionView edit(Caller caller, String id, ConnectionEdit edit) {
        return change.edit(caller, id, edit);
    }

    @Override
    public List<FieldError> faults(Caller caller, String id, ConnectionEdit edit) {
        return change.faults(caller, id, edit);
    }

    @Override
    public void delete(Caller caller, String id, boolean force, boolean now, @Nullable Long expectedVersion) {
        removal.delete(caller, id, force, now, expectedVersion);
    }

    @Override
    public ConnectionView restore(Caller caller, String id) {
        return removal.restore(caller, id);
    }

    @Override
    public void export(Caller caller, @Nullable String account, Consumer<ConnectionView> each) {
        listing.export(caller, account, each);
    }

    @Override
    public Page<Event> events(Caller caller, String id, int limit, @Nullable String cursor) {
        return timeline.events(caller, id, limit, cursor);
    }
}
