package dev.patchbay.app.shopify.internal;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.INVALID_INPUT;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.RATE_LIMITED;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Failure;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.SampleConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ShopCheckTest {
    private static final String VERSION_STEP = "API version 2026-10, supported until 2027-10-01 or longer PASSED";

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private final ShopifyCustomAppProvider customApp = new ShopifyCustomAppProvider(clock);
    private FakeShopify shopify;

    @Before
    public void start() throws Exception {
        shopify = new FakeShopify().granting("read_products", "write_orders");
    }

    @After
    public void stop() {
        shopify.close();
    }

    private SampleConnection connection() {
        return ShopConnections.adminToken(shopify.port(), FakeShopify.TOKEN);
    }

    private Failure failureOf(int status, String body) throws Exception {
        shopify.answering(status, body);
        return FakeRun.of(customApp, connection()).failure();
    }

    @Test
    public void theRightTokenPassesEveryStep() throws Exception {
        FakeRun run = FakeRun.of(customApp, connection());
        assertEquals(List.of("Log in PASSED", "Read the shop PASSED", VERSION_STEP,
                "Access scopes: read_products, write_orders PASSED"), run.steps());
        assertEquals(List.of(URI.create("https://my-store.myshopify.com/admin/api/2026-10/graphql.json")), run.calls().stream().map(HttpCall::uri).toList());
    }

    @Test
    public void everyOtherMethodSendsTheTokenOfTheSignIn() throws Exception {
        for (String method : List.of(ShopDefinitions.CLIENT_CREDENTIALS, ShopDefinitions.AUTHORIZATION_CODE)) {
            FakeRun run = FakeRun.of(customApp, ShopConnections.signedIn(method, shopify.port(), FakeShopify.TOKEN));
            assertEquals(VERSION_STEP, run.steps().get(2));
        }
        FakeRun run = FakeRun.of(new ShopifyProvider(clock), ShopConnections.signedIn("install", shopify.port(), FakeShopify.TOKEN));
        assertEquals(VERSION_STEP, run.steps().get(2));
    }

    @Test
    public void withoutASignInNothingIsSent() throws Exception {
        FakeRun run = FakeRun.of(customApp, ShopConnections.of(ShopDefinitions.AUTHORIZATION_CODE, shopify.port()));
        assertEquals("Log in FAILED", run.steps().get(0));
        assertEquals(INVALID_INPUT, run.failure().reason());
        assertEquals(List.of(), shopify.paths());
    }

    @Test
    public void wrongTokenIsReportedNotThrown() throws Exception {
        FakeRun run = FakeRun.of(customApp, ShopConnections.adminToken(shopify.port(), "shpat_canary00000000000000"));
        assertEquals(List.of("Log in FAILED", "Read the shop SKIPPED", "Check the API version SKIPPED",
                "Check the access scopes SKIPPED"), run.steps());
        assertEquals(CREDENTIALS_REJECTED, run.failure().reason());
        assertFalse(run.failure().message().contains("canary"));
    }

    @Test
    public void everyStatusHasItsMeaning() throws Exception {
        Map<Integer, Failure.Reason> meant = Map.of(301, INVALID_INPUT, 400, REMOTE_ERROR, 402, REMOTE_ERROR,
                403, PERMISSION_MISSING, 404, INVALID_INPUT, 423, REMOTE_ERROR, 429, RATE_LIMITED, 430, RATE_LIMITED,
                500, REMOTE_ERROR, 503, REMOTE_ERROR);
        for (Map.Entry<Integer, Failure.Reason> one : meant.entrySet()) {
            assertEquals("status " + one.getKey(), one.getValue(), failureOf(one.getKey(), "<html>").reason());
        }
        assertTrue(failureOf(402, "").message().contains("frozen"));
        assertTrue(failureOf(423, "").message().contains("locked"));
    }

    @Test
    public void aScopeThatIsMissingIsNamed() throws Exception {
        FakeRun run = FakeRun.of(customApp, connection().with("scopes", "read_products write_products read_customers"));
        assertEquals("Access scopes: read_products, write_orders FAILED", run.steps().get(3));
        assertEquals(PERMISSION_MISSING, run.failure().reason());
        assertTrue(run.failure().message(), run.failure().message().contains("does not have write_products, read_customers."));
    }

    @Test
    public void aWriteScopeIncludesItsReadScope() throws Exception {
        FakeRun run = FakeRun.of(customApp, connection().with("scopes", "read_orders read_products"));
        assertEquals("Access scopes: read_products, write_orders PASSED", run.steps().get(3));
    }

    @Test
    public void manyScopesFitIntoTheNameOfAStep() throws Exception {
        String[] many = new String[80];
        for (int i = 0; i < many.length; i++) {
            many[i] = "read_something_" + i;
        }
        shopify.granting(many);
        String step = FakeRun.of(customApp, connection()).steps().get(3);
        assertTrue(step, step.length() <= 200 && step.endsWith(" more PASSED"));
    }

    @Test
    public void aVersionShopifyNoLongerServesIsAWarning() throws Exception {
        FakeRun run = FakeRun.of(customApp, connection().with("apiVersion", "2025-04"));
        assertEquals("API version 2025-04 is out of support: Shopify answers with 2026-01. Change it to 2026-10. PASSED",
                run.steps().get(2));
        assertEquals("/admin/api/2025-04/graphql.json", shopify.paths().get(0));
    }

    @Test
    public void aVersionThatMayEndAnyDayIsAWarningToo() throws Exception {
        shopify.serving("2025-07");
        FakeRun run = FakeRun.of(customApp, connection().with("apiVersion", "2025-10"));
        assertEquals("API version 2025-10 is out of support since 2026-10-01: it may end any day. Change it to 2026-10. PASSED",
                run.steps().get(2));
    }

    @Test
    public void errorsInASuccessAreFailures() throws Exception {
        Failure denied = failureOf(200, "{\"errors\":[{\"message\":\"Access denied for currentAppInstallation field. Required access:"
                + " `read_apps` access scope. <b>\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}],\"data\":null}");
        assertEquals(PERMISSION_MISSING, denied.reason());
        assertEquals("The app may not read this. Missing: read_apps.", denied.message());
        assertEquals(RATE_LIMITED, failureOf(200, "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}]}")
                .reason());
        assertEquals(REMOTE_ERROR, failureOf(200, "{\"errors\":[{\"extensions\":{\"code\":\"SHOP_INACTIVE\"}}]}").reason());
        assertEquals(REMOTE_ERROR, failureOf(200, "{\"errors\":[{}]}").reason());
        assertEquals(REMOTE_ERROR, failureOf(200, "{\"errors\":\"canary\"}").reason());
    }

    @Test
    public void aReplyThatIsNoShopIsAFailure() throws Exception {
        for (String bad : List.of("<html>", "", "null", "[]", "{}", "{\"data\":{\"shop\":null}}", "{\"data\":{\"shop\":{\"id\":1}}}",
                "[".repeat(100_000))) {
            shopify.answering(200, bad.isEmpty() ? " " : bad);
            FakeRun run = FakeRun.of(customApp, connection());
            assertEquals("Read the shop FAILED", run.steps().get(1));
            assertEquals(REMOTE_ERROR, run.failure().reason());
        }
    }
}
