package dev.patchbay.core.internal.updates;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;

import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.core.internal.connections.Sealing;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.ProviderUpdates;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.store.StoreException;
import dev.patchbay.host.store.UpdateRows.FormerRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider in three versions of its schema, and connections of the first. */
final class UpdateFixture implements AutoCloseable {
    static final Field<String> LOGIN = Field.text("login", "Login");
    static final Field<String> REGION = Field.choice("region", "Region", Field.option("eu", "EU"), Field.option("us", "US"));

    final HostFixture host;
    final ProviderUpdates updates;

    UpdateFixture(Path data) throws IOException {
        this(new HostFixture(data));
    }

    UpdateFixture(HostFixture host) {
        this.host = host;
        updates = host.parts.following.updates;
    }

    /** The user name is called login, a port is set. */
    static ConnectionDefinition two() {
        return ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(2, Migration.from(1).rename("username", "login").put("port", 2121))
                .methods(ConnectionMethod.of("password", "Password")
                        .fields(HostFixture.HOST, HostFixture.PORT, LOGIN, HostFixture.PASSWORD));
    }

    /** There is a region too. */
    static ConnectionDefinition three() {
        return ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}")
                .version(3, Migration.from(1).rename("username", "login").put("port", 2121), Migration.from(2).put("region", "eu"))
                .methods(ConnectionMethod.of("password", "Password")
                        .fields(HostFixture.HOST, HostFixture.PORT, LOGIN, HostFixture.PASSWORD, REGION));
    }

    List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(create("n" + i, "host" + i + ".example.com"));
        }
        return ids;
    }

    String create(String label, String hostName) {
        host.clock.advance(Duration.ofMillis(1));
        RawValues values = new RawValues(Map.of("host", hostName, "username", "ada", "password", CANARY));
        return host.parts.connections.create(ADMIN, new ConnectionDraft("shop", "ftp", null, label, values), null).id();
    }

    /** What the background does by and by. */
    void sweep() {
        while (host.parts.following.sweep.step()) {
            Thread.onSpinWait();
        }
    }

    Map<String, Object> values(String id) {
        return new Sealing(new UnlockedVault(host.vault)).open(
                new Sealing(new UnlockedVault(host.vault)).load(host.row(id))).asMap();
    }

    List<FormerRow> kept() {
        return host.store.read(r -> r.listFormer("ftp", "", 1_000));
    }

    long count(String action) {
        return host.actions().stream().filter(action::equals).count();
    }

    /** Every write after so many fails, as if the host had died. */
    void dieAfterWrites(int count) {
        AtomicInteger left = new AtomicInteger(count);
        host.store.beforeWrite = () -> {
            if (left.getAndDecrement() <= 0) {
                throw new StoreException(StoreException.Reason.UNAVAILABLE, "The host died.", null);
            }
        };
    }

    void live() {
        host.store.beforeWrite = null;
    }

    @Override
    public void close() {
        host.close();
    }
}
