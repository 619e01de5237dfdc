package dev.patchbay.core.internal.steps;

import static dev.patchbay.core.internal.HostFixture.ADMIN;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.base.Cursors;
import dev.patchbay.core.internal.base.Database;
import dev.patchbay.core.internal.connections.RowDraft;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import dev.patchbay.host.steps.Steps.Binding;
import dev.patchbay.host.steps.Steps.Need;
import dev.patchbay.host.steps.Steps.StepKey;
import dev.patchbay.host.steps.Steps.StepView;
import dev.patchbay.host.store.ConnectionRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps and accounts over a real database, with an FTP, a shop and a built-in provider. */
final class StepsFixture implements AutoCloseable {
    static final StepKey KEY = new StepKey("a", "orders", "send-file");
    static final Field<String> SHOP = Field.text("shop", "Shop").pattern("[a-z0-9][a-z0-9-]*");
    static final Field<Secret> TOKEN = Field.secret("token", "Token");

    final HostFixture host;
    final StoredAccounts accounts;
    final StoredSteps steps;

    StepsFixture(Path data) throws IOException {
        host = new HostFixture(data);
        Database database = new Database(host.store);
        accounts = new StoredAccounts(
                database, new AccountRecords(host.ground().unlocked()), new Cursors(host.ground().unlocked()),
                host.ground().chain(), host.clock);
        steps = new StoredSteps(
                database, host.parts.connections, host.parts.use, host.providers, accounts, host.ground().chain(), host.clock);
        host.providers.install(shops("any-name-at-all", "https://{shop}.myshopify.com"));
        host.providers.install(ConnectionDefinition.of("builtin", "Built-in tool")
                .methods(ConnectionMethod.of("none", "No login").auth(Auth.none())));
    }

    /** A provider with a field {@code shop}. */
    static ConnectionDefinition shops(String id, String baseUrl) {
        return ConnectionDefinition.of(id, "Shop").baseUrl(baseUrl)
                .methods(ConnectionMethod.of("token", "Token").fields(SHOP, TOKEN));
    }

    String ftp(String account, String label) {
        return host.create(account, label).id();
    }

    String shop(String account, String shop) {
        RawValues values = new RawValues(Map.of("shop", shop, "token", "t"));
        return host.parts.connections
                .create(ADMIN, new ConnectionDraft(account, "any-name-at-all", null, shop, values), null).id();
    }

    /** Gives a connection another status, as a refresh that failed does. */
    void status(String id, Status status, @Nullable String reason) {
        ConnectionRow row = host.row(id);
        RowDraft next = RowDraft.after(row, host.clock.millis()).status(status.word(), reason);
        ConnectionRow sealed = new Sealing(host.ground().unlocked()).sealEmpty(next);
        if (!host.store.write(w -> w.updateConnection(sealed, row.version()))) {
            throw new AssertionError("the connection was changed meanwhile");
        }
    }

    StepView need(String provider, @Nullable String shop) {
        return steps.put(ADMIN, KEY, new Binding(new Need(provider, shop), null));
    }

    StepView bind(@Nullable String connection) {
        return steps.put(ADMIN, KEY, new Binding(null, connection));
    }

    StepView get() {
        return steps.get(ADMIN, KEY);
    }

    /** The account {@code a} with an own shop and providers it needs no connection for. */
    void describe(@Nullable String ownShop, String... notRequired) {
        accounts.put(ADMIN, "a", description(null, ownShop, notRequired));
    }

    static Description description(@Nullable Long expected, @Nullable String ownShop, String... notRequired) {
        return new Description(null, new Branding(null, null, null), ownShop, List.copyOf(Arrays.asList(notRequired)), expected);
    }

    @Override
    public void close() {
        host.close();
    }
}
