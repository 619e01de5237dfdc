package com.example.depot;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.api.Secret;
import dev.patchbay.api.signing.RequestSigning.Request;
import dev.patchbay.tck.FakeContext;
import dev.patchbay.tck.SampleConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.Test;

public class DepotSignatureTest {
    private final DepotConnectionProvider provider =
            new DepotConnectionProvider(Clock.fixed(Instant.ofEpochSecond(1_767_225_600), ZoneOffset.UTC));

    private Map<String, String> signed(String method, String uri) {
        SampleConnection connection = SampleConnection.of("key").with(DepotConnectionProvider.REGION, "us")
                .with(DepotConnectionProvider.KEY_ID, "DK1A2B3C4D5E")
                .with(DepotConnectionProvider.SIGNING_KEY, Secret.of("signing-key-0001"));
        try (FakeContext context = new FakeContext(provider.definition(), connection)) {
            return provider.sign(context, new Request(method, URI.create(uri), Map.of()));
        }
    }

    @Test
    public void headersNameKeyAndTimeAndCarryTheSignature() {
        // printf 'GET\n/v2/parcels?limit=1\n1767225600' | openssl dgst -sha256 -hmac signing-key-0001
        assertEquals(
                Map.of("Depot-Key", "DK1A2B3C4D5E", "Depot-Time", "1767225600",
                        "Depot-Signature", "1d4e4ccbd49d0cf8aa5d6f3dd47eca26b5a04ecb6d4dcd5e6c598c55dde79c1d"),
                signed("GET", "https://api-us.depot.example/v2/parcels?limit=1"));
    }

    @Test
    public void methodAndQueryAreSigned() {
        String get = signed("GET", "https://api-us.depot.example/v2/parcels?limit=1").get("Depot-Signature");
        assertFalse(get.equals(signed("DELETE", "https://api-us.depot.example/v2/parcels?limit=1").get("Depot-Signature")));
        assertFalse(get.equals(signed("GET", "https://api-us.depot.example/v2/parcels?limit=2").get("Depot-Signature")));
    }
}
