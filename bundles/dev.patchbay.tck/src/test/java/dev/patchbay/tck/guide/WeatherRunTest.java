package dev.patchbay.tck.guide;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.Failure.Reason;
import dev.patchbay.api.Secret;
import dev.patchbay.tck.FakeRun;
import dev.patchbay.tck.HttpApp;
import dev.patchbay.tck.SampleConnection;
import java.util.List;
import org.junit.Test;

public class WeatherRunTest {
    @Test
    public void aKeyThatMayNotReadIsToldApart() {
        try (HttpApp app = HttpApp.answering(request -> HttpApp.Answer.of(request.path().endsWith("/me") ? 200 : 403))) {
            FakeRun run = FakeRun.of(new WeatherConnectionProvider(), SampleConnection.of("key")
                    .with("station", "harbour").with("key", Secret.of("right-key-0001")).standIn(app.port()));
            assertEquals(List.of("Log in PASSED", "Read a value FAILED"), run.steps());
            assertEquals(Reason.PERMISSION_MISSING, run.failure().reason());
            assertEquals("https://harbour.weather.example/v1/me", run.calls().get(0).uri().toString());
        }
    }
}
