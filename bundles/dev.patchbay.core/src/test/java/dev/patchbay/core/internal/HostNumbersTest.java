package dev.patchbay.core.internal;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.ProviderHealth;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.operations.HostHealth.CallCounts;
import dev.patchbay.host.operations.HostHealth.Health;
import dev.patchbay.host.operations.HostHealth.ProviderCounts;
import dev.patchbay.host.operations.HostHealth.Verified;
import dev.patchbay.host.problem.ProblemType;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HostNumbersTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private HostNumbers numbers;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        List<ProviderHealth.Health> here = List.of(
                new ProviderHealth.Health("a", "b.a", 3, 1, null), new ProviderHealth.Health("b", "b.b", 4, 2, "Lost."));
        numbers = new HostNumbers(host.ground(), host.parts, () -> here, () -> 7, "1.2.3");
    }

    @After
    public void close() {
        host.close();
    }

    @Test
    public void everyNumberIsThatOfItsPart() {
        host.create("shop", "a");
        host.create("shop", "b");
        host.providers.remove("ftp");
        Health health = numbers.health(ADMIN);
        assertEquals(host.clock.instant(), health.startedAt());
        assertEquals("1.2.3", health.version());
        assertEquals("sqlite", health.database().kind());
        assertTrue(health.database().bytes() > 4_096);
        assertTrue(health.dataFree() > 0);
        assertEquals(2L, (long) health.connections().get(Status.UNAVAILABLE));
        assertEquals(new ProviderCounts(2, 7, 1), health.providers());
        assertEquals(new CallCounts(7, 3), health.calls());
        assertEquals(host.actions().size(), health.auditEntries());
        assertEquals(0, health.waiting().approvals() + health.waiting().sweeps());
    }

    @Test
    public void aCheckOfTheAuditIsRemembered() {
        host.create("shop", "a");
        assertNull(numbers.health(ADMIN).verified());
        host.parts.audit.verify(ADMIN);
        assertEquals(new Verified(host.clock.instant(), true), numbers.health(ADMIN).verified());
        Sql.run(host.data, "UPDATE audit SET action = 'nothing' WHERE seq = 1");
        host.parts.audit.verify(ADMIN);
        assertEquals(new Verified(host.clock.instant(), false), numbers.health(ADMIN).verified());
    }

    @Test
    public void itIsForOperatorsOfAllAccounts() {
        problem(ProblemType.FORBIDDEN, () -> numbers.health(caller("shop")));
        problem(ProblemType.FORBIDDEN, () -> numbers.health(caller(null, Scope.READ)));
    }
}
