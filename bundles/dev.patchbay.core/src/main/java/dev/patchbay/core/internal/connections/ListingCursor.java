package dev.patchbay.core.internal.connections;

import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.host.connections.ConnectionOrder;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.store.ConnectionFilter.Place;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of the listing of connections: one listing for each order, so that a cursor of one is none of another. A label stands
 * before the id and a line break between them, which no label holds.
 */
final class ListingCursor {
    private ListingCursor() {}

    static String write(Cursors cursors, ConnectionOrder order, Place place) {
        String text = order == ConnectionOrder.LABEL ? place.text() + '\n' + place.id() : place.id();
        return cursors.write(listing(order), new Cursors.Position(place.number(), text));
    }

    static @Nullable Place read(Cursors cursors, ConnectionQuery query) {
        Cursors.Position position = cursors.read(listing(query.order()), query.cursor());
        if (position == null) {
            return null;
        }
        int end = position.id().lastIndexOf('\n');
        String label = end < 0 ? "" : position.id().substring(0, end);
        return new Place(position.number(), label, position.id().substring(end + 1));
    }

    private static String listing(ConnectionOrder order) {
        return order == ConnectionOrder.CREATED ? "connections" : "connections by " + order.word();
    }
}
