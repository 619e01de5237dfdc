package dev.patchbay.core.internal.definitions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.ConnectionFailure;
import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class RateLimitTest {
    private static final Limits LIMITS =
            Limits.standard().retryAfterHeader("X-Wait").remainingHeader("X-Left").error("error.code", "slow", "busy");

    private static HttpReply reply(int status, String body, String... headers) {
        Map<String, List<String>> all = headers.length == 0 ? Map.of() : Map.of(headers[0], List.of(headers[1]));
        return new HttpReply(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(Limits limits, HttpReply reply) {
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> RateLimit.refuse(limits, reply));
        assertEquals(Reason.RATE_LIMITED, failure.reason());
        return failure.getMessage();
    }

    @Test
    public void theStandardStatusAlwaysCountsWithItsWait() {
        assertEquals("The app asked to slow down.", refused(Limits.standard(), reply(429, "")));
        assertEquals("The app asked to slow down for 30 s.", refused(Limits.standard(), reply(429, "", "Retry-After", " 30 ")));
        assertEquals("The app asked to slow down.", refused(Limits.standard(), reply(429, "", "Retry-After", "canary")));
        assertEquals("The app asked to slow down for 7 s.", refused(LIMITS, reply(429, "", "x-wait", "7")));
    }

    @Test
    public void anErrorWithNothingLeftIsOne() {
        refused(LIMITS, reply(403, "", "X-Left", "0"));
        RateLimit.refuse(LIMITS, reply(403, "", "X-Left", "10"));
        RateLimit.refuse(LIMITS, reply(200, "", "X-Left", "0"));
        RateLimit.refuse(Limits.standard(), reply(403, "", "X-Left", "0"));
    }

    @Test
    public void aDeclaredTextInTheReplyIsOneWhateverTheStatus() {
        refused(LIMITS, reply(200, "{\"error\":{\"code\":\"busy\"}}"));
        refused(LIMITS, reply(400, "{\"error\":{\"code\":\"slow\"}}"));
        RateLimit.refuse(LIMITS, reply(200, "{\"error\":{\"code\":\"other\"}}"));
        RateLimit.refuse(LIMITS, reply(200, "no JSON"));
    }
}
