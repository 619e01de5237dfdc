package dev.patchbay.installer.internal;

import static dev.patchbay.installer.internal.InstallerFixture.ADMIN;
import static dev.patchbay.installer.internal.InstallerFixture.declaration;
import static dev.patchbay.installer.internal.InstallerFixture.problem;
import static dev.patchbay.installer.internal.InstallerFixture.reasons;
import static dev.patchbay.installer.internal.InstallerFixture.stream;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.declaration.DeclarationBundle;
import dev.patchbay.host.install.InstalledBundle;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.testsupport.ProviderBundle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Bundles that are made of declarations, and declarations by themselves. */
public class DeclarationInstallTest {
    @Rule
    public final InstallerHost host = new InstallerHost();

    private InstalledBundle install(byte[] content) {
        return host.fixture.installer.install(ADMIN, stream(content), null);
    }

    @Test
    public void declarationByItselfIsWrappedAndRuns() {
        InstalledBundle bundle = install(declaration("acme", "2.1.0"));
        assertEquals("dev.patchbay.json.acme 2.1.0 ACTIVE [acme]",
                bundle.symbolicName() + " " + bundle.version() + " " + bundle.state() + " " + bundle.providers());
        assertEquals(1, host.fixture.providers.services("acme").size());
    }

    @Test
    public void anotherDeclarationReplacesIt() throws Exception {
        install(declaration("acme", "1.0.0"));
        InstalledBundle updated = host.fixture.installer.update(
                ADMIN, "dev.patchbay.json.acme", stream(declaration("acme", "1.1.0")), null, false);
        assertEquals("1.1.0", updated.version());
        host.fixture.restart();
        assertEquals("ACTIVE", host.fixture.installer.get(ADMIN, "dev.patchbay.json.acme").state());
    }

    @Test
    public void bundleOfSeveralDeclarationsRuns() {
        InstalledBundle bundle = install(DeclarationBundle.wrap("acme.apps", "1.0.0",
                Map.of("one", declaration("one", "1.0.0"), "two", declaration("two", "1.0.0"))));
        assertEquals(List.of("one", "two"), bundle.providers());
        assertEquals(1, host.fixture.providers.services("two").size());
    }

    @Test
    public void everyFaultOfADeclarationIsNamedWithItsPlace() throws Exception {
        List<String> before = host.fixture.state();
        String json = "{\"id\": \"acme\", \"label\": \"\", \"methods\": [{\"id\": \"key\", \"label\": \"K\", \"fields\": [{\"kind\": \"sekret\"}]}],"
                + " \"baseUrl\": \"https://a.example\", \"colour\": \"red\"}";
        ProblemException refused = problem(ProblemType.DECLARATION_INVALID, () -> install(json.getBytes(StandardCharsets.UTF_8)));
        List<String> fields = refused.errors().stream().map(e -> e.field()).toList();
        assertTrue(fields.toString(), fields.contains("body#/colour") && fields.contains("body#/methods/0/fields/0/kind"));
        assertTrue(refused.errors().stream().allMatch(e -> e.code().equals("declaration") && e.message().endsWith(".")));
        assertEquals(before, host.fixture.state());
    }

    @Test
    public void faultInADeclarationOfABundleNamesItsFile() throws Exception {
        byte[] bad = new String(declaration("acme", "1.0.0"), StandardCharsets.UTF_8).replace("\"kind\": \"secret\"", "\"kind\": \"sekret\"")
                .getBytes(StandardCharsets.UTF_8);
        ProblemException refused = problem(ProblemType.DECLARATION_INVALID,
                () -> install(DeclarationBundle.wrap("acme.apps", "1.0.0", Map.of("acme", bad))));
        assertEquals("OSGI-INF/connections/acme.connection.json#/methods/0/fields/0/kind", refused.errors().get(0).field());
    }

    @Test
    public void promisedAndDeclaredIdsMustBeTheSame() {
        ProviderBundle bundle = ProviderBundle.named("acme.apps", "1").header("Require-Capability",
                "osgi.extender;filter:=\"(osgi.extender=dev.patchbay.declarative)\"").header("Import-Package", "")
                .header("Provide-Capability", "dev.patchbay.provider;dev.patchbay.provider=promised")
                .entry("OSGI-INF/connections/acme.connection.json", declaration("acme", "1.0.0"));
        ProblemException refused = problem(ProblemType.BUNDLE_REFUSED, () -> install(bundle.jar()));
        assertEquals(List.of("Provide-Capability not-promised"), reasons(refused));
        ProblemException absent = problem(ProblemType.BUNDLE_REFUSED, () -> install(bundle.header("Provide-Capability",
                "dev.patchbay.provider;dev.patchbay.provider=promised,dev.patchbay.provider;dev.patchbay.provider=acme").jar()));
        assertEquals(List.of("Provide-Capability not-declared"), reasons(absent));
        ProblemException unread = problem(ProblemType.BUNDLE_REFUSED, () -> install(bundle.header("Require-Capability", "")
                .header("Provide-Capability", "dev.patchbay.provider;dev.patchbay.provider=acme").jar()));
        assertEquals(List.of("Require-Capability extender"), reasons(unread));
    }

    @Test
    public void idOfAnotherBundleCannotBeDeclared() {
        host.fixture.installer.install(ADMIN, stream(InstallerFixture.sample("1")), null);
        ProblemException refused = problem(ProblemType.PROVIDER_OWNED, () -> install(declaration("sample", "1.0.0")));
        assertEquals(List.of("sample provider-owned"), reasons(refused));
    }
}
