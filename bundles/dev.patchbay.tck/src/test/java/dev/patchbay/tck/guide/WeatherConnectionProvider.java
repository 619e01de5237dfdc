package dev.patchbay.tck.guide;

import static dev.patchbay.api.Failure.Reason.PERMISSION_MISSING;
import static dev.patchbay.api.Failure.Reason.REMOTE_ERROR;

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
import java.io.IOException;
import java.net.URI;
import org.osgi.service.component.annotations.Component;

/** Connects to a weather station by an API key. Stateless and thread-safe. */
@Component(service = ConnectionProvider.class)
@ProvidesConnection("weather")
public final class WeatherConnectionProvider implements ConnectionProvider {
    static final Field<String> STATION = Field.text("station", "Station")
            .pattern("[a-z]{2,20}")
            .example("harbour")
            .help("The first part of the station's address: harbour of harbour.weather.example.");
    static final Field<Secret> KEY = Field.secret("key", "API key")
            .help("Under Settings, API. It is shown once.");

    private static final String API = "https://{station}.weather.example/v1";
    private static final String GUIDE = """
            1. Sign in to the station and open *Settings › API*.
            2. Press *New key*, tick *Read values* and nothing else.
            3. Copy the key into the field here.
            """;

    private static final ConnectionDefinition DEFINITION = ConnectionDefinition.of("weather", "Weather station")
            .description("Values of a weather station.")
            .category("data")
            .baseUrl(API)
            .methods(ConnectionMethod.of("key", "API key").guide(GUIDE).fields(STATION, KEY))
            .version(2, Migration.from(1).rename("apiKey", KEY.name()))
            .translation("de", WeatherConnectionProvider.class);

    @Override
    public ConnectionDefinition definition() {
        return DEFINITION;
    }

    @Override
    public void test(TestRun run) {
        run.step("Log in", REMOTE_ERROR, () -> get(run, "/me").expect());
        run.step("Read a value", PERMISSION_MISSING, () -> get(run, "/values?last=1").expect());
    }

    private static HttpReply get(ConnectionContext context, String path) throws IOException {
        return context.http().send(HttpCall.get(URI.create(context.expand(API) + path))
                .header("X-Api-Key", context.values().get(KEY).reveal()));
    }
}
