package com.example.depot;

import static dev.patchbay.api.Failure.Reason.CREDENTIALS_REJECTED;
import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;

import dev.patchbay.api.Secret;
import dev.patchbay.api.provider.ConnectionContext;
import dev.patchbay.api.provider.ConnectionDefinition;
import dev.patchbay.api.provider.ConnectionMethod;
import dev.patchbay.api.provider.ConnectionProvider;
import dev.patchbay.api.provider.Field;
import dev.patchbay.api.provider.HttpCall;
import dev.patchbay.api.provider.HttpReply;
import dev.patchbay.api.provider.Migration;
import dev.patchbay.api.provider.ProvidesConnection;
import dev.patchbay.api.provider.TestRun;
import dev.patchbay.api.signing.RequestSigning;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Connects to the parcel depot: requests are signed with a key of the account. Stateless but for its clock; thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("parcel-depot")
public final class DepotConnectionProvider implements ConnectionProvider, RequestSigning {
    static final Field<String> REGION = Field.choice("region", "Region", Field.option("eu", "Europe"), Field.option("us", "Americas"))
            .help("Where the account was made; the depot's own pages show it at the top.")
            .endpoint();
    static final Field<String> KEY_ID = Field.text("keyId", "Key ID")
            .help("The public half of the key.")
            .example("DK1A2B3C4D5E")
            .pattern("DK[0-9A-Z]{10}");
    static final Field<Secret> SIGNING_KEY = Field.secret("signingKey", "Signing key")
            .help("The secret half. The depot shows it once, when the key is made.");

    private static final String API = "https://api-{region}.depot.example/v2";
    private static final String GUIDE = """
            1. Sign in to the depot, open *Account › Keys* and press *New key*.
            2. Tick *Read parcels* and nothing else.
            3. Copy the key ID and the signing key into the fields here: the signing key is shown only once.
            """;

    private final Clock clock;

    /** With the machine's clock. */
    public DepotConnectionProvider() {
        this(Clock.systemUTC());
    }

    DepotConnectionProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConnectionDefinition definition() {
        return ConnectionDefinition.of("parcel-depot", "Parcel depot")
                .description("Parcels on their way, and where they are.")
                .category("shipping")
                .baseUrl(API)
                .methods(ConnectionMethod.of("key", "Signing key").guide(GUIDE).fields(REGION, KEY_ID, SIGNING_KEY))
                // version 1 called the key ID "user" and knew Europe only
                .version(2, Migration.from(1).rename("user", KEY_ID.name()).put(REGION, "eu"))
                .translation("de", Map.of("label", "Paketdepot", "methods.key.fields.region.label", "Region",
                        "methods.key.fields.keyId.label", "Schlüssel-ID", "methods.key.fields.signingKey.label", "Signaturschlüssel"));
    }

    @Override
    public void test(TestRun run) {
        run.step("Log in", CREDENTIALS_REJECTED, () -> get(run, "/account").expect());
        run.step("Read parcels", PERMISSION_MISSING, () -> get(run, "/parcels?limit=1").expect());
    }

    @Override
    public Map<String, String> sign(ConnectionContext context, Request request) {
        return signature(context).headers(request.method(), request.uri(), clock.instant());
    }

    private HttpReply get(ConnectionContext context, String path) throws IOException {
        URI uri = URI.create(context.expand(API) + path);
        HttpCall call = HttpCall.get(uri);
        for (Map.Entry<String, String> header : signature(context).headers("GET", uri, clock.instant()).entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        return context.http().send(call);
    }

    private static DepotSignature signature(ConnectionContext context) {
        return new DepotSignature(context.values().get(KEY_ID), context.values().get(SIGNING_KEY));
    }
}
