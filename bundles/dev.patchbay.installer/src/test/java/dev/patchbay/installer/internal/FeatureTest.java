package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.messages;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.sample;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.host.access.Scope;
import dev.patchbay.host.install.FeatureForecast;
import dev.patchbay.host.install.InstallSource.Named;
import dev.patchbay.host.install.InstalledFeature;
import dev.patchbay.host.install.InstalledFeature.Member;
import dev.patchbay.host.install.UpdateForecast;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.installer.fixture.ThrowingProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Several bundles as one: all or none, what they share counted. */
public class FeatureTest {
    private static final String API = "dev.patchbay.api,dev.patchbay.api.provider";

    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstallerFixture fixture;

    @Before
    public void prepare() {
        fixture = host.fixture;
    }

    /** A library with a package that nobody else has. */
    private static ProviderBundle library(String version) {
        return ProviderBundle.named("acme.library", version).header("Import-Package", "").header("Require-Capability", "")
                .header("Export-Package", "acme.library;version=\"" + version + "\"").entry("acme/library/readme.txt", new byte[] {1});
    }

    private static ProviderBundle user() {
        return sample("1.0.0").header("Import-Package", API + ",acme.library;version=\"[1,2)\"");
    }

    private static ProviderBundle other() {
        return ProviderBundle.named("acme.other", "1.0.0").provider("other", OtherProvider.class)
                .header("Import-Package", API + ",acme.library;version=\"[1,2)\"");
    }

    private static FeatureArchive both() {
        return FeatureArchive.of("acme:both:1.0.0").bundle("user", "1", user()).bundle("library", "1", library("1.0.0"));
    }

    private static FeatureArchive second() {
        return FeatureArchive.of("acme:second:1.0.0").bundle("other", "1", other()).bundle("library", "1", library("1.0.0"));
    }

    private InstalledFeature install(FeatureArchive feature) {
        return fixture.features.install(ADMIN, stream(feature.zip()), null, false);
    }

    private FeatureForecast forecast(FeatureArchive feature) {
        return fixture.features.forecast(ADMIN, stream(feature.zip()), null);
    }

    private List<String> libraries() {
        return Arrays.stream(fixture.framework.getBundleContext().getBundles()).map(Bundle::getLocation)
                .filter(location -> location.startsWith("patchbay:library/")).sorted().toList();
    }

    private String state(String symbolicName) {
        return fixture.installer.get(ADMIN, symbolicName).state();
    }

    @Test
    public void bundlesOfAnArchiveRunTogetherAndAfterARestart() throws Exception {
        InstalledFeature feature = install(both());
        assertEquals("acme:both 1.0.0 Of tests", feature.id() + " " + feature.version() + " " + feature.name());
        assertEquals(List.of(new Member("acme.sample", "1.0.0", false), new Member("acme.library", "1.0.0", true)), feature.bundles());
        assertEquals(1, fixture.providers.services("sample").size());
        assertEquals(List.of("acme:both"), fixture.installer.get(ADMIN, "acme.sample").features());
        fixture.restart();
        assertEquals("ACTIVE", state("acme.sample"));
        assertEquals(List.of("patchbay:library/acme.library/1.0.0"), libraries());
        assertEquals(List.of(feature), fixture.features.list(ADMIN));
    }

    @Test
    public void sharedLibraryGoesWithItsLastUser() throws Exception {
        install(both());
        install(second());
        assertEquals(List.of("patchbay:library/acme.library/1.0.0"), libraries());
        fixture.features.uninstall(ADMIN, "acme:both");
        assertEquals("ACTIVE", state("acme.other"));
        problem(ProblemType.NOT_FOUND, () -> fixture.installer.get(ADMIN, "acme.sample"));
        fixture.restart();
        assertEquals("ACTIVE", state("acme.other"));
        fixture.features.uninstall(ADMIN, "acme:second");
        assertEquals(List.of(), libraries());
        assertTrue(fixture.store.read(reader -> reader.libraries()).isEmpty());
        assertEquals(List.of(), fixture.features.list(ADMIN));
    }

    @Test
    public void oneBadBundleLeavesNoneWithEveryReason() throws Exception {
        List<String> before = fixture.state();
        ProblemException refused = problem(ProblemType.BUNDLE_REFUSED, () -> install(both()
                .bundle("bad", "1", ProviderBundle.named("acme.bad", "1").provider("other", OtherProvider.class)
                        .header("Bundle-Activator", "a.B"))
                .bundle("worse", "1", library("9").header("Bundle-SymbolicName", "acme.worse")
                        .header("Export-Package", "dev.patchbay.api,org.osgi.framework"))));
        assertEquals(List.of("g:bad:1: Bundle-Activator header", "g:worse:1: Export-Package host-export",
                "g:worse:1: Export-Package host-export", "g:worse:1: Export-Package host-package",
                "g:worse:1: Export-Package host-package"), reasons(refused));
        assertEquals(before, fixture.state());
    }

    @Test
    public void bundleWhoseProviderIsRefusedTakesTheOthersBack() throws Exception {
        List<String> before = fixture.state();
        problem(ProblemType.PROVIDER_REFUSED, () -> install(both().configurations("{\"acme.sample\": {\"a\": \"b\"}}")
                .bundle("liar", "1", ProviderBundle.named("acme.liar", "1").provider("promised", OtherProvider.class))));
        List<String> after = new java.util.ArrayList<>(fixture.state());
        after.remove("provider sample acme.sample");
        assertEquals(before, after);
        assertNull(configuration("acme.sample"));
    }

    @Test
    public void featureThatCannotBeRecordedTakesAllBack() throws Exception {
        List<String> before = fixture.state();
        fixture.audit.failing = true;
        assertThrows(IllegalStateException.class, () -> install(both()));
        List<String> after = new java.util.ArrayList<>(fixture.state());
        after.remove("provider sample acme.sample");
        assertEquals(before, after);
    }

    @Test
    public void anotherVersionReplacesBundlesAndLibrary() throws Exception {
        install(both());
        install(FeatureArchive.of("acme:both:2.0.0").bundle("user", "2",
                sample("2.0.0").header("Import-Package", API + ",acme.library;version=\"[1.5,2)\"")).bundle("library", "1.5", library("1.5.0")));
        assertEquals("2.0.0", fixture.features.get(ADMIN, "acme:both").version());
        assertEquals("2.0.0", fixture.installer.get(ADMIN, "acme.sample").version());
        assertEquals(List.of("patchbay:library/acme.library/1.5.0"), libraries());
        install(FeatureArchive.of("acme:both:3.0.0").bundle("other", "1",
                ProviderBundle.named("acme.other", "1").provider("other", OtherProvider.class)));
        assertEquals("what it has no more is gone", List.of(), libraries());
        problem(ProblemType.NOT_FOUND, () -> fixture.installer.get(ADMIN, "acme.sample"));
    }

    @Test
    public void whatAReplacementWouldDoIsSaidAndLeavesNoTrace() throws Exception {
        install(both());
        List<String> before = fixture.state();
        List<Long> service = fixture.providers.services("sample");
        fixture.updates.wider.put("sample", List.of("new.example"));
        FeatureForecast forecast = forecast(FeatureArchive.of("acme:both:2.0.0").bundle("user", "2",
                sample("2.0.0").header("Import-Package", API + ",acme.library;version=\"[1.5,2)\"")).bundle("library", "1.5", library("1.5.0"))
                .bundle("other", "1", other()));
        assertEquals("acme:both 1.0.0 2.0.0", forecast.id() + " " + forecast.fromVersion() + " " + forecast.toVersion());
        assertEquals(List.of("acme.sample"), forecast.updated().stream().map(UpdateForecast::symbolicName).toList());
        assertEquals(List.of("new.example"), forecast.updated().get(0).providers().get(0).addedHosts());
        assertEquals(List.of(new Member("acme.library", "1.5.0", true), new Member("acme.other", "1.0.0", false)), forecast.added());
        assertEquals(List.of("other"), forecast.addedProviders());
        assertEquals("nobody has the former library then", List.of(new Member("acme.library", "1.0.0", true)), forecast.removed());
        assertEquals(List.of(), forecast.removedProviders());
        assertEquals(before, fixture.state());
        assertEquals(List.of("patchbay:library/acme.library/1.0.0"), libraries());
        assertEquals("the running one was not interrupted", service, fixture.providers.services("sample"));
        assertEquals(List.of("rehearse acme.sample 2.0.0.rehearsed patchbay:rehearsed/acme.sample",
                "rehearse acme.other 1.0.0.rehearsed patchbay:rehearsed/acme.other"), fixture.updates.told);
    }

    @Test
    public void integrationsThatWouldGoAreNamedWithTheirProviders() {
        FeatureForecast first = forecast(both());
        assertNull("none is here", first.fromVersion());
        assertEquals(List.of("sample"), first.addedProviders());
        install(both());
        FeatureForecast forecast = forecast(FeatureArchive.of("acme:both:3.0.0").bundle("other", "1",
                ProviderBundle.named("acme.other", "1").provider("other", OtherProvider.class)));
        assertEquals(List.of("sample"), forecast.removedProviders());
        assertEquals(List.of(new Member("acme.sample", "1.0.0", false), new Member("acme.library", "1.0.0", true)), forecast.removed());
        assertEquals(List.of(), forecast(both()).updated());
    }

    @Test
    public void forecastRefusesWhatAnInstallationWould() throws Exception {
        List<String> before = fixture.state();
        ProblemException refused = problem(ProblemType.PROVIDER_REFUSED, () -> forecast(both()
                .bundle("liar", "1", ProviderBundle.named("acme.thrower", "1").provider("other", ThrowingProvider.class))));
        assertEquals(List.of("provider provider-refused"), reasons(refused));
        problem(ProblemType.BUNDLE_UNRESOLVED, () -> forecast(FeatureArchive.of("acme:user:1.0.0").bundle("user", "1", user())));
        assertEquals(before, fixture.state());
        assertEquals(List.of(), libraries());
    }

    @Test
    public void widerGrantsOfWhatIsChangedAreApprovedWithTheReplacementThatSaysSo() {
        install(three("1.0.0"));
        fixture.updates.wider.putAll(Map.of("sample", List.of("new.example"), "other", List.of("unseen.example")));
        install(three("1.1.0"));
        assertTrue("it waits", fixture.updates.findApproval("sample").isPresent());
        fixture.features.install(ADMIN, stream(three("1.2.0").zip()), null, true);
        assertTrue(fixture.updates.findApproval("sample").isEmpty());
        assertTrue("what is not changed was not shown either", fixture.updates.findApproval("other").isPresent());
    }

    /** The sample in this version; all else stays. */
    private static FeatureArchive three(String version) {
        return FeatureArchive.of("acme:both:" + version).bundle("user", version, user().header("Bundle-Version", version))
                .bundle("other", "1", other()).bundle("library", "1", library("1.0.0"));
    }

    @Test
    public void failedReplacementPutsTheFormerFeatureBack() throws Exception {
        install(both().configurations("{\"acme.sample\": {\"a\": \"former\"}}"));
        List<String> before = fixture.state();
        problem(ProblemType.PROVIDER_REFUSED, () -> install(FeatureArchive.of("acme:both:2.0.0").bundle("user", "2",
                ProviderBundle.named("acme.sample", "2").provider("promised", OtherProvider.class))));
        assertEquals(before, fixture.state());
        assertEquals("former", configuration("acme.sample").getProperties().get("a"));
    }

    @Test
    public void configurationIsBoundToItsBundle() throws Exception {
        install(both().configurations("{\"acme.sample\": {\"text\": \"t\", \"number\": 5, \"list\": [\"a\", \"b\"]},"
                + " \"acme.sample.more~one\": {\"flag\": true}}"));
        Configuration configuration = configuration("acme.sample");
        assertEquals("patchbay:installed/acme.sample", configuration.getBundleLocation());
        assertEquals("t 5 [a, b]", configuration.getProperties().get("text") + " " + configuration.getProperties().get("number")
                + " " + Arrays.toString((String[]) configuration.getProperties().get("list")));
        fixture.restart();
        assertNotNull(configuration("acme.sample"));
        fixture.features.uninstall(ADMIN, "acme:both");
        assertNull(configuration("acme.sample"));
    }

    private Configuration configuration(String pid) throws Exception {
        var context = fixture.framework.getBundleContext();
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
        return found == null ? null : found[0];
    }

    @Test
    public void featureConfiguresItsOwnIntegrationsOnly() {
        ProblemException refused = problem(ProblemType.FEATURE_INVALID,
                () -> install(both().configurations("{\"dev.patchbay.egress\": {\"allow\": \"0.0.0.0/0\"}}")));
        assertEquals(List.of("#/configurations/dev.patchbay.egress feature-configuration"), reasons(refused));
    }

    @Test
    public void everyFaultOfTheJsonIsNamedWithItsPlace() {
        String json = "{\"feature-resource-version\": \"2.0\", \"id\": \"x\", \"colour\": 1, \"bundles\": [{\"id\": \"g:a\"},"
                + " {\"id\": \"g:b:1\", \"sha256\": \"1\"}, \"g:b:1\"], \"configurations\": {\"a b\": {}, \"ok\": {\"x\": {}}}}";
        ProblemException refused = problem(ProblemType.FEATURE_INVALID,
                () -> fixture.features.install(ADMIN, stream(json.getBytes()), null, false));
        assertEquals(List.of("#/bundles/0 feature-bundle", "#/bundles/1/sha256 feature-bundle", "#/bundles/2 feature-bundle",
                "#/colour feature", "#/configurations/a b feature-configuration", "#/configurations/ok/x feature-configuration",
                "#/feature-resource-version feature", "#/id feature-id"), reasons(refused));
    }

    @Test
    public void bundlesComeFromTheProgramsFolderByName() throws Exception {
        Files.write(fixture.integrations().resolve("user-1.jar"), user().jar());
        Files.write(fixture.integrations().resolve("library-1.jar"), library("1.0.0").jar());
        byte[] json = FeatureArchive.of("acme:both:1.0.0").named("user", "1").named("library", "1").json();
        Files.write(Files.createDirectories(fixture.integrations().resolve("features")).resolve("both.json"), json);
        fixture.features.install(ADMIN, new Named("both"), null, false);
        assertEquals("shipped", fixture.installer.get(ADMIN, "acme.sample").trust());
        problem(ProblemType.NOT_FOUND, () -> fixture.features.install(ADMIN, new Named("../both"), null, false));
    }

    @Test
    public void bundleThatIsNowhereIsNamed() {
        ProblemException refused = problem(ProblemType.FEATURE_INVALID, () -> fixture.features.install(
                ADMIN, stream(FeatureArchive.of("acme:x:1").named("nowhere", "1").named("neither", "2").json()), null, false));
        assertEquals(List.of("g:neither:2 feature-bundle", "g:nowhere:1 feature-bundle"), reasons(refused));
        assertTrue(messages(refused), messages(refused).contains("install.repositories"));
    }

    @Test
    public void bundleOfAFeatureIsNotUninstalledByItself() {
        install(both());
        ProblemException refused = problem(ProblemType.CONFLICT, () -> fixture.installer.uninstall(ADMIN, "acme.sample"));
        assertTrue(refused.detail(), refused.detail().contains("acme:both"));
    }

    @Test
    public void libraryWithOtherBytesInOneVersionIsRefused() throws Exception {
        install(both());
        List<String> before = fixture.state();
        problem(ProblemType.FEATURE_INVALID, () -> install(FeatureArchive.of("acme:second:1.0.0").bundle("other", "1", other())
                .bundle("library", "1", library("1.0.0").entry("more", new byte[1]))));
        assertEquals(before, fixture.state());
    }

    @Test
    public void sameFeatureAgainChangesNothing() throws Exception {
        InstalledFeature feature = install(both());
        List<String> before = fixture.state();
        assertEquals(feature, install(both()));
        assertEquals(before, fixture.state());
    }

    @Test
    public void onlyTheScopeMay() {
        var reader = InstallerFixture.caller(null, Scope.READ);
        problem(ProblemType.FORBIDDEN, () -> fixture.features.list(reader));
        problem(ProblemType.FORBIDDEN, () -> fixture.features.get(reader, "acme:both"));
        problem(ProblemType.FORBIDDEN, () -> fixture.features.forecast(reader, stream(both().zip()), null));
        problem(ProblemType.FORBIDDEN, () -> fixture.features.install(reader, stream(both().zip()), null, false));
        problem(ProblemType.FORBIDDEN, () -> fixture.features.uninstall(reader, "acme:both"));
    }

    @Test
    public void recordThatWasChangedConfiguresNothing() throws Exception {
        install(both().configurations("{\"acme.sample\": {\"a\": \"b\"}}"));
        var row = fixture.store.read(reader -> reader.features()).get(0);
        byte[] evil = both().configurations("{\"acme.sample\": {\"a\": \"evil\"}}").json();
        fixture.store.write(writer -> {
            writer.putFeature(new dev.patchbay.host.store.Rows.FeatureRow(row.id(), row.version(), row.digest(), evil, row.bundles(),
                    row.installedBy(), row.installedAt(), row.mac()));
            return row;
        });
        fixture.restart();
        assertNull(configuration("acme.sample"));
        assertEquals("ACTIVE", state("acme.sample"));
    }
}
