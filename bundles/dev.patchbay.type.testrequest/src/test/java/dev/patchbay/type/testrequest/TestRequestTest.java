package dev.patchbay.type.testrequest;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.RATE_LIMITED;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.Field;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class TestRequestTest {
    private static final String URL = "https://api.example.com/v1/me";
    private static final List<String> PASSED = List.of("Send the test request PASSED");
    private static final List<String> FAILED = List.of("Send the test request FAILED");
    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("test", "Test")
            .allowedHosts("{" + TestFields.URL.name() + "}")
            .methods(ConnectionMethod.of("test", "Test").fields(TestFields.allWithKey(Place.BEARER).toArray(Field<?>[]::new)));
    private static final Login LOGIN = new Login(Secret.of("anna"), Secret.of("pass word"), Secret.of("s3cret"), "key-1");

    private static FakeRun run(HttpApp app, Login login, Object... pairs) {
        Map<String, Object> values = new TreeMap<>(Map.of("testUrl", URL));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return run(app, login, values);
    }

    private static FakeRun run(HttpApp app, Login login, Map<String, Object> values) {
        SampleConnection connection = SampleConnection.of("test").standIn(app.port());
        for (Map.Entry<String, Object> each : values.entrySet()) {
            connection = connection.with(each.getKey(), each.getValue());
        }
        FakeRun run = new FakeRun(DEFINITION, connection);
        TestRequest.run(run, Place.BEARER, login);
        return run;
    }

    private static HttpApp app(int status) {
        return HttpApp.answering(request -> HttpApp.Answer.of(status));
    }

    @Test
    public void withoutAnAddressThereIsNothingToTest() throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun run = run(app, LOGIN, Map.of());
            assertEquals(List.of(), run.steps());
            assertEquals(List.of(), app.requests());
        }
    }

    @Test
    public void theSecretGoesAsBearerTokenByDefaultOfTheType() throws Exception {
        try (HttpApp app = app(200)) {
            assertEquals(PASSED, run(app, LOGIN).steps());
            assertEquals(List.of("Bearer s3cret"), app.onlyRequest().values("Authorization"));
            assertEquals("GET", app.onlyRequest().method());
            assertEquals("/v1/me", app.onlyRequest().uri());
        }
    }

    @Test
    public void basicCarriesUserAndPassword() throws Exception {
        try (HttpApp app = app(200)) {
            assertEquals(PASSED, run(app, LOGIN, "testPlace", "basic").steps());
            assertEquals(List.of("Basic YW5uYTpwYXNzIHdvcmQ="), app.onlyRequest().values("Authorization"));
        }
    }

    @Test
    public void aNamedHeaderCarriesTheSecretAndTheKeyBesideIt() throws Exception {
        try (HttpApp app = app(200)) {
            assertEquals(PASSED, run(app, LOGIN, "testPlace", "header", "testHeader", "X-Api-Key", "testScheme", "Token",
                    "testKeyHeader", "X-Key-Id").steps());
            assertEquals(List.of("Token s3cret"), app.onlyRequest().values("X-Api-Key"));
            assertEquals(List.of("key-1"), app.onlyRequest().values("X-Key-Id"));
            assertEquals(List.of(), app.onlyRequest().values("Authorization"));
        }
    }

    @Test
    public void aQueryParameterIsEncodedAndAppended() throws Exception {
        Login login = new Login(Secret.of(""), Secret.of(""), Secret.of("a b&c=d+é/\n"), "key 1");
        try (HttpApp app = app(200)) {
            assertEquals(PASSED, run(app, login, "testUrl", URL + "?x=1", "testPlace", "query", "testParameter", "api key",
                    "testKeyParameter", "id").steps());
            assertEquals("/v1/me?x=1&id=key%201&api%20key=a%20b%26c%3Dd%2B%C3%A9%2F%0A", app.onlyRequest().uri());
        }
    }

    @Test
    public void methodAndStatusAreAsEntered() throws Exception {
        try (HttpApp app = app(404)) {
            assertEquals(PASSED, run(app, LOGIN, "testMethod", "HEAD", "testStatus", 404).steps());
            assertEquals("HEAD", app.onlyRequest().method());
        }
    }

    @Test
    public void anotherStatusSaysWhatToDoNext() throws Exception {
        Map<Integer, Failure.Reason> reasons = Map.of(401, CREDENTIALS_REJECTED, 403, PERMISSION_MISSING, 429, RATE_LIMITED,
                500, REMOTE_ERROR, 302, REMOTE_ERROR, 204, REMOTE_ERROR);
        for (Map.Entry<Integer, Failure.Reason> one : reasons.entrySet()) {
            try (HttpApp app = app(one.getKey())) {
                FakeRun run = run(app, LOGIN);
                assertEquals(FAILED, run.steps());
                assertEquals(one.getValue(), run.failure().reason());
                assertEquals("The app answered " + one.getKey() + "; a pass is 200.", run.failure().message());
            }
        }
    }

    @Test
    public void whatAHeaderCannotCarryIsNotSent() throws Exception {
        for (String secret : List.of("canary\nX-Evil: 1", "canary\r", "canary\0", "canary-é", "canary\t")) {
            for (String place : List.of("bearer", "header")) {
                Login login = new Login(Secret.of("u"), Secret.of("p"), Secret.of(secret), "");
                assertRefused(login, "testPlace", place, "testHeader", "X-Api-Key");
            }
        }
    }

    @Test
    public void basicRefusesColonsAndControlCharacters() throws Exception {
        Login colon = new Login(Secret.of("canary:1"), Secret.of("p"), Secret.of("s"), "");
        assertRefused(colon, "testPlace", "basic");
        Login lines = new Login(Secret.of("u"), Secret.of("canary\n"), Secret.of("s"), "");
        assertRefused(lines, "testPlace", "basic");
    }

    @Test
    public void aHeaderThatFramesTheMessageIsRefused() throws Exception {
        for (String name : List.of("Host", "content-length", "Transfer-Encoding")) {
            assertRefused(LOGIN, "testPlace", "header", "testHeader", name);
        }
    }

    /** A host stores no such address; it gets here only where the field is none of a URL. */
    @Test
    public void anAddressThatIsNoneDoesNotShowTheSecret() {
        ConnectionDefinition loose = ConnectionDefinition.of("test", "Test").methods(ConnectionMethod.of("test", "Test")
                .fields(Field.text("testUrl", "URL"), TestFields.place(Place.QUERY), TestFields.PARAMETER));
        FakeRun run = new FakeRun(loose, SampleConnection.of("test").with("testUrl", "https://api.example.com/a b")
                .with("testParameter", "k"));
        TestRequest.run(run, Place.QUERY, new Login(Secret.of("u"), Secret.of("p"), Secret.of("canary"), ""));
        assertEquals(INVALID_INPUT, run.failure().reason());
        assertFalse(run.failure().message(), run.failure().message().contains("canary"));
    }

    private static void assertRefused(Login login, Object... pairs) throws Exception {
        try (HttpApp app = app(200)) {
            FakeRun run = run(app, login, pairs);
            assertEquals(FAILED, run.steps());
            assertEquals(INVALID_INPUT, run.failure().reason());
            assertFalse(run.failure().message(), run.failure().message().contains("canary"));
            assertEquals(List.of(), app.requests());
        }
    }

    @Test
    public void aLoginPrintsNothing() {
        assertTrue(LOGIN.toString(), LOGIN.toString().equals("Login[***]"));
    }
}
