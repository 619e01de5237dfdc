package dev.patchbay.core.internal.connections;

import static dev.patchbay.core.internal.HostFixture.ADMIN;
import static dev.patchbay.core.internal.HostFixture.CANARY;
import static dev.patchbay.core.internal.HostFixture.draft;
import static dev.patchbay.core.internal.HostFixture.edit;
import static dev.patchbay.core.internal.HostFixture.problem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.core.internal.FakeProviders;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.base.UnlockedVault;
import dev.patchbay.host.access.AuditLog;
import dev.patchbay.host.connections.ConnectionDraft;
import dev.patchbay.host.connections.RawValues;
import dev.patchbay.host.connections.Status;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.connections.TestReport.Step;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.ConnectionRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ProviderUseTest {
    private static final Step CONNECTED = new Step("Connect", Mark.PASSED, null);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private HostFixture host;
    private FakeProviders.FakeLive ftp;
    private String id;

    @Before
    public void open() throws Exception {
        host = new HostFixture(folder.getRoot().toPath());
        ftp = (FakeProviders.FakeLive) host.providers.find("ftp").orElseThrow();
        id = host.create("shop", "x").id();
    }

    @After
    public void close() {
        host.close();
    }

    private static Step failed(Failure.Reason reason) {
        return new Step("Log in", Mark.FAILED, new Failure(reason, "no"));
    }

    private TestReport test(Step... steps) {
        ftp.report = new TestReport(null, List.of(steps));
        return host.parts.use.test(ADMIN, id, s -> { });
    }

    private Status status() {
        return host.parts.connections.get(ADMIN, id).status();
    }

    @Test
    public void aReportWithoutAnyStepIsNoPass() {
        assertNull(test().passed());
        assertNull(test(new Step("Log in", Mark.SKIPPED, null)).passed());
        assertEquals(true, test(CONNECTED, new Step("List", Mark.SKIPPED, null)).passed());
        assertEquals(false, test(CONNECTED, failed(Failure.Reason.UNREACHABLE)).passed());
    }

    @Test
    public void aRefusedLoginAsksForANewOneAndAPassEndsThat() {
        test(CONNECTED, failed(Failure.Reason.CREDENTIALS_REJECTED));
        assertEquals(Status.RECONNECT, status());
        assertEquals("The app refused the login.", host.parts.connections.get(ADMIN, id).reason());
        problem(ProblemType.RECONNECT_NEEDED, () -> host.parts.use.credential(ADMIN, id));
        problem(ProblemType.RECONNECT_NEEDED, () -> host.parts.files.list(ADMIN, id, "/"));
        test(CONNECTED);
        assertEquals(Status.READY, status());
        host.parts.use.credential(ADMIN, id);
        assertTrue(host.actions().contains("connection.status"));
    }

    @Test
    public void otherFailuresChangeTheLastTestOnly() {
        for (Failure.Reason reason : Failure.Reason.values()) {
            if (reason != Failure.Reason.CREDENTIALS_REJECTED) {
                test(failed(reason));
                assertEquals(Status.READY, status());
                assertEquals(1, host.row(id).version());
                assertEquals(reason.name(), host.parts.connections.get(ADMIN, id).lastTest().reason());
                assertEquals(false, host.parts.connections.get(ADMIN, id).lastTest().passed());
            }
        }
        test();
        assertNull(host.parts.connections.get(ADMIN, id).lastTest().passed());
    }

    @Test
    public void newValuesEndAReconnect() {
        test(failed(Failure.Reason.CREDENTIALS_REJECTED));
        host.parts.connections.edit(ADMIN, id, edit(Map.of("password", "right")));
        assertEquals(Status.READY, status());
        assertNull(host.parts.connections.get(ADMIN, id).reason());
    }

    @Test
    public void aTestOfFormerValuesSaysNothingAboutNewOnes() {
        ftp.beforeTest = () -> host.parts.connections.edit(ADMIN, id, edit(Map.of("password", "new")));
        test(failed(Failure.Reason.CREDENTIALS_REJECTED));
        assertEquals(Status.READY, status());
        assertNull(host.parts.connections.get(ADMIN, id).lastTest());
    }

    @Test
    public void aDraftIsTestedAndNotStored() {
        List<Step> heard = new ArrayList<>();
        ftp.report = new TestReport(null, List.of(CONNECTED));
        ConnectionDraft nobodys = new ConnectionDraft(null, "ftp", null, null, HostFixture.values());
        assertEquals(true, host.parts.use.test(ADMIN, nobodys, heard::add).passed());
        assertEquals(List.of(CONNECTED), heard);
        assertEquals(CANARY, ftp.lastValues.get(HostFixture.PASSWORD).reveal());
        assertEquals(List.of("ftp.example.com"), ftp.lastGrant.hosts());
        problem(ProblemType.INVALID, () -> host.parts.use.test(
                ADMIN, new ConnectionDraft("shop", "ftp", null, null, new RawValues(Map.of())), heard::add));
        assertEquals(1, host.actions().stream().filter("connection.create"::equals).count());
        assertTrue(host.actions().contains("connection.test-draft"));
    }

    @Test
    public void theEntryStandsBeforeTheProviderIsCalled() {
        ftp.beforeTest = () -> assertTrue(host.actions().contains("connection.test"));
        test(CONNECTED);
        host.store.broken = true;
        ftp.beforeTest = () -> {
            throw new AssertionError("called without an entry");
        };
        host.clock.advance(Duration.ofMinutes(1));
        problem(ProblemType.NOT_READY, () -> host.parts.use.test(ADMIN, draft("shop", "x"), s -> { }));
    }

    @Test
    public void aProviderSeesOnlyValuesThatPassItsRules() {
        host.providers.install(ConnectionDefinition.of("ftp", "FTP").allowedHosts("{host}").methods(
                ConnectionMethod.of("password", "Password").fields(
                        HostFixture.HOST, HostFixture.USER, HostFixture.PASSWORD, Field.text("site", "Site"))));
        ProblemException e = problem(ProblemType.RECONNECT_NEEDED, () -> host.parts.use.test(ADMIN, id, s -> { }));
        assertEquals(Set.of("values.site required"), HostFixture.faults(e));
    }

    @Test
    public void aFailingConnectionIsToBeTriedAgainLater() {
        ConnectionRow row = host.row(id);
        RowDraft failing = RowDraft.after(row, 1).status(Status.FAILING.word(), "Down.");
        Sealing sealing = new Sealing(new UnlockedVault(host.vault));
        ConnectionRow next = sealing.seal(failing, sealing.open(sealing.load(row)));
        host.parts.lookup.write(id, w -> w.updateConnection(next, 1));
        ProblemException e = problem(ProblemType.NOT_READY, () -> host.parts.use.credential(ADMIN, id));
        assertTrue(e.retryAfter().toSeconds() > 0);
    }

    @Test
    public void onlyTheCredentialShowsTheSecret() {
        List<Object> shown = new ArrayList<>();
        shown.add(host.parts.connections.get(ADMIN, id));
        shown.add(host.row(id));
        shown.add(host.parts.lookup.forUse(ADMIN, id));
        shown.add(draft("shop", "x"));
        shown.add(host.parts.use.credential(ADMIN, id));
        shown.add(test(CONNECTED));
        shown.add(host.parts.audit.list(ADMIN, new AuditLog.Query(null, null, null, 99, null)));
        host.parts.connections.export(ADMIN, null, shown::add);
        shown.add(problem(ProblemType.INVALID, () -> host.parts.connections.edit(
                ADMIN, id, edit(Map.of("host", CANARY + " ", "port", CANARY)))));
        shown.add(problem(ProblemType.SECRETS_NEEDED, () -> host.parts.connections.edit(
                ADMIN, id, edit(Map.of("host", "other.example.com")))).errors());
        for (Object each : shown) {
            assertFalse(each.toString(), each.toString().contains(CANARY));
        }
        assertEquals(Secret.of(CANARY), host.parts.use.credential(ADMIN, id).values().get("password"));
    }
}
