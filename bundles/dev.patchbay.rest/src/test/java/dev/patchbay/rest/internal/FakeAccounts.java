package dev.patchbay.rest.internal;

import dev.patchbay.host.access.Caller;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.steps.Accounts;
import java.util.List;

/** Accounts that are always the same. */
final class FakeAccounts implements Accounts {
    private final FakeHost host;

    FakeAccounts(FakeHost host) {
        this.host = host;
    }

    @Override
    public Page<Listed> list(Caller caller, Query query) {
        host.note("accounts " + query);
        return new Page<>(List.of(new Listed(get(caller, "acme"), 7)), "n");
    }

    @Override
    public AccountView get(Caller caller, String id) {
        return new AccountView(id, id, new Branding(null, null, null), null, List.of(), 0, null);
    }

    @Override
    public AccountView put(Caller caller, String id, Description description) {
        host.note("describe " + id + " " + description);
        return new AccountView(id, "Acme", new Branding("Acme", "https://acme.example/l.svg", "#102030"), "acme.myshopify.com",
                List.of("own-app"), 2, FakeHost.THEN);
    }

    @Override
    public void delete(Caller caller, String id, boolean force) {
        host.note("forget " + id + " " + force);
    }
}
