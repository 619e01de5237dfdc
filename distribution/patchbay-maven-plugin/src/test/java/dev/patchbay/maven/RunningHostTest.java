package dev.patchbay.maven;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunningHostTest {
    private static final String DONE = "{\"symbolicName\":\"acme\",\"providers\":[\"acme\",\"acme-eu\"],\"problem\":null}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ScriptedHost host;
    private Path key;
    private IntegrationJar jar;

    @Before
    public void start() throws Exception {
        host = new ScriptedHost();
        key = Files.writeString(folder.getRoot().toPath().resolve("key"), "pbk_secret\n");
        jar = new IntegrationJar(Files.writeString(folder.getRoot().toPath().resolve("acme.jar"), "bytes"), "acme", "1.0.0");
    }

    @After
    public void stop() {
        host.close();
    }

    private RunningHost.Installed install(boolean approves) throws MojoFailureException {
        return new RunningHost(HostAddress.of(host.url(), key, Map.of()), approves).install(jar);
    }

    private String refused() {
        return assertThrows(MojoFailureException.class, () -> install(false)).getMessage();
    }

    @Test
    public void newBundleIsPosted() throws Exception {
        host.answers(404, "{}").answers(201, DONE);
        assertEquals(new RunningHost.Installed(false, List.of("acme", "acme-eu"), List.of()), install(true));
        assertEquals(List.of("GET /api/v1/admin/bundles/acme", "POST /api/v1/admin/bundles bytes"), host.asked());
        assertEquals("Bearer pbk_secret", host.authorization());
    }

    @Test
    public void presentBundleIsReplaced() throws Exception {
        host.answers(200, DONE).answers(200, DONE.replace("null", "\"its provider is refused\""));
        assertEquals(new RunningHost.Installed(true, List.of("acme", "acme-eu"), List.of("its provider is refused")), install(false));
        assertEquals("PUT /api/v1/admin/bundles/acme bytes", host.asked().get(1));
    }

    @Test
    public void widerGrantIsApprovedOnlyWhereTheAuthorSaysSo() throws Exception {
        host.answers(200, DONE).answers(200, DONE);
        install(true);
        assertEquals("PUT /api/v1/admin/bundles/acme?approve=true bytes", host.asked().get(1));
    }

    @Test
    public void whatWaitsForApprovalIsNamed() throws Exception {
        host.answers(200, DONE).answers(200, DONE.replace("\"problem\":null", "\"waiting\":[{\"provider\":\"acme\","
                + "\"hosts\":[\"api.eu.acme.example\"],\"endpoints\":[],\"scopes\":[\"write\"]}]"));
        List<String> warnings = install(false).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.toString(), warnings.get(0).contains("acme") && warnings.get(0).contains("api.eu.acme.example, write"));
    }

    @Test
    public void eachFaultOfAProblemIsALine() {
        host.answers(404, "{}").answers(422, "{\"title\":\"The bundle cannot be installed\",\"status\":422,\"errors\":["
                + "{\"field\":\"Import-Package\",\"code\":\"host-package\",\"message\":\"An integration sees the API only.\"},"
                + "{\"field\":\"\",\"code\":\"x\",\"message\":\"Something else.\"}]}");
        assertEquals(List.of("The bundle cannot be installed.", "  Import-Package: An integration sees the API only.",
                "  Something else."), refused().lines().toList());
    }

    @Test
    public void detailFollowsTheTitle() {
        host.answers(503, "{\"title\":\"The host is not ready\",\"detail\":\"It is starting.\"}");
        assertEquals("The host is not ready: It is starting.", refused());
    }

    @Test
    public void answerThatIsNoProblemIsNamedByItsStatus() {
        host.answers(502, "<html>proxy</html>");
        assertEquals("The host answered 502.", refused());
    }

    @Test
    public void unknownKeyIsNamedByItsFileAndNeverShown() {
        host.answers(401, "{\"title\":\"A valid API key is needed\"}");
        String message = refused();
        assertTrue(message, message.contains(key.toString()));
        assertFalse(message, message.contains("pbk_secret"));
    }

    @Test
    public void hostThatDoesNotRunIsNamedByItsAddress() {
        String url = host.url();
        host.close();
        String message = refused();
        assertTrue(message, message.contains(url) && message.contains("bin/patchbay start"));
    }
}
