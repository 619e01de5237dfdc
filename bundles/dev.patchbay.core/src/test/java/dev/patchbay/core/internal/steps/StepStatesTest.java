package dev.patchbay.core.internal.steps;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.steps.StepsFixture.KEY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.steps.Steps.State;
import dev.patchbay.host.steps.Steps.StepView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StepStatesTest {
    private static final String OWN = "own-shop.myshopify.com";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private StepsFixture fixture;

    @Before
    public void open() throws Exception {
        fixture = new StepsFixture(folder.getRoot().toPath());
    }

    @After
    public void close() {
        fixture.close();
    }

    @Test
    public void aStepThatWasNeverNamedIsToBeAuthenticated() {
        StepView step = fixture.get();
        assertEquals(State.AUTHENTICATE, step.state());
        assertNull(step.need());
        assertNull(step.connection());
        assertNull(step.updatedAt());
    }

    @Test
    public void anUnboundStepIsToBeAuthenticatedAndABoundOneIs() {
        assertEquals(State.AUTHENTICATE, fixture.need("ftp", null).state());
        String id = fixture.ftp("a", "files");
        StepView step = fixture.bind(id);
        assertEquals(State.AUTHENTICATED, step.state());
        assertNull(step.warning());
        assertEquals(id, step.connection().id());
    }

    @Test
    public void aBuiltInToolNeedsNone() {
        assertEquals(State.NOT_REQUIRED, fixture.need("builtin", null).state());
    }

    @Test
    public void anAppOfTheProductNeedsNoneEvenWhereNoProviderHasItsId() {
        assertEquals(State.AUTHENTICATE, fixture.need("own-app", null).state());
        fixture.describe(null, "own-app", "ftp");
        assertEquals(State.NOT_REQUIRED, fixture.get().state());
        fixture.need("ftp", null);
        assertEquals(State.NOT_REQUIRED, fixture.get().state());
        fixture.describe(null);
        assertEquals(State.AUTHENTICATE, fixture.get().state());
    }

    @Test
    public void theOwnShopNeedsNoneAndAnotherShopIsToBeAuthenticated() {
        fixture.describe(OWN);
        assertEquals(State.NOT_REQUIRED, fixture.need("any-name-at-all", OWN).state());
        assertEquals(State.AUTHENTICATE, fixture.need("any-name-at-all", "other.myshopify.com").state());
        assertEquals(State.AUTHENTICATED, fixture.bind(fixture.shop("a", "other")).state());
    }

    @Test
    public void aShopIsTheSameInAnyCase() {
        fixture.describe(OWN);
        assertEquals(State.NOT_REQUIRED, fixture.need("any-name-at-all", "Own-Shop.MyShopify.com").state());
    }

    @Test
    public void withoutAShopTheOwnShopDoesNotCount() {
        fixture.describe(OWN);
        assertEquals(State.AUTHENTICATE, fixture.need("any-name-at-all", null).state());
    }

    @Test
    public void theOwnShopOfAnotherAccountDoesNotCount() {
        fixture.accounts.put(ADMIN, "b", StepsFixture.description(null, OWN));
        assertEquals(State.AUTHENTICATE, fixture.need("any-name-at-all", OWN).state());
    }

    @Test
    public void aPendingConnectionIsToBeAuthenticated() {
        assertEquals(State.AUTHENTICATE, bound(Status.PENDING, "Nobody has signed in yet.").state());
    }

    @Test
    public void aConnectionThatEndedIsToBeConnectedAgain() {
        StepView step = bound(Status.RECONNECT, "The app withdrew it.");
        assertEquals(State.RECONNECT, step.state());
        assertTrue(step.reason(), step.reason().endsWith("The app withdrew it."));
    }

    @Test
    public void aFailingConnectionIsAuthenticatedWithAWarning() {
        StepView step = bound(Status.FAILING, "The client secret is wrong.");
        assertEquals(State.AUTHENTICATED, step.state());
        assertTrue(step.warning(), step.warning().contains("The client secret is wrong."));
        assertEquals(step.warning(), step.reason());
    }

    @Test
    public void aConnectionWithoutItsProviderIsAuthenticatedWithAWarning() {
        fixture.bind(fixture.ftp("a", "files"));
        fixture.host.providers.remove("ftp");
        StepView step = fixture.get();
        assertEquals(State.AUTHENTICATED, step.state());
        assertTrue(step.warning(), step.warning().contains("Needs the provider ftp"));
    }

    @Test
    public void aDeletedConnectionIsToBeAuthenticatedUntilItIsRestored() {
        String id = fixture.ftp("a", "files");
        fixture.bind(id);
        fixture.host.parts.connections.delete(ADMIN, id, true, false, null);
        StepView step = fixture.get();
        assertEquals(State.AUTHENTICATE, step.state());
        assertNull(step.connection());
        assertTrue(step.reason(), step.reason().contains("restore"));
        fixture.host.parts.connections.restore(ADMIN, id);
        assertEquals(State.AUTHENTICATED, fixture.get().state());
        fixture.host.parts.connections.delete(ADMIN, id, true, true, null);
        assertEquals(State.AUTHENTICATE, fixture.get().state());
        assertEquals("the app stays named", "ftp", fixture.get().need().provider());
    }

    @Test
    public void anUnboundStepOfAnAppThatIsNotHereSaysWhatIsMissing() {
        assertEquals("Needs the provider gone, which is not installed.", fixture.need("gone", null).reason());
    }

    @Test
    public void aConnectionThatWasMovedToAnotherShopDoesNotCount() {
        fixture.need("any-name-at-all", "first.myshopify.com");
        String id = fixture.shop("a", "first");
        assertEquals(State.AUTHENTICATED, fixture.bind(id).state());
        fixture.host.parts.connections.edit(
                ADMIN, id, HostFixture.edit(Map.of("shop", "second", "token", "t")));
        assertEquals(State.AUTHENTICATE, fixture.get().state());
    }

    @Test
    public void aChangedDescriptionCountsAsNone() {
        fixture.describe(null, "ftp");
        assertEquals(State.NOT_REQUIRED, fixture.need("ftp", null).state());
        Sql.run(fixture.host.data, "UPDATE account SET version = version + 1");
        assertEquals(State.AUTHENTICATE, fixture.get().state());
    }

    @Test
    public void theConnectionsToSelectFromAreThoseThatServeTheNeed() {
        String old = fixture.ftp("a", "old");
        String shop = fixture.shop("a", "first");
        fixture.shop("a", "second");
        fixture.ftp("b", "of another account");
        fixture.host.clock.advance(Duration.ofSeconds(1));
        String young = fixture.ftp("a", "young");
        assertEquals(List.of(young, old), ids(fixture.need("ftp", null)));
        fixture.steps.delete(ADMIN, KEY);
        assertEquals(List.of(shop), ids(fixture.need("any-name-at-all", "first.myshopify.com")));
        fixture.steps.delete(ADMIN, KEY);
        assertEquals("nobody said for what: all of the account", 4, fixture.get().compatible().size());
    }

    private static List<String> ids(StepView step) {
        return step.compatible().stream().map(c -> c.id()).toList();
    }

    private StepView bound(Status status, String reason) {
        String id = fixture.ftp("a", "files");
        fixture.bind(id);
        fixture.status(id, status, reason);
        return fixture.get();
    }
}
