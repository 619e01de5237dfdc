package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.FormerBundleRow;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The version before is kept, put back, and let go of. */
public class RollbackTest {
    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;

    @Before
    public void updateOnce() {
        fixture = host.fixture;
        fixture.installer.install(ADMIN, stream(sample("1")), null);
        fixture.installer.update(ADMIN, "acme.sample", stream(sample("2")), null, false);
    }

    private InstalledBundle get() {
        return fixture.installer.get(ADMIN, "acme.sample");
    }

    @Test
    public void updatedBundleShowsTheWayBack() throws Exception {
        InstalledBundle.Rollback rollback = get().rollback();
        assertNotNull(rollback);
        assertEquals("1.0.0", rollback.version());
        Duration kept = Duration.between(fixture.clock.instant(), rollback.until());
        assertTrue(kept.toString(), kept.compareTo(Duration.ofDays(30)) <= 0 && kept.compareTo(Duration.ofDays(29)) > 0);
        fixture.restart();
        assertEquals(rollback, get().rollback());
    }

    @Test
    public void rollbackPutsBundleAndValuesBack() throws Exception {
        InstalledBundle back = fixture.installer.rollback(ADMIN, "acme.sample");
        assertEquals("1.0.0 ACTIVE", back.version() + " " + back.state());
        assertNull(back.rollback());
        assertEquals(List.of("restore sample"), fixture.updates.told);
        assertTrue(fixture.audited().get(0), fixture.audited().get(0).startsWith("bundle.rollback acme.sample "));
        problem(ProblemType.CONFLICT, () -> fixture.installer.rollback(ADMIN, "acme.sample"));
        fixture.restart();
        assertEquals("1.0.0 ACTIVE", get().version() + " " + get().state());
    }

    @Test
    public void rollbackWhoseValuesCannotBePutBackChangesNothing() throws Exception {
        List<String> before = fixture.state();
        fixture.updates.failing = true;
        assertThrows(IllegalStateException.class, () -> fixture.installer.rollback(ADMIN, "acme.sample"));
        assertEquals(before, fixture.state());
    }

    @Test
    public void closedRollbackIsNoMore() {
        assertNull(fixture.installer.closeRollback(ADMIN, "acme.sample").rollback());
        assertEquals(List.of("close sample"), fixture.updates.told);
        assertTrue(fixture.store.read(reader -> reader.formerBundles()).isEmpty());
        problem(ProblemType.CONFLICT, () -> fixture.installer.rollback(ADMIN, "acme.sample"));
        assertNull("once more does nothing", fixture.installer.closeRollback(ADMIN, "acme.sample").rollback());
    }

    @Test
    public void rollbackIsClosedWhenItsTimeIsOver() {
        fixture.clock.advance(Duration.ofDays(29));
        fixture.installer.closeExpired();
        assertNotNull(get().rollback());
        fixture.clock.advance(Duration.ofDays(1));
        assertNull("it is over before anybody tidies up", get().rollback());
        problem(ProblemType.CONFLICT, () -> fixture.installer.rollback(ADMIN, "acme.sample"));
        fixture.installer.closeExpired();
        assertEquals(List.of("close sample"), fixture.updates.told);
        assertTrue(fixture.store.read(reader -> reader.formerBundles()).isEmpty());
    }

    @Test
    public void onlyTheVersionBeforeIsKept() {
        fixture.installer.update(ADMIN, "acme.sample", stream(sample("3")), null, false);
        assertEquals("2.0.0", get().rollback().version());
        assertEquals("2.0.0", fixture.installer.rollback(ADMIN, "acme.sample").version());
    }

    @Test
    public void failedUpdateKeepsWhatWasKept() {
        problem(ProblemType.PROVIDER_REFUSED, () -> fixture.installer.update(ADMIN, "acme.sample",
                stream(ProviderBundle.named("acme.sample", "3").provider("promised", OtherProvider.class)), null, false));
        assertEquals("1.0.0", get().rollback().version());
    }

    @Test
    public void keptVersionThatWasChangedIsNotRun() {
        FormerBundleRow row = fixture.store.read(reader -> reader.findFormerBundle("acme.sample")).orElseThrow();
        fixture.store.write(writer -> {
            writer.putFormerBundle(new FormerBundleRow(row.bundle(), row.keptUntil() + 1, row.keptMac()));
            return row;
        });
        problem(ProblemType.INTEGRITY, () -> fixture.installer.rollback(ADMIN, "acme.sample"));
        assertEquals("2.0.0 ACTIVE", get().version() + " " + get().state());
    }

    @Test
    public void uninstallForgetsTheKeptVersion() {
        fixture.installer.uninstall(ADMIN, "acme.sample");
        assertTrue(fixture.store.read(reader -> reader.formerBundles()).isEmpty());
    }
}
