package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connect.CallbackDoctor;
import dev.patchbay.host.connect.ConnectSessions;
import dev.patchbay.host.connect.OAuthClients;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.connections.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connect sessions, OAuth clients and the doctor, always the same. */
final class FakeSignIns implements ConnectSessions, OAuthClients, CallbackDoctor {
    private static final Link LINK =
            new Link("ses_1", URI.create("https://connect.example.com/connect/abc"), FakeHost.THEN);

    private final FakeHost host;

    FakeSignIns(FakeHost host) {
        this.host = host;
    }

    @Override
    public Link create(Caller caller, Request request, Idempotency once) {
        host.note("session " + request + (once == null ? "" : " once " + once.key()));
        return LINK;
    }

    @Override
    public Link reconnect(Caller caller, String connection) {
        host.note("reconnect " + FakeConnections.view(connection).id());
        return LINK;
    }

    private static OAuthClientView client(String id, String account) {
        if (!id.startsWith("cli_")) {
            throw FakeHost.notFound();
        }
        return new OAuthClientView(id, account, "oauth2", "code", "Our app", Map.of("clientSecret", Map.of("set", true)),
                URI.create("https://connect.example.com/oauth/callback/" + id), false, 3, 7, FakeHost.THEN, FakeHost.THEN);
    }

    @Override
    public Page<OAuthClientView> list(Caller caller, String account, String provider, int limit, String cursor) {
        host.note("clients " + account + " " + provider + " " + limit + " " + cursor);
        return new Page<>(List.of(client("cli_1", null)), "n");
    }

    @Override
    public OAuthClientView get(Caller caller, String id) {
        return client(id, "acme");
    }

    @Override
    public OAuthClientView create(Caller caller, Draft draft) {
        host.note("client " + draft + draft.values().asMap());
        return client("cli_2", draft.account());
    }

    @Override
    public OAuthClientView edit(Caller caller, String id, Edit edit) {
        host.note("edit " + id + " " + edit + edit.values().asMap());
        return client(id, null);
    }

    @Override
    public void delete(Caller caller, String id, Long expectedVersion) {
        host.note("delete " + id + " " + expectedVersion);
    }

    @Override
    public Diagnosis diagnose(Caller caller) {
        host.note("diagnose");
        return new Diagnosis("https://connect.example.com", false, List.of(
                new Check("scheme", true, "https"), new Check("prefix", false, "Take it off.")));
    }

    @Override
    public Optional<String> echo(String nonce, Map<String, String> arrived) {
        throw new AssertionError("no request of the API comes here");
    }
}
