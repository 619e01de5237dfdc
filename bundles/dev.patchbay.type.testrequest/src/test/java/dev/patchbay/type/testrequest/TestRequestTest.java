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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class TestRequestTest {
    private static final String URL = "https://api.example.com/v1/me";
    private static final List<String> PASSED = List.of("Send the test request PASSED");
    private static final List<String> FAILED = List.of("Send the test request FAILED");
    private static final Login LOGIN = new Login(Secret.of("anna"), Secret.of("pass word"), Secret.of("s3cret"), "key-1");

    private static RecordedRun run(AppServer app, Login login, Object... pairs) {
        Map<String, Object> values = new TreeMap<>(Map.of("testUrl", URL));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        RecordedRun run = new RecordedRun(values, app.port());
        TestRequest.run(run, Place.BEARER, login);
        return run;
    }

    @Test
    public void withoutAnAddressThereIsNothingToTest() throws Exception {
        try (AppServer app = new AppServer(200)) {
            RecordedRun run = new RecordedRun(Map.of(), app.port());
            TestRequest.run(run, Place.BEARER, LOGIN);
            assertEquals(List.of(), run.steps());
            assertEquals(List.of(), app.asked());
        }
    }

    @Test
    public void theSecretGoesAsBearerTokenByDefaultOfTheType() throws Exception {
        try (AppServer app = new AppServer(200)) {
            assertEquals(PASSED, run(app, LOGIN).steps());
            assertEquals(List.of("Bearer s3cret"), app.only().authorization());
            assertEquals("GET", app.only().method());
            assertEquals("/v1/me", app.only().rawUri());
        }
    }

    @Test
    public void basicCarriesUserAndPassword() throws Exception {
        try (AppServer app = new AppServer(200)) {
            assertEquals(PASSED, run(app, LOGIN, "testPlace", "basic").steps());
            assertEquals(List.of("Basic YW5uYTpwYXNzIHdvcmQ="), app.only().authorization());
        }
    }

    @Test
    public void aNamedHeaderCarriesTheSecretAndTheKeyBesideIt() throws Exception {
        try (AppServer app = new AppServer(200)) {
            assertEquals(PASSED, run(app, LOGIN, "testPlace", "header", "testHeader", "X-Api-Key", "testScheme", "Token",
                    "testKeyHeader", "X-Key-Id").steps());
            assertEquals(List.of("Token s3cret"), app.only().apiKey());
            assertEquals(List.of("key-1"), app.only().keyId());
            assertEquals(List.of(), app.only().authorization());
        }
    }

    @Test
    public void aQueryParameterIsEncodedAndAppended() throws Exception {
        Login login = new Login(Secret.of(""), Secret.of(""), Secret.of("a b&c=d+é/\n"), "key 1");
        try (AppServer app = new AppServer(200)) {
            assertEquals(PASSED, run(app, login, "testUrl", URL + "?x=1", "testPlace", "query", "testParameter", "api key",
                    "testKeyParameter", "id").steps());
            assertEquals("/v1/me?x=1&id=key%201&api%20key=a%20b%26c%3Dd%2B%C3%A9%2F%0A", app.only().rawUri());
        }
    }

    @Test
    public void methodAndStatusAreAsEntered() throws Exception {
        try (AppServer app = new AppServer(404)) {
            assertEquals(PASSED, run(app, LOGIN, "testMethod", "HEAD", "testStatus", 404).steps());
            assertEquals("HEAD", app.only().method());
        }
    }

    @Test
    public void anotherStatusSaysWhatToDoNext() throws Exception {
        Map<Integer, Failure.Reason> reasons = Map.of(401, CREDENTIALS_REJECTED, 403, PERMISSION_MISSING, 429, RATE_LIMITED,
                500, REMOTE_ERROR, 302, REMOTE_ERROR, 204, REMOTE_ERROR);
        for (Map.Entry<Integer, Failure.Reason> one : reasons.entrySet()) {
            try (AppServer app = new AppServer(one.getKey())) {
                RecordedRun run = run(app, LOGIN);
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

    @Test
    public void anAddressThatIsNoneDoesNotShowTheSecret() throws Exception {
        Login login = new Login(Secret.of("u"), Secret.of("p"), Secret.of("canary"), "");
        assertRefused(login, "testUrl", "https://api.example.com/a b", "testPlace", "query", "testParameter", "k");
    }

    private static void assertRefused(Login login, Object... pairs) throws Exception {
        try (AppServer app = new AppServer(200)) {
            RecordedRun run = run(app, login, pairs);
            assertEquals(FAILED, run.steps());
            assertEquals(INVALID_INPUT, run.failure().reason());
            assertFalse(run.failure().message(), run.failure().message().contains("canary"));
            assertEquals(List.of(), app.asked());
        }
    }

    @Test
    public void aLoginPrintsNothing() {
        assertTrue(LOGIN.toString(), LOGIN.toString().equals("Login[***]"));
    }
}
