package dev.patchbay.core.internal.updates;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.problem.ProblemException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The background's way over the connections of a provider that was updated. */
public class ProviderSweepTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private UpdateFixture fixture;
    private HostFixture host;

    @Before
    public void open() throws Exception {
        fixture = new UpdateFixture(folder.getRoot().toPath());
        host = fixture.host;
    }

    @After
    public void close() {
        fixture.close();
    }

    private long toMigrate() {
        return fixture.updates.standing("ftp").toMigrate();
    }

    @Test
    public void eachStepIsBoundedAndTheRestIsSeen() {
        fixture.create(250);
        host.providers.install(UpdateFixture.two());
        assertEquals(250, toMigrate());
        assertTrue(host.parts.following.sweep.step());
        assertEquals(150, toMigrate());
        assertTrue(host.parts.following.sweep.step());
        assertTrue(host.parts.following.sweep.step());
        assertEquals(0, toMigrate());
        assertFalse(host.parts.following.sweep.step());
        assertEquals(250, fixture.count("connection.migrate"));
    }

    @Test
    public void afterACrashItGoesOnWhereItWas() {
        List<String> ids = fixture.create(250);
        host.providers.install(UpdateFixture.two());
        assertTrue(host.parts.following.sweep.step());
        fixture.dieAfterWrites(30);
        assertThrows(ProblemException.class, () -> host.parts.following.sweep.step());
        fixture.live();
        assertEquals(120, toMigrate());
        UpdateFixture next = new UpdateFixture(host.twin());
        next.host.store.reads.set(0);
        next.sweep();
        assertEquals(250, fixture.count("connection.migrate"));
        for (String id : ids) {
            assertEquals(2, host.row(id).schemaVersion());
        }
        UpdateFixture another = new UpdateFixture(host.twin());
        another.host.store.writes.set(0);
        assertFalse("what is done is not done again", another.host.parts.following.sweep.step());
        assertEquals(0, another.host.store.writes.get());
    }

    @Test
    public void anotherVersionMeanwhileBeginsAnew() {
        fixture.create(250);
        host.providers.install(UpdateFixture.two());
        host.parts.following.sweep.step();
        host.providers.install(UpdateFixture.three());
        fixture.sweep();
        assertEquals(0, toMigrate());
        assertEquals(0L, (long) host.store.read(r -> r.countBefore("ftp", 3)));
    }

    @Test
    public void usesWhileItSweepsMigrateEachOnce() throws Exception {
        List<String> ids = fixture.create(150);
        host.providers.install(UpdateFixture.two());
        AtomicInteger turn = new AtomicInteger();
        Together.run(4, () -> {
            if (turn.getAndIncrement() == 0) {
                fixture.sweep();
            } else {
                ids.forEach(id -> assertEquals("ada", host.parts.use.credential(ADMIN, id).values().get("login")));
            }
            return true;
        });
        assertEquals(150, fixture.count("connection.migrate"));
        assertEquals(150, fixture.kept().size());
    }

    @Test
    public void aForgedRecordIsPassedOver() {
        List<String> ids = fixture.create(3);
        Sql.run(host.data, "UPDATE connection SET label = 'x' WHERE id = '" + ids.get(1) + "'");
        host.providers.install(UpdateFixture.two());
        fixture.sweep();
        assertEquals("2 1 2", host.row(ids.get(0)).schemaVersion() + " " + host.row(ids.get(1)).schemaVersion() + " "
                + host.row(ids.get(2)).schemaVersion());
    }

    @Test
    public void aProviderWithoutConnectionsCostsNoWrite() {
        host.store.writes.set(0);
        fixture.sweep();
        assertEquals(0, host.store.writes.get());
    }
}
