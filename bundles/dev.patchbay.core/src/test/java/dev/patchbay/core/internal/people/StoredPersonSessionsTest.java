package dev.patchbay.core.internal.people;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.people.PeopleFixture.ADDRESS;
import static dev.patchbay.core.internal.people.PeopleFixture.SHOP;
import static dev.patchbay.core.internal.people.PeopleFixture.token;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Secret;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Sql;
import dev.patchbay.core.internal.Together;
import dev.patchbay.core.internal.base.HostCaller;
import dev.patchbay.host.access.ApiKeys.NewApiKey;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.access.Sessions.Current;
import dev.patchbay.host.access.Sessions.Kind;
import dev.patchbay.host.access.Sessions.Link;
import dev.patchbay.host.access.Sessions.Opened;
import dev.patchbay.host.access.Sessions.Request;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Accounts.Branding;
import dev.patchbay.host.steps.Accounts.Description;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Signing in, what a session may do, and its end. */
public class StoredPersonSessionsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

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

    private Current current(Opened opened) {
        return people.sessions.authenticate(opened.key().reveal(), ADDRESS);
    }

    private void assertEnded(Opened opened) {
        problem(ProblemType.UNAUTHENTICATED, () -> current(opened));
    }

    private static Set<Scope> allButCredentials() {
        Set<Scope> scopes = EnumSet.allOf(Scope.class);
        scopes.remove(Scope.CREDENTIAL_READ);
        return scopes;
    }

    @Test
    public void anApiKeyOpensAnOperatorsSessionThatReadsNoCredentials() {
        NewApiKey key = people.key("shop", null, Scope.READ, Scope.CREDENTIAL_READ, Scope.ADMIN);
        Opened opened = people.open(key);
        assertTrue(opened.key().reveal().matches("pbs_[A-Za-z0-9_-]{43}"));
        assertTrue(opened.view().id().matches("ses_[a-z2-7]{26}"));
        Current now = current(opened);
        assertEquals(new Caller(Caller.Kind.OPERATOR_SESSION, opened.view().id(), "Ada's key",
                Set.of(Scope.READ, Scope.ADMIN), "shop", ADDRESS), now.caller());
        assertEquals(opened.view(), now.view());
        assertEquals(opened.csrf(), now.csrf());
        assertEquals(Kind.OPERATOR, now.view().kind());
        assertNotEquals(opened.csrf(), people.open(key).csrf());
        assertFalse(opened.toString() + now, (opened.toString() + now).contains(opened.csrf()));
    }

    @Test
    public void anOperatorsLinkGivesEverythingButCredentialsAndIsGoodOnce() {
        Link link = people.sessions.operatorLink(HostCaller.COMMAND_LINE);
        assertTrue(link.url().toString().matches(
                "https://patchbay\\.example/prefix/console/enter#pbl_[A-Za-z0-9_-]{43}"));
        assertFalse(link.toString().contains("pbl_"));
        Opened opened = people.open(link);
        assertEquals(new Caller(Caller.Kind.OPERATOR_SESSION, link.id(), "One-time link", allButCredentials(), null, ADDRESS),
                current(opened).caller());
        problem(ProblemType.UNAUTHENTICATED, () -> people.open(link));
        current(opened);
    }

    @Test
    public void onlyTheMachineItselfMakesOperatorsLinks() {
        Caller session = current(people.open(people.sessions.operatorLink(HostCaller.HOST))).caller();
        for (Caller caller : List.of(ADMIN, session)) {
            problem(ProblemType.FORBIDDEN, () -> people.sessions.operatorLink(caller));
        }
    }

    @Test
    public void anAccountsSessionIsBoundToItAndNamedAsItIs() {
        people.host.parts.accounts.put(ADMIN, "shop", new Description("Ada's shop", new Branding(null, null, null), null, List.of(), null));
        Link link = people.sessions.accountLink(ADMIN, new Request("shop", "https://shop.example/back/1", "orders", "read"), null);
        Current now = current(people.open(link));
        assertEquals(new Caller(Caller.Kind.ACCOUNT_SESSION, link.id(), "Ada's shop",
                Set.of(Scope.READ, Scope.WRITE, Scope.USE, Scope.SESSIONS), "shop", ADDRESS), now.caller());
        assertEquals(Kind.ACCOUNT, now.view().kind());
        assertEquals("orders read https://shop.example/back/1",
                now.view().workflow() + " " + now.view().step() + " " + now.view().returnTo());
        problem(ProblemType.FORBIDDEN, () -> people.sessions.accountLink(now.caller(), SHOP, null));
    }

    @Test
    public void ofManyWhoOpenALinkAtOnceOneSignsIn() throws Exception {
        Link link = people.sessions.accountLink(ADMIN, SHOP, null);
        AtomicInteger in = new AtomicInteger();
        AtomicInteger out = new AtomicInteger();
        Together.run(6, () -> {
            try {
                people.open(link);
                return in.incrementAndGet();
            } catch (ProblemException e) {
                return out.incrementAndGet();
            }
        });
        assertEquals("1 5", in + " " + out);
    }

    @Test
    public void aLinkLivesTenMinutes() {
        Link early = people.sessions.accountLink(ADMIN, SHOP, null);
        Link late = people.sessions.accountLink(ADMIN, SHOP, null);
        people.host.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        people.open(early);
        people.host.clock.advance(Duration.ofMillis(1));
        problem(ProblemType.UNAUTHENTICATED, () -> people.open(late));
    }

    @Test
    public void whatIsNoKeyAndNoLinkOpensNothing() {
        Opened opened = people.open(people.key(null, null, Scope.READ));
        String key = opened.key().reveal();
        for (String bad : List.of("", "pbs_", key, "pbl_" + key.substring(4), "pbk_" + key.substring(4), "x".repeat(9_000))) {
            problem(ProblemType.UNAUTHENTICATED, () -> people.sessions.signIn(Secret.of(bad), ADDRESS));
        }
        for (String bad : List.of("", key + "a", key.substring(1), "pbs_" + "A".repeat(43))) {
            problem(ProblemType.UNAUTHENTICATED, () -> people.sessions.authenticate(bad, ADDRESS));
        }
        Link link = people.sessions.operatorLink(HostCaller.HOST);
        problem(ProblemType.UNAUTHENTICATED, () -> people.sessions.authenticate(token(link).reveal(), ADDRESS));
    }

    @Test
    public void aSessionInWhichNothingHappensEnds() {
        Opened opened = people.open(people.sessions.operatorLink(HostCaller.HOST));
        for (int i = 0; i < 3; i++) {
            people.host.clock.advance(Duration.ofMinutes(59));
            current(opened);
        }
        people.host.clock.advance(Duration.ofHours(1));
        assertEnded(opened);
    }

    @Test
    public void aSessionEndsAfterItsLifetimeWhateverHappensInIt() {
        Opened opened = people.open(people.sessions.operatorLink(HostCaller.HOST));
        for (int i = 0; i < 12; i++) {
            current(opened);
            people.host.clock.advance(Duration.ofMinutes(59));
        }
        assertEquals(opened.view().expiresAt(), current(opened).view().expiresAt());
        people.host.clock.advance(Duration.ofMinutes(12));
        assertEquals(people.host.clock.instant(), opened.view().expiresAt());
        assertEnded(opened);
    }

    @Test
    public void changedLimitsCountAtOnce() {
        Opened opened = people.open(people.sessions.operatorLink(HostCaller.HOST));
        people.host.clock.advance(MINUTE);
        people.limits = new SessionLimits(MINUTE, Duration.ofHours(12));
        assertEnded(opened);
        people.limits = new SessionLimits(Duration.ofHours(1), MINUTE);
        assertEnded(opened);
        people.limits = SessionLimits.STANDARD;
        current(opened);
    }

    @Test
    public void whatHappensIsNotedOnceAMinute() {
        Opened opened = people.open(people.sessions.operatorLink(HostCaller.HOST));
        long version = version(opened);
        for (int i = 0; i < 59; i++) {
            current(opened);
            people.host.clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(version, version(opened));
        people.host.clock.advance(Duration.ofSeconds(1));
        current(opened);
        current(opened);
        assertEquals(version + 1, version(opened));
    }

    private long version(Opened opened) {
        return people.host.store.read(r -> r.findPersonSession(opened.view().id())).orElseThrow().version();
    }

    @Test
    public void aSessionEndsWithItsKey() {
        NewApiKey brief = people.key(null, people.host.clock.instant().plus(MINUTE), Scope.READ);
        NewApiKey revoked = people.key(null, null, Scope.READ);
        Opened first = people.open(brief);
        Opened second = people.open(revoked);
        assertEquals(brief.key().expiresAt(), first.view().expiresAt());
        people.host.parts.apiKeys.revoke(ADMIN, revoked.key().id());
        assertEnded(second);
        current(first);
        people.host.clock.advance(MINUTE);
        assertEnded(first);
    }

    @Test
    public void anAccountsSessionAndItsLinkEndWithTheKeyTheLinkWasMadeWith() {
        NewApiKey products = people.key(null, null, Scope.READ, Scope.SESSIONS);
        Caller product = people.host.parts.apiKeys.authenticate(products.text().reveal(), ADDRESS);
        Opened merchant = people.open(people.sessions.accountLink(product, SHOP, null));
        Link unopened = people.sessions.accountLink(product, SHOP, null);
        Opened operator = people.open(products);
        Caller console = current(operator).caller();
        Opened second = people.open(people.sessions.accountLink(console, SHOP, null));
        Opened other = people.open(people.sessions.accountLink(ADMIN, SHOP, null));
        for (Opened one : List.of(merchant, second, other)) {
            Caller caller = current(one).caller();
            assertEquals("shop", caller.account());
            assertEquals(Set.of(Scope.READ, Scope.WRITE, Scope.USE, Scope.SESSIONS), caller.scopes());
        }
        people.host.parts.apiKeys.revoke(ADMIN, products.key().id());
        assertEnded(merchant);
        assertEnded(second);
        problem(ProblemType.UNAUTHENTICATED, () -> people.open(unopened));
        assertEquals("shop", current(other).caller().account());
    }

    @Test
    public void signingOutEndsASessionOnEveryHostAndIsIdempotent() {
        HostFixture twin = people.host.twin();
        StoredPersonSessions other = people.people(twin);
        Opened opened = people.open(people.sessions.operatorLink(HostCaller.HOST));
        other.authenticate(opened.key().reveal(), ADDRESS);
        people.sessions.signOut(opened.key().reveal(), ADDRESS);
        problem(ProblemType.UNAUTHENTICATED, () -> other.authenticate(opened.key().reveal(), ADDRESS));
        people.sessions.signOut(opened.key().reveal(), ADDRESS);
        people.sessions.signOut("nothing", ADDRESS);
        assertEquals(1, people.audit("session.sign-out").size());
        twin.parts.tokens.close();
    }

    @Test
    public void signingInAndOutAndLinksAreInTheAudit() {
        NewApiKey key = people.key("shop", null, Scope.READ);
        Opened byKey = people.open(key);
        Link link = people.sessions.accountLink(ADMIN, SHOP, null);
        people.open(link);
        people.sessions.operatorLink(HostCaller.COMMAND_LINE);
        people.sessions.signOut(byKey.key().reveal(), ADDRESS);
        assertEquals(List.of(Map.of("by", "link"), Map.of("by", key.key().id())),
                people.audit("session.sign-in").stream().map(e -> e.detail()).toList());
        assertEquals(List.of(link.id() + " shop " + ADDRESS, byKey.view().id() + " shop " + ADDRESS),
                people.audit("session.sign-in").stream().map(e -> e.caller() + " " + e.account() + " " + e.address()).toList());
        assertEquals(List.of("command-line", ADMIN.id()), people.audit("session.link").stream().map(e -> e.caller()).toList());
        assertEquals(byKey.view().id(), people.audit("session.sign-out").get(0).subject());
    }

    @Test
    public void aLinkThatOpensNothingIsInTheAuditOnceAMinuteAndAddress() {
        Link used = people.sessions.accountLink(ADMIN, SHOP, null);
        Link late = people.sessions.accountLink(ADMIN, SHOP, null);
        people.open(used);
        people.host.clock.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 5; i++) {
            problem(ProblemType.UNAUTHENTICATED, () -> people.open(used));
            problem(ProblemType.UNAUTHENTICATED, () -> people.open(late));
            problem(ProblemType.UNAUTHENTICATED, () -> people.sessions.signIn(Secret.of("pbl_" + "B".repeat(43)), ADDRESS));
        }
        people.host.parts.uses.flush();
        assertEquals(List.of("link unknown 5", late.id() + " ended 5", used.id() + " used 5"),
                people.audit("session.link-refused").stream()
                        .map(e -> e.subject() + " " + e.detail().get("reason") + " " + e.count()).toList());
        assertEquals(ADDRESS, people.audit("session.link-refused").get(0).address());
    }

    @Test
    public void aChangedRowIsNoSession() throws Exception {
        Opened opened = people.open(people.sessions.accountLink(ADMIN, SHOP, null));
        Link link = people.sessions.accountLink(ADMIN, SHOP, null);
        Sql.run(people.host.data, "UPDATE person_session SET account = 'other'");
        assertEnded(opened);
        problem(ProblemType.UNAUTHENTICATED, () -> people.open(link));
    }

    @Test
    public void aKeyThatWasPutInPlaceOfAnotherOpensNothing() throws Exception {
        Opened opened = people.open(people.key(null, null, Scope.READ));
        NewApiKey strong = people.key(null, null, Scope.ADMIN, Scope.READ);
        Sql.run(people.host.data, "UPDATE person_session SET api_key_id = '" + strong.key().id() + "'");
        assertEnded(opened);
    }

    @Test
    public void whatIsOverIsRemovedAndNothingElse() {
        Opened idle = people.open(people.sessions.operatorLink(HostCaller.HOST));
        Link ended = people.sessions.accountLink(ADMIN, SHOP, null);
        people.host.clock.advance(Duration.ofMinutes(59));
        Opened lively = people.open(people.sessions.operatorLink(HostCaller.HOST));
        Link waiting = people.sessions.accountLink(ADMIN, SHOP, null);
        people.host.clock.advance(MINUTE);
        people.sessions.purge();
        assertEquals(Set.of(lively.view().id(), waiting.id()), stored(idle.view().id(), ended.id(), lively.view().id(), waiting.id()));
        current(lively);
        people.open(waiting);
    }

    private Set<String> stored(String... ids) {
        return people.host.store.read(r -> {
            Set<String> there = new TreeSet<>();
            for (String id : ids) {
                r.findPersonSession(id).ifPresent(row -> there.add(row.id()));
            }
            return there;
        });
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(people.host.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    public void noTextOfAKeyOrLinkIsStored() throws Exception {
        Link link = people.sessions.operatorLink(HostCaller.HOST);
        Opened opened = people.open(link);
        String stored = files() + people.audit("session.sign-in") + people.audit("session.link");
        for (String secret : List.of(token(link).reveal(), opened.key().reveal(), opened.csrf())) {
            assertFalse(stored.contains(secret.substring(4)));
        }
        assertTrue(stored.contains(link.id()));
    }

    @Test
    public void expiryIsAnInstantOfTheClock() {
        Instant before = people.host.clock.instant();
        assertEquals(before.plus(Duration.ofMinutes(10)), people.sessions.accountLink(ADMIN, SHOP, null).expiresAt());
        assertEquals(before.plus(Duration.ofHours(12)),
                people.open(people.sessions.accountLink(ADMIN, SHOP, null)).view().expiresAt());
    }
}
