package dev.patchbay.core.internal.steps;

import static org.junit.Assert.assertTrue;
import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.steps.StepsFixture.description;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.core.internal.Sql;
import dev.patchbay.host.steps.Accounts.Query;
import dev.patchbay.host.steps.Accounts.Listed;
import dev.patchbay.host.connections.Page;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Accounts.AccountView;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredAccountsTest {
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

    private Set<String> refused(String id, Description description) {
        return faults(problem(ProblemType.INVALID, () -> fixture.accounts.put(ADMIN, id, description)));
    }

    private static Description branded(String label, String name, String logo, String color) {
        return new Description(label, new Branding(name, logo, color), null, List.of(), null);
    }

    @Test
    public void anAccountNobodyDescribedHasItsIdAsLabelAndNothingElse() {
        assertEquals(AccountRecords.undescribed("shop-1"), fixture.accounts.get(ADMIN, "shop-1"));
        assertEquals(0, fixture.accounts.get(ADMIN, "shop-1").version());
    }

    @Test
    public void aDescriptionIsReadAsItWasWritten() {
        Branding branding = new Branding("Shöp", "https://cdn.example.com/logo.svg?v=1", "#1A73e8");
        Description all = new Description(
                "Alice's shop", branding, "alice.myshopify.com", List.of("own-app", "builtin", "own-app"), 0L);
        AccountView put = fixture.accounts.put(ADMIN, "a", all);
        AccountView expected = new AccountView(
                "a", "Alice's shop", branding, "alice.myshopify.com", List.of("own-app", "builtin"), 1,
                fixture.host.clock.instant());
        assertEquals(expected, put);
        assertEquals(expected, fixture.accounts.get(ADMIN, "a"));
    }

    @Test
    public void aDescriptionReplacesTheFormerOne() {
        fixture.describe("alice.myshopify.com", "own-app");
        AccountView after = fixture.accounts.put(ADMIN, "a", branded("A", null, null, null));
        assertNull(after.ownShop());
        assertEquals(List.of(), after.notRequired());
        assertEquals(2, after.version());
    }

    @Test
    public void whoDidNotSeeTheLastVersionIsRefused() {
        problem(ProblemType.PRECONDITION_FAILED, () -> fixture.accounts.put(ADMIN, "a", description(1L, null)));
        fixture.accounts.put(ADMIN, "a", description(0L, null));
        problem(ProblemType.PRECONDITION_FAILED, () -> fixture.accounts.put(ADMIN, "a", description(0L, null)));
        assertEquals(2, fixture.accounts.put(ADMIN, "a", description(1L, null)).version());
    }

    @Test
    public void everyFaultIsNamedAtOnceAndNothingStored() {
        Description bad = new Description(
                " ", new Branding("a\nb", "http://logo.example", "red"), "Alice.myshopify.com", List.of("ok", "Not OK", ""), null);
        assertEquals(
                Set.of("id format", "label required", "branding.name characters", "branding.logoUrl url",
                        "branding.color pattern", "ownShop pattern", "notRequired[1] format", "notRequired[2] format"),
                refused("a b", bad));
        assertEquals(0, fixture.accounts.get(ADMIN, "a").version());
    }

    @Test
    public void onlyTheDomainOfAShopIsAnOwnShop() {
        for (String shop : List.of("alice", "alice.example.com", "-a.myshopify.com", "a.b.myshopify.com", "x@a.myshopify.com",
                "https://alice.myshopify.com", "alice.myshopify.com/", "alice.myshopify.com.evil.example", "")) {
            assertEquals(shop, Set.of("ownShop pattern"), refused("a", description(null, shop)));
        }
    }

    @Test
    public void onlyAnHttpsUrlIsALogo() {
        for (String logo : List.of("", "//cdn.example.com/a.png", "javascript:alert(1)",
                "https://user:pw@cdn.example.com/", "https:///a.png", "https://cdn.example.com/ a", "https://cdn.example.com/\n",
                "https://cdn.example.com/" + "a".repeat(2_048))) {
            assertEquals(logo, Set.of("branding.logoUrl url"), refused("a", branded(null, null, logo, null)));
        }
    }

    @Test
    public void anImageInADataUrlIsALogoToo() {
        String logo = "data:image/png;base64,iVBORw0KGgo=";
        assertEquals(logo, fixture.accounts.put(ADMIN, "a", branded(null, null, logo, null)).branding().logoUrl());
        assertEquals(logo, fixture.accounts.get(ADMIN, "a").branding().logoUrl());
        assertEquals(Set.of("branding.logoUrl image"), refused("a", branded(null, null, "data:image/png;base64,AA", null)));
        assertEquals(Set.of("branding.logoUrl image"), refused("a", branded(null, null, "data:text/html,x", null)));
    }

    private List<String> listed(Caller caller, String words, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Listed> page = fixture.accounts.list(caller, new Query(words, limit, cursor));
            page.items().forEach(each -> all.add(each.account().id() + " " + each.account().label() + " " + each.connections()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    public void describedAccountsAndThoseWithConnectionsAreListedOnceById() {
        fixture.ftp("c", "one");
        fixture.ftp("a", "two");
        fixture.ftp("a", "three");
        String gone = fixture.ftp("d", "gone");
        fixture.host.parts.connections.delete(ADMIN, gone, true, false, null);
        fixture.accounts.put(ADMIN, "a", branded("Alice's shop", null, null, null));
        fixture.accounts.put(ADMIN, "b", branded("Bob", null, null, null));
        for (int limit : new int[] {1, 2, 3, 500}) {
            assertEquals(List.of("a Alice's shop 2", "b Bob 0", "c c 1"), listed(ADMIN, null, limit));
        }
        assertEquals(List.of("a Alice's shop 2"), listed(ADMIN, "shop ali", 1));
        assertEquals(List.of("b Bob 0"), listed(ADMIN, "B", 5));
        assertEquals(List.of(), listed(ADMIN, "alice bob", 5));
        assertEquals(List.of("a Alice's shop 2"), listed(caller("a", Scope.READ), null, 5));
        assertEquals(List.of(), listed(caller("a", Scope.READ), "bob", 5));
        assertEquals(List.of(), listed(caller("d", Scope.READ), null, 5));
        problem(ProblemType.FORBIDDEN, () -> listed(caller(null, Scope.ADMIN), null, 5));
        problem(ProblemType.MALFORMED, () -> listed(ADMIN, null, 0));
        Sql.run(folder.getRoot().toPath(), "UPDATE account SET description = '{\"label\":\"Evil\"}' WHERE id = 'b'");
        assertEquals(List.of("b b 0"), listed(ADMIN, "b", 5));
    }

    @Test
    public void manyAccountsArePagedAndManyLogosMakeAPageShort() {
        String logo = "data:image/png;base64,iVBORw0KGgo" + "A".repeat(65_480) + "A";
        for (int i = 0; i < 40; i++) {
            fixture.accounts.put(ADMIN, "s" + (100 + i), branded(null, null, i < 25 ? logo : null, null));
        }
        Page<Listed> first = fixture.accounts.list(ADMIN, new Query(null, 500, null));
        assertTrue(String.valueOf(first.items().size()), first.items().size() < 25);
        assertEquals(40, listed(ADMIN, null, 500).size());
        assertEquals(40, listed(ADMIN, null, 7).stream().distinct().count());
    }

    @Test
    public void aDescriptionIsDeletedOnlyWithoutConnectionsOrByForce() {
        fixture.describe(null, "own-app");
        String id = fixture.ftp("a", "files");
        problem(ProblemType.CONFLICT, () -> fixture.accounts.delete(ADMIN, "a", false));
        fixture.accounts.delete(ADMIN, "a", true);
        assertEquals(0, fixture.accounts.get(ADMIN, "a").version());
        assertEquals("the connection stays", id, fixture.host.parts.connections.get(ADMIN, id).id());
        fixture.accounts.delete(ADMIN, "a", false);
        assertEquals(List.of("account.delete", "connection.create", "account.put"), fixture.host.actions().subList(0, 3));
    }

    @Test
    public void aDescriptionThatWasChangedOutsideIsReportedAndCanBeDeleted() {
        fixture.describe(null);
        Sql.run(folder.getRoot().toPath(), "UPDATE account SET description = '{\"own-shop\":\"evil.myshopify.com\"}'");
        problem(ProblemType.INTEGRITY, () -> fixture.accounts.get(ADMIN, "a"));
        problem(ProblemType.INTEGRITY, () -> fixture.accounts.put(ADMIN, "a", description(null, null)));
        fixture.accounts.delete(ADMIN, "a", false);
        assertEquals(0, fixture.accounts.get(ADMIN, "a").version());
    }

    @Test
    public void aDescriptionOfAnotherAccountIsNoneOfThisOne() {
        fixture.describe("alice.myshopify.com");
        Sql.run(folder.getRoot().toPath(), "UPDATE account SET id = 'b'");
        problem(ProblemType.INTEGRITY, () -> fixture.accounts.get(ADMIN, "b"));
    }

    @Test
    public void readingNeedsReadAndWritingAdmin() {
        assertEquals("a", fixture.accounts.get(caller("a", Scope.READ), "a").label());
        problem(ProblemType.FORBIDDEN, () -> fixture.accounts.get(caller("a", Scope.ADMIN), "a"));
        problem(ProblemType.FORBIDDEN, () -> fixture.accounts.put(caller("a", Scope.READ, Scope.WRITE), "a", description(null, null)));
        problem(ProblemType.FORBIDDEN, () -> fixture.accounts.delete(caller("a", Scope.WRITE), "a", true));
    }

    @Test
    public void anAccountOfSomeoneElseIsNotThere() {
        fixture.describe("alice.myshopify.com");
        problem(ProblemType.NOT_FOUND, () -> fixture.accounts.get(caller("b"), "a"));
        problem(ProblemType.NOT_FOUND, () -> fixture.accounts.put(caller("b"), "a", description(null, null)));
        problem(ProblemType.NOT_FOUND, () -> fixture.accounts.delete(caller("b"), "a", true));
        problem(ProblemType.NOT_FOUND, () -> fixture.accounts.get(ADMIN, "../etc"));
        problem(ProblemType.NOT_FOUND, () -> fixture.accounts.delete(ADMIN, "../etc", true));
    }
}
