package dev.patchbay.core.internal.steps;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.caller;
import static dev.patchbay.core.internal.HostFixture.faults;
import static dev.patchbay.core.internal.HostFixture.problem;
import static dev.patchbay.core.internal.steps.StepsFixture.KEY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.host.connections.ConnectionView;
import dev.patchbay.host.connections.ConnectionQuery;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.access.Scope;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.steps.Steps.Binding;
import dev.patchbay.host.steps.Steps.Need;
import dev.patchbay.host.steps.Steps.State;
import dev.patchbay.host.steps.Steps.StepKey;
import dev.patchbay.host.steps.Steps.StepView;
import dev.patchbay.host.steps.Steps.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredStepsTest {
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

    private Set<String> refused(StepKey key, Binding binding) {
        return faults(problem(ProblemType.INVALID, () -> fixture.steps.put(ADMIN, key, binding)));
    }

    @Test
    public void aBindingSaysWhatTheStepIsForWhereNobodyDid() {
        StepView step = fixture.bind(fixture.ftp("a", "files"));
        assertEquals(new Need("ftp", null), step.need());
        assertEquals(fixture.host.clock.instant(), step.updatedAt());
    }

    @Test
    public void whatIsNotSaidStays() {
        fixture.need("any-name-at-all", "first.myshopify.com");
        String id = fixture.shop("a", "first");
        assertEquals("first.myshopify.com", fixture.bind(id).need().shop());
        assertEquals(id, fixture.need("any-name-at-all", null).connection().id());
        assertNull(fixture.get().need().shop());
    }

    @Test
    public void aConnectionSaysHowManyStepsItIsBoundTo() {
        String id = fixture.ftp("a", "files");
        String other = fixture.ftp("a", "other files");
        assertEquals(0, fixture.host.parts.connections.get(ADMIN, id).uses());
        fixture.bind(id);
        fixture.steps.put(ADMIN, new StepKey("a", "other", "step"), new Binding(null, id));
        assertEquals(2, fixture.host.parts.connections.get(ADMIN, id).uses());
        ConnectionQuery all = new ConnectionQuery("a", null, null, null, false, 10, null);
        int before = fixture.host.store.reads.get();
        List<ConnectionView> page = fixture.host.parts.connections.list(ADMIN, all).items();
        assertEquals("rows, ends of tokens, uses", 3, fixture.host.store.reads.get() - before);
        assertEquals(Map.of(id, 2L, other, 0L), page.stream().collect(Collectors.toMap(ConnectionView::id, ConnectionView::uses)));
        fixture.bind(other);
        assertEquals(1, fixture.host.parts.connections.get(ADMIN, id).uses());
    }

    @Test
    public void aConnectionOfAnotherProviderAccountOrNoneIsRefused() {
        fixture.need("any-name-at-all", "first.myshopify.com");
        assertEquals(Set.of("connection other-provider"), refused(KEY, new Binding(null, fixture.ftp("a", "files"))));
        assertEquals(Set.of("connection other-shop"), refused(KEY, new Binding(null, fixture.shop("a", "second"))));
        assertEquals(Set.of("connection unknown"), refused(KEY, new Binding(null, fixture.shop("b", "first"))));
        assertEquals(Set.of("connection unknown"), refused(KEY, new Binding(null, "con_../../etc")));
        String deleted = fixture.shop("a", "first");
        fixture.host.parts.connections.delete(ADMIN, deleted, true, false, null);
        assertEquals(Set.of("connection unknown"), refused(KEY, new Binding(null, deleted)));
        assertNull(fixture.get().connection());
    }

    @Test
    public void aBoundStepDoesNotBecomeOneOfAnotherApp() {
        fixture.bind(fixture.ftp("a", "files"));
        assertEquals(Set.of("connection other-provider"), refused(KEY, new Binding(new Need("builtin", null), null)));
        assertEquals("ftp", fixture.get().need().provider());
    }

    @Test
    public void everyFaultIsNamedAtOnceAndNothingStored() {
        StepKey bad = new StepKey("", "a/b", "x".repeat(129));
        assertEquals(Set.of("account format", "workflow format", "step format", "provider format", "shop pattern"),
                refused(bad, new Binding(new Need("FTP!", "https://evil.example"), null)));
        assertEquals(Set.of("shop not-applicable"), refused(KEY, new Binding(new Need("ftp", "first.myshopify.com"), null)));
        assertEquals(Set.of("account format", "workflow format", "step format"),
                faults(problem(ProblemType.INVALID, () -> fixture.steps.get(ADMIN, bad))));
        problem(ProblemType.INVALID, () -> fixture.steps.delete(ADMIN, bad));
        problem(ProblemType.INVALID, () -> fixture.steps.test(ADMIN, bad, s -> { }));
        assertNull(fixture.get().updatedAt());
        assertTrue(fixture.host.actions().stream().noneMatch(a -> a.startsWith("step.")));
    }

    @Test
    public void aFieldShopAloneMakesNoShopOfShopifys() {
        fixture.host.providers.install(StepsFixture.shops("crafts", "https://{shop}.crafts.example"));
        assertEquals(Set.of("shop not-applicable"), refused(KEY, new Binding(new Need("crafts", "own.myshopify.com"), null)));
    }

    @Test
    public void bindingsKeepSinceWhenAndAreTheUsesOfTheConnection() {
        String id = fixture.ftp("a", "files");
        Instant first = fixture.host.clock.instant();
        fixture.bind(id);
        fixture.host.clock.advance(Duration.ofHours(1));
        fixture.bind(id);
        fixture.need("ftp", null);
        fixture.steps.put(ADMIN, new StepKey("a", "orders", "another"), new Binding(null, id));
        assertEquals(
                List.of(new Use("orders", "another", first.plus(Duration.ofHours(1))), new Use("orders", "send-file", first)),
                fixture.steps.uses(ADMIN, id));
    }

    @Test
    public void usesAreOfAConnectionTheCallerSees() {
        String id = fixture.ftp("a", "files");
        problem(ProblemType.NOT_FOUND, () -> fixture.steps.uses(caller("b"), id));
        problem(ProblemType.FORBIDDEN, () -> fixture.steps.uses(caller("a", Scope.USE), id));
        assertEquals(List.of(), fixture.steps.uses(caller("a", Scope.READ), id));
    }

    @Test
    public void aDeletedStepIsForgottenAgainAndAgain() {
        fixture.bind(fixture.ftp("a", "files"));
        fixture.steps.delete(ADMIN, KEY);
        fixture.steps.delete(ADMIN, KEY);
        assertNull(fixture.get().need());
        assertEquals(1, fixture.host.actions().stream().filter("step.unbind"::equals).count());
    }

    @Test
    public void bindingAndUnbindingStandInTheConnectionsAudit() {
        String id = fixture.ftp("a", "files");
        fixture.bind(id);
        fixture.bind(id);
        fixture.steps.delete(ADMIN, KEY);
        AuditLog.Query query = new AuditLog.Query("a", id, null, 10, null);
        List<AuditLog.Entry> entries = fixture.host.parts.audit.list(ADMIN, query).items();
        assertEquals(List.of("step.unbind", "step.bind", "connection.create"),
                entries.stream().map(AuditLog.Entry::action).toList());
        assertEquals("orders", entries.get(1).detail().get("workflow"));
        assertEquals("send-file", entries.get(1).detail().get("step"));
    }

    @Test
    public void testingReportsWhatTheConnectionsTestDoes() {
        TestReport.Step passed = new TestReport.Step("Log in", TestReport.Mark.PASSED, null);
        fixture.host.providers.install(HostFixture.ftp()).report =
                new TestReport(true, List.of(passed));
        fixture.bind(fixture.ftp("a", "files"));
        List<TestReport.Step> heard = new ArrayList<>();
        assertEquals(Boolean.TRUE, fixture.steps.test(ADMIN, KEY, heard::add).passed());
        assertEquals(List.of(passed), heard);
    }

    @Test
    public void testingAStepThatNeedsNoneSaysThatThereIsNothingToTest() {
        fixture.need("builtin", null);
        assertEquals(new TestReport(null, List.of()), fixture.steps.test(ADMIN, KEY, s -> { }));
    }

    @Test
    public void testingAnUnboundStepOrOneWhoseConnectionWasDeletedIsAConflict() {
        problem(ProblemType.CONFLICT, () -> fixture.steps.test(ADMIN, KEY, s -> { }));
        fixture.need("ftp", null);
        problem(ProblemType.CONFLICT, () -> fixture.steps.test(ADMIN, KEY, s -> { }));
        String id = fixture.ftp("a", "files");
        fixture.bind(id);
        fixture.host.parts.connections.delete(ADMIN, id, true, false, null);
        problem(ProblemType.CONFLICT, () -> fixture.steps.test(ADMIN, KEY, s -> { }));
    }

    @Test
    public void eachCallNeedsItsScope() {
        Caller reader = caller("a", Scope.READ);
        assertEquals(State.AUTHENTICATE, fixture.steps.get(reader, KEY).state());
        problem(ProblemType.FORBIDDEN, () -> fixture.steps.put(reader, KEY, new Binding(null, null)));
        problem(ProblemType.FORBIDDEN, () -> fixture.steps.delete(reader, KEY));
        problem(ProblemType.FORBIDDEN, () -> fixture.steps.test(reader, KEY, s -> { }));
        problem(ProblemType.FORBIDDEN, () -> fixture.steps.get(caller("a", Scope.WRITE), KEY));
    }

    @Test
    public void aWriterThatMayNotReadSeesNothingToSelectFrom() {
        fixture.ftp("a", "files");
        Caller writer = caller("a", Scope.WRITE);
        assertEquals(List.of(), fixture.steps.put(writer, KEY, new Binding(new Need("ftp", null), null)).compatible());
        assertEquals(1, fixture.get().compatible().size());
    }

    @Test
    public void stepsOfAnotherAccountAreNotThere() {
        fixture.bind(fixture.ftp("a", "files"));
        Caller other = caller("b");
        problem(ProblemType.NOT_FOUND, () -> fixture.steps.get(other, KEY));
        problem(ProblemType.NOT_FOUND, () -> fixture.steps.put(other, KEY, new Binding(new Need("ftp", null), null)));
        problem(ProblemType.NOT_FOUND, () -> fixture.steps.delete(other, KEY));
        problem(ProblemType.NOT_FOUND, () -> fixture.steps.test(other, KEY, s -> { }));
        assertEquals(State.AUTHENTICATED, fixture.get().state());
    }
}
