package dev.patchbay.tck.simulator;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.Test;

/** The example of RFC 5849 section 1.2, whose signature somebody else computed. */
public class OAuth1SimulationTest {
    private static final String HEADER = "OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_signature_method=\"HMAC-SHA1\","
            + " oauth_timestamp=\"137131200\", oauth_nonce=\"wIjqoS\", oauth_callback=\"http%3A%2F%2Fprinter.example.com%2Fready\","
            + " oauth_signature=\"74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D\"";

    private static AppSimulator photos(long now) {
        AppFacts facts = AppFacts.of(Map.of("id", "photos", "method", "sign-in", "auth", "oauth1", "baseUrl", "https://photos.example.net",
                "requestTokenUrl", "https://photos.example.net/initiate", "authorizeUrl", "https://photos.example.net/authorize",
                "tokenUrl", "https://photos.example.net/token", "whoamiUrl", "/me",
                "sample", "clientId=dpf43f3p2l4k3l03&clientSecret=kd94hf93k423kf44"));
        return AppSimulator.of(facts, Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC))
                .register(URI.create("http://printer.example.com/ready"));
    }

    private static HttpReply initiate(AppSimulator app, String header) throws IOException {
        return app.network().send(HttpCall.of("POST", URI.create("https://photos.example.net/initiate")).header("Authorization", header));
    }

    @Test
    public void theSignatureOfTheStandardsExampleIsRight() throws IOException {
        try (AppSimulator app = photos(137131200)) {
            HttpReply reply = initiate(app, HEADER);
            assertEquals(app.refusals().toString(), 200, reply.status());
            assertEquals("oauth_token=simulated-temporary-1&oauth_callback_confirmed=true&oauth_token_secret=simulated-secret-2", reply.text());
        }
    }

    @Test
    public void anotherSignatureAnOldOneAndOneThatCameBeforeAreRefused() throws IOException {
        try (AppSimulator app = photos(137131200)) {
            assertEquals("oauth_problem=signature_invalid", initiate(app, HEADER.replace("wIjqoS", "wIjqoT")).text());
            assertEquals("oauth_problem=consumer_key_unknown", initiate(app, HEADER.replace("dpf43f3p2l4k3l03", "other")).text());
            initiate(app, HEADER);
            assertEquals("oauth_problem=nonce_used", initiate(app, HEADER).text());
            assertEquals("oauth_problem=parameter_absent", initiate(app, "Bearer x").text());
        }
        try (AppSimulator app = photos(137131200 + 301)) {
            assertEquals("oauth_problem=timestamp_refused", initiate(app, HEADER).text());
        }
    }
}
