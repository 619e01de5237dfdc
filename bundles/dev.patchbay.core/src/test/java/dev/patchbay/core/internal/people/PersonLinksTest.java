package dev.patchbay.core.internal.people;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.people.PeopleFixture.SHOP;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions.Link;
import dev.patchbay.host.access.Sessions.Request;
import dev.patchbay.host.connections.Idempotency;
import dev.patchbay.host.problem.ProblemType;
import java.time.Duration;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Making links to accounts' sessions. */
public class PersonLinksTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private PeopleFixture people;

    @Before
    public void start() throws Exception {
        people = new PeopleFixture(folder.getRoot().toPath());
    }

    @After
    public void stop() {
        people.close();
    }

    private static Idempotency once(String key, int body) {
        return new Idempotency(key, new byte[] {(byte) body});
    }

    @Test
    public void everyFaultIsReportedAtOnceAndNothingIsStored() {
        assertEquals(Set.of("account required", "step required", "workflow pattern", "returnTo not-listed"),
                faults(problem(ProblemType.INVALID, () -> people.sessions.accountLink(
                        ADMIN, new Request(null, "https://evil.example/", "a b", null), null))));
        assertEquals(Set.of("account pattern", "workflow required"), faults(problem(ProblemType.INVALID, () ->
                people.sessions.accountLink(ADMIN, new Request("-", null, null, "s"), null))));
        assertEquals(0, people.audit("session.link").size());
    }

    @Test
    public void theScopeAndTheAccountOfTheCallerCount() {
        problem(ProblemType.FORBIDDEN, () -> people.sessions.accountLink(
                caller(null, Scope.READ, Scope.WRITE, Scope.ADMIN), SHOP, null));
        problem(ProblemType.FORBIDDEN, () -> people.sessions.accountLink(caller("shop-2"), SHOP, null));
        people.sessions.accountLink(caller("shop", Scope.SESSIONS), SHOP, null);
        assertEquals(1, people.audit("session.link").size());
    }

    @Test
    public void aRepeatedCallGivesTheSameSessionANewLink() {
        Link first = people.sessions.accountLink(ADMIN, SHOP, once("k", 1));
        people.host.clock.advance(Duration.ofMinutes(9));
        Link second = people.sessions.accountLink(ADMIN, SHOP, once("k", 1));
        assertEquals(first.id(), second.id());
        assertNotEquals(first.url(), second.url());
        assertEquals(first.expiresAt().plus(Duration.ofMinutes(9)), second.expiresAt());
        problem(ProblemType.UNAUTHENTICATED, () -> people.open(first));
        assertEquals(first.id(), people.open(second).view().id());
        problem(ProblemType.CONFLICT, () -> people.sessions.accountLink(ADMIN, SHOP, once("k", 1)));
        assertNotEquals(first.id(), people.sessions.accountLink(ADMIN, SHOP, once("other", 1)).id());
    }

    @Test
    public void anIdempotencyKeyStandsForItsBodyAndLastsADay() {
        Link first = people.sessions.accountLink(ADMIN, SHOP, once("k", 1));
        problem(ProblemType.IDEMPOTENCY_MISMATCH, () -> people.sessions.accountLink(ADMIN, SHOP, once("k", 2)));
        people.host.clock.advance(Duration.ofMinutes(10));
        problem(ProblemType.CONFLICT, () -> people.sessions.accountLink(ADMIN, SHOP, once("k", 1)));
        people.host.clock.advance(Duration.ofHours(24));
        assertNotEquals(first.id(), people.sessions.accountLink(ADMIN, SHOP, once("k", 2)).id());
    }
}
