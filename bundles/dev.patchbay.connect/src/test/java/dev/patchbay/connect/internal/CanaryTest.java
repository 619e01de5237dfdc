package dev.patchbay.connect.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.Auth;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.host.connect.ConnectPage;
import dev.patchbay.host.connections.TestReport;
import dev.patchbay.host.problem.FieldError;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** Markup in every text that comes from an account, a person, an app or an author stays text. */
public class CanaryTest {
    private final List<String> canaries = new ArrayList<>();
    private ConnectHost host;

    @Before
    public void start() throws Exception {
        host = ConnectHost.get();
    }

    private String canary(String name) {
        String text = "<img src=x onerror=" + name + ">\"'&amp;</title></textarea><script>" + name + "</script>" + name;
        canaries.add(text);
        return text;
    }

    private Failure failure(String name) {
        return new Failure(Failure.Reason.REMOTE_ERROR, canary(name));
    }

    private TestReport report() {
        return new TestReport(false, List.of(new TestReport.Step(canary("step"), TestReport.Mark.FAILED, failure("step-failure"))));
    }

    private void assertAllAreText(ConnectPage page) throws Exception {
        PageCheck shown = host.show(page);
        assertEquals(200, shown.status);
        assertEquals(List.of(), shown.tags("script"));
        assertEquals(List.of(), shown.tags("img"));
        canaries.forEach(text -> assertTrue(text + "\n" + shown.html, shown.says(text)));
    }

    @Test
    public void inTheForm() throws Exception {
        Field<String> mode = Field.choice("mode", canary("choice"), Field.option(canary("option"), canary("option-label")));
        ConnectionMethod method = ConnectionMethod.of("m", "m").auth(Auth.authorizationCode("https://a.example", "https://a.example"))
                .guide(canary("guide"))
                .fields(Field.text("text", canary("label")).help(canary("help")).example(canary("example")),
                        Field.text("lines", "l").multiLine(), Field.list("list", "l"), mode,
                        Field.text("some", "s").visibleWhen(mode, "a"), Field.flag("flag", canary("flag")));
        ConnectionDefinition provider = ConnectionDefinition.of("p", canary("provider"))
                .methods(method, ConnectionMethod.of("n", canary("method")));
        Map<String, Object> values = Map.of("text", canary("value"), "lines", canary("lines"), "list", List.of(canary("entry")),
                "clientId", canary("client-id"));
        assertAllAreText(new ConnectPage(canary("account"), provider, canary("reconnect"), canary("csrf"), ScriptedFlow.ENDS,
                new ConnectPage.Form(method, values, List.of(), canary("connection"), List.of(canary("scope")),
                        List.of(new ConnectPage.Form.Client(canary("client"), canary("client-label"))),
                        new ConnectPage.Form.OwnClient(URI.create("https://x.example/")),
                        List.of(new FieldError("values.text", "x", canary("error")), new FieldError("label", "x", canary("label-error"))),
                        report(), failure("failure"))));
    }

    @Test
    public void inEveryOtherView() throws Exception {
        ConnectPage page = ScriptedFlow.page(new ConnectPage.Cancelled(null));
        URI app = URI.create("https://app.example/?a='b'&c");
        List<java.util.function.Supplier<ConnectPage.View>> views = List.of(
                () -> new ConnectPage.Choose(List.of(new ConnectPage.Choose.App(canary("app"), canary("app-label"), canary("description")))),
                () -> new ConnectPage.Leave(app),
                () -> new ConnectPage.Code(app, app, canary("code"), Duration.ofSeconds(5)),
                () -> new ConnectPage.AnotherAccount(canary("before"), canary("now")),
                () -> new ConnectPage.Connected("con_1", canary("label"), canary("app-account"), List.of(canary("granted")), List.of(canary("missing")), report(), app),
                () -> new ConnectPage.Cancelled(app),
                () -> new ConnectPage.Failed(failure("failed"), true, app));
        for (java.util.function.Supplier<ConnectPage.View> view : views) {
            canaries.clear();
            ConnectPage.View shown = view.get();
            String account = canary("account");
            assertAllAreText(new ConnectPage(account, page.provider(), null, page.csrf(), page.expiresAt(), shown));
        }
    }

    @Test
    public void inAProblem() throws Exception {
        host.flow.failure = new dev.patchbay.host.problem.ProblemException(dev.patchbay.host.problem.ProblemType.INVALID, canary("detail"),
                List.of(new FieldError(canary("field"), "x", canary("message"))));
        PageCheck page = PageCheck.of(host.get(ConnectHost.PAGE));
        assertEquals(422, page.status);
        assertEquals(List.of(), page.tags("script"));
        canaries.forEach(text -> assertTrue(text, page.says(text)));
    }

    @Test
    public void inWhatAnAppSendsBack() throws Exception {
        PageCheck page = PageCheck.of(host.send(host.form("/oauth/callback/cli_1", canary("name"), canary("value"))));
        assertEquals(200, page.status);
        assertEquals(List.of(), page.tags("script"));
        canaries.forEach(text -> assertTrue(text, page.says(text)));
    }
}
