package dev.patchbay.core.internal.connect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.core.internal.FakeProviders.FakeLive;
import dev.patchbay.core.internal.HostFixture;
import dev.patchbay.core.internal.Together;
import dev.patchbay.host.connect.ConnectFlow.Action;
import dev.patchbay.host.connect.ConnectFlow.Submission;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connect.ConnectSessions.Request;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.connections.TestReport.Mark;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Apps whose login a person types: tested before it is saved. */
public class StoredFieldsFlowTest {
    private static final String[] LOGIN = {
        "values.host", "ftp.example.com", "values.port", "2121", "values.username", "ada", "values.password", HostFixture.CANARY};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FlowFixture fixture;
    private FakeLive ftp;
    private FlowFixture.Browser browser;

    @Before
    public void start() throws IOException {
        fixture = new FlowFixture(folder.getRoot().toPath());
        ftp = (FakeLive) fixture.host.providers.find("ftp").orElseThrow();
        browser = fixture.open(new Request(FlowFixture.ACCOUNT, "ftp", null, "w", "s", null));
    }

    @After
    public void stop() {
        fixture.close();
    }

    private long connections() {
        return fixture.host.store.read(r -> r.countConnections("ftp"));
    }

    private static TestReport report(boolean passed) {
        Failure failure = new Failure(Reason.CREDENTIALS_REJECTED, "The app refused the login.");
        return new TestReport(passed, List.of(
                new TestReport.Step("Log in", passed ? Mark.PASSED : Mark.FAILED, passed ? null : failure)));
    }

    @Test
    public void aPassedTestIsSavedReadyWithItsStep() {
        ftp.report = report(true);
        ConnectPage.Connected done = (ConnectPage.Connected) browser.submit(Action.CONNECT, LOGIN);
        assertEquals("FTP", done.label());
        assertEquals(Boolean.TRUE, done.report().passed());
        assertEquals("ready", fixture.host.row(done.connection()).status());
        assertTrue(fixture.host.row(done.connection()).testResult().contains("true"));
        assertEquals(done.connection(),
                fixture.host.store.read(r -> r.findStep(FlowFixture.ACCOUNT, "w", "s")).orElseThrow().connection());
        assertEquals(2121, ftp.lastValues.get(HostFixture.PORT).intValue());
        assertTrue(ftp.lastGrant.allows("ftp.example.com", 2121));
    }

    @Test
    public void aFailedTestSavesNothingAndKeepsWhatWasTypedButTheSecrets() {
        ftp.report = report(false);
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, LOGIN);
        assertEquals(Boolean.FALSE, form.report().passed());
        assertEquals("2121", form.values().get("port"));
        assertFalse(form.values().containsKey("password"));
        assertEquals(List.of(), form.kept());
        assertEquals(0, connections());
        assertTrue(fixture.host.store.read(r -> r.findStep(FlowFixture.ACCOUNT, "w", "s")).isEmpty());
        assertEquals("connect-session.fail", fixture.actions(browser.session).get(0));
        form = (ConnectPage.Form) browser.submit(Action.CONNECT, "values.host", "ftp.example.com", "values.username", "ada");
        assertEquals("values.password", form.errors().get(0).field());
        ftp.report = report(true);
        assertTrue(browser.submit(Action.CONNECT, LOGIN) instanceof ConnectPage.Connected);
    }

    @Test
    public void nothingToTestAgainstIsNoFailure() {
        assertTrue(browser.submit(Action.CONNECT, LOGIN) instanceof ConnectPage.Connected);
        assertEquals(1, connections());
    }

    @Test
    public void aBusyProviderIsSaidOnTheForm() {
        ftp.beforeTest = () -> {
            throw new ProblemException(ProblemType.PROVIDER_BUSY, "The provider ftp has too many calls at once.");
        };
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(Action.CONNECT, LOGIN);
        assertEquals("The provider ftp has too many calls at once.", form.failure().message());
        assertEquals(Reason.REMOTE_ERROR, form.failure().reason());
        assertEquals(0, connections());
    }

    @Test
    public void typesAreCheckedAsTheFormSendsThem() {
        ConnectPage.Form form = (ConnectPage.Form) browser.submit(
                Action.CONNECT, "values.host", " ftp.example.com ", "values.port", "many", "values.username", "a",
                "values.password", "***");
        assertEquals(List.of("values.password mask", "values.port type"),
                form.errors().stream().map(e -> e.field() + " " + e.code()).sorted().toList());
    }

    @Test
    public void twoFormsAtOnceMakeOneConnection() throws Exception {
        String csrf = browser.page().csrf();
        Map<String, String> sent = Map.of(LOGIN[0], LOGIN[1], LOGIN[4], LOGIN[5], LOGIN[6], LOGIN[7]);
        Together.run(8, () -> fixture.flow.submit(browser.session, browser.key, FlowFixture.FROM,
                new Submission(Action.CONNECT, csrf, sent)));
        browser.view(ConnectPage.Connected.class);
        assertEquals(1, connections());
        assertEquals(1, fixture.actions(browser.session).stream().filter("connect-session.complete"::equals).count());
    }
}
