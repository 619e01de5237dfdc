package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.ConnectionDirectory;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ConnectionEdit;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.connections.ConnectionSummary;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.problem.FieldError;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Connections that are always the same. */
final class FakeConnections implements ConnectionDirectory {
    private final FakeHost host;
    volatile int exported = 2;

    FakeConnections(FakeHost host) {
        this.host = host;
    }

    static ConnectionView view(String id) {
        if (!id.startsWith("con_")) {
            throw FakeHost.notFound();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", "files.example");
        values.put("port", 21);
        values.put("password", Map.of("set", true));
        return new ConnectionView(id, "acme", "ftp", "login", "Täglich", Status.FAILING, "UNREACHABLE", values, 1, 3,
                FakeHost.THEN, FakeHost.THEN, null, null, null,
                new ConnectionView.LastTest(FakeHost.THEN, false, "UNREACHABLE"), List.of());
    }

    /** One with what a sign-in left. */
    static ConnectionView signedIn(String id) {
        ConnectionView v = view(id);
        return new ConnectionView(v.id(), v.account(), v.provider(), v.method(), v.label(), Status.READY, null, Map.of(), 1, 4,
                v.createdAt(), v.updatedAt(), FakeHost.THEN, null, null, null,
                new ConnectionView.OAuth("cli_1", List.of("read", "write"), List.of("read"), List.of("write"), "ada@app"), 2, List.of());
    }

    @Override
    public Page<Event> events(Caller caller, String id, int limit, String cursor) {
        host.note("events " + view(id).id() + " " + limit + " " + cursor);
        return new Page<>(List.of(new Event(FakeHost.THEN, "connection.refresh-failed", "Patchbay", Map.of("reason", "DECLINED"), 2)), "n");
    }

    @Override
    public Page<ConnectionView> list(Caller caller, ConnectionQuery query) {
        host.note("list " + query);
        return new Page<>(List.of(view("con_1")), "abc");
    }

    @Override
    public ConnectionSummary summary(Caller caller, String account, String provider, String words) {
        host.note("summary " + account + " " + provider + " " + words);
        return new ConnectionSummary(3, Map.of(Status.READY, 2L, Status.UNAVAILABLE, 1L),
                List.of(new ConnectionSummary.OfProvider("ftp", "FTP", 3)));
    }

    @Override
    public ConnectionView get(Caller caller, String id) {
        return view(id);
    }

    @Override
    public ConnectionView create(Caller caller, ConnectionDraft draft, Idempotency once) {
        host.note("create " + draft + draft.values().asMap()
                + (once == null ? "" : " once " + once.key() + " " + HexFormat.of().formatHex(once.bodyDigest()).substring(0, 8)));
        ConnectionView v = view("con_2");
        return new ConnectionView(v.id(), v.account(), v.provider(), v.method(), v.label(), v.status(), null, v.values(), 1, 1,
                v.createdAt(), v.updatedAt(), null, null, null, null,
                List.of(new FieldError("values.password", "white-space", "It ends with white space.")));
    }

    @Override
    public List<FieldError> faults(Caller caller, ConnectionDraft draft) {
        return host.faults;
    }

    @Override
    public List<FieldError> faults(Caller caller, String id, ConnectionEdit edit) {
        return host.faults;
    }

    @Override
    public ConnectionView edit(Caller caller, String id, ConnectionEdit edit) {
        host.note("edit " + id + " " + edit + edit.values().asMap());
        return view(id);
    }

    @Override
    public void delete(Caller caller, String id, boolean force, boolean now, Long version) {
        host.note("delete " + id + " force=" + force + " now=" + now + " version=" + version);
    }

    @Override
    public ConnectionView restore(Caller caller, String id) {
        host.note("restore " + id);
        return view(id);
    }

    @Override
    public void export(Caller caller, String account, Consumer<ConnectionView> each) {
        if ("nobody".equals(account)) {
            throw FakeHost.notFound();
        }
        each.accept(view("con_1"));
        if ("half".equals(account)) {
            for (int i = 0; i < 1000; i++) {
                each.accept(view("con_" + i));
            }
            throw new IllegalStateException("the database went away with " + FakeHost.SECRET);
        }
        each.accept(view("con_2"));
    }
}
