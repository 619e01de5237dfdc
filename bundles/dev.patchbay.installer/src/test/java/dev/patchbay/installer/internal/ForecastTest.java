package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.declaration;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;

import dev.patchbay.host.connections.ProviderUpdates.Forecast;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.install.InstalledBundle.WiderGrant;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.installer.fixture.ThrowingProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What an update would do is said before it is done. */
public class ForecastTest {
    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;

    @Before
    public void install() {
        fixture = host.fixture;
        fixture.installer.install(ADMIN, stream(sample("1")), null);
    }

    private UpdateForecast forecast(ProviderBundle next) {
        return fixture.installer.forecast(ADMIN, "acme.sample", stream(next), null);
    }

    @Test
    public void forecastAsksTheNewCodeBesideTheOldAndLeavesNoTrace() throws Exception {
        List<String> before = fixture.state();
        List<Long> service = fixture.providers.services("sample");
        fixture.updates.wider.put("sample", List.of("new.example"));
        UpdateForecast forecast = forecast(sample("2").provider("other", OtherProvider.class));
        assertEquals("1.0.0 2.0.0", forecast.fromVersion() + " " + forecast.toVersion());
        assertEquals(List.of("acme.sample"), forecast.refreshed());
        assertEquals(List.of("other"), forecast.addedProviders());
        assertEquals(List.of("other", "sample"), forecast.providers().stream().map(Forecast::provider).sorted().toList());
        assertEquals(List.of("new.example"), forecast.providers().stream().filter(f -> f.provider().equals("sample")).findFirst()
                .orElseThrow().addedHosts());
        assertEquals(before, fixture.state());
        assertEquals("the running one was not interrupted", service, fixture.providers.services("sample"));
        assertEquals(List.of("rehearse acme.sample 2.0.0.rehearsed patchbay:rehearsed/acme.sample"), fixture.updates.told);
    }

    @Test
    public void providerThatWouldGoIsNamed() {
        UpdateForecast forecast = forecast(ProviderBundle.named("acme.sample", "2").provider("other", OtherProvider.class));
        assertEquals(List.of("sample"), forecast.removedProviders());
    }

    @Test
    public void providerThatWouldBeRefusedRefusesTheForecast() throws Exception {
        List<String> before = fixture.state();
        ProblemException refused = problem(ProblemType.PROVIDER_REFUSED,
                () -> forecast(ProviderBundle.named("acme.sample", "2").provider("sample", ThrowingProvider.class)));
        assertEquals(List.of("provider provider-refused"), reasons(refused));
        assertEquals(before, fixture.state());
    }

    @Test
    public void whatDoesNotResolveIsNotStarted() throws Exception {
        List<String> before = fixture.state();
        problem(ProblemType.BUNDLE_UNRESOLVED, () -> forecast(sample("2").header("Import-Package", "no.such")));
        assertEquals(before, fixture.state());
        assertEquals(List.of(), fixture.updates.told);
    }

    @Test
    public void declarationsAreReadAndNotStarted() {
        fixture.installer.install(ADMIN, stream(declaration("acme", "1.0.0")), null);
        UpdateForecast forecast = fixture.installer.forecast(
                ADMIN, "dev.patchbay.json.acme", stream(declaration("acme", "2.0.0")), null);
        assertEquals("2.0.0 acme", forecast.toVersion() + " " + forecast.providers().get(0).provider());
        assertEquals(List.of(), fixture.updates.told);
    }

    @Test
    public void widerGrantWaitsUntilItIsApproved() {
        fixture.updates.wider.put("sample", List.of("new.example"));
        InstalledBundle updated = fixture.installer.update(ADMIN, "acme.sample", stream(sample("2")), null, false);
        assertEquals(List.of(new WiderGrant("sample", List.of("new.example"), List.of(), List.of())), updated.waiting());
        assertEquals(updated.waiting(), fixture.installer.get(ADMIN, "acme.sample").waiting());
        InstalledBundle approved = fixture.installer.update(ADMIN, "acme.sample", stream(sample("2")), null, true);
        assertEquals(List.of(), approved.waiting());
        assertEquals(List.of("approve sample"), fixture.updates.told);
    }
}
