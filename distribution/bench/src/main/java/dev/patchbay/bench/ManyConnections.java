package dev.patchbay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testsupport.Eventually;
import dev.patchbay.testsupport.HostProcess;
import dev.patchbay.testsupport.ProviderBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Connections as a shop has them after years, of several providers and in several states, stored through the API: of a hundred
 * eight wait for somebody to sign in, seven need a value more, five are of a provider that is gone, the others are ready.
 * Used by one thread.
 */
final class ManyConnections {
    /** A word that stands in about {@value #WITH_WORD} labels, however many there are. */
    static final String WORD = "kestrel";
    static final int WITH_WORD = 25;

    private static final int LOADERS = 64;
    private static final String GONE = "gone";
    private static final String[] WHAT = {"Orders", "Stock", "Invoices", "Reviews", "Product feed", "Shipping labels", "Payouts"};
    private static final String[] WHERE = {"warehouse north", "outlet", "main shop", "marketplace", "accounting", "archive"};

    private final HostProcess host;
    private final Requests requests;
    private final int count;
    private String client = "";

    private ManyConnections(HostProcess host, int count) {
        this.host = host;
        this.requests = new Requests(host);
        this.count = count;
    }

    /** Stores so many in a new host. */
    static void store(HostProcess host, int count) throws IOException {
        new ManyConnections(host, count).store();
    }

    private void store() throws IOException {
        host.api().install(growing("1.0.0").jar()).expect(201);
        host.api().install(ProviderBundle.named("bench.gone", "1.0.0").provider(GONE, SampleProvider.class)
                .entry(SampleProvider.ID, GONE.getBytes(StandardCharsets.US_ASCII)).jar()).expect(201);
        JsonNode made = host.api().post("/api/v1/oauth-clients", Map.of("provider", "oauth2", "method", "authorization-code",
                "label", "Bench", "values", Map.of("clientId", "bench", "clientSecret", Requests.SECRET, "clientAuthentication", "basic",
                        "endpoints", "entered", "pkce", true, "authorizeUrl", "https://app.example/authorize",
                        "tokenUrl", "https://app.example/token"))).expect(201).json();
        client = made.path("id").asText();
        try (Load load = new Load(host.address(), LOADERS, this::create, 201)) {
            load.times(count);
        }
        host.api().delete("/api/v1/admin/bundles/bench.gone").expect(204);
        host.api().put("/api/v1/admin/bundles/bench.growing", growing("2.0.0").entry(GrowingProvider.GROWN, new byte[0]).jar()).expect(200);
        Eventually.until("connections of the grown provider wait for somebody", Duration.ofMinutes(5), this::haveGrown);
    }

    private static ProviderBundle growing(String version) {
        return ProviderBundle.named("bench.growing", version).provider(GrowingProvider.ID, GrowingProvider.class);
    }

    private boolean haveGrown() {
        JsonNode summary = host.api().get("/api/v1/connections/summary?provider=" + GrowingProvider.ID).expect(200).json();
        return summary.at("/byStatus/reconnect").asInt() == summary.path("total").asInt();
    }

    private byte[] create(long number) {
        int place = (int) (number % 100);
        if (place < 8) {
            return create(number, "oauth2", "\"client\":\"" + client + "\",\"method\":\"authorization-code\"",
                    "\"apiUrl\":\"https://app.example/api\",\"scheme\":\"Bearer\"");
        } else if (place < 15) {
            return create(number, GrowingProvider.ID, "", "\"key\":\"" + Requests.SECRET + "\"");
        } else if (place < 20) {
            return create(number, GONE, "", "\"key\":\"" + Requests.SECRET + "\"");
        } else if (place < 40) {
            return create(number, "login", "", "\"username\":\"clerk" + number % 50 + "\",\"password\":\"" + Requests.SECRET + "\"");
        } else if (place < 55) {
            return create(number, "key-secret", "", "\"key\":\"key" + number + "\",\"secret\":\"" + Requests.SECRET + "\"");
        }
        return create(number, "api-key", "", "\"key\":\"" + Requests.SECRET + "\"");
    }

    private byte[] create(long number, String provider, String more, String values) {
        return requests.create(String.format(Locale.ROOT, "shop-%d", number % 1_000), provider, label(number), more, values);
    }

    private String label(long number) {
        long each = Math.max(1, count / WITH_WORD);
        boolean rare = number % each == number / each * 17 % Math.min(each, 100);
        return String.format(Locale.ROOT, "%s %s %d%s", WHAT[(int) (number * 31 % WHAT.length)],
                WHERE[(int) (number / 7 % WHERE.length)], number, rare ? " " + WORD : "");
    }
}
