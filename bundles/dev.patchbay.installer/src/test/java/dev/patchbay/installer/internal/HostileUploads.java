package dev.patchbay.installer.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.installer.fixture.HookingProvider;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.installer.fixture.SampleProvider;
import dev.patchbay.installer.fixture.ThrowingProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Uploads that must be refused, each with the one reason it must be refused for. */
final class HostileUploads {
    private static final String COMPONENT = "OSGI-INF/" + OtherProvider.class.getName() + ".xml";
    private static final String SCR = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"x\"%s>%s"
            + "<implementation class=\"" + HookingProvider.class.getName() + "\"/></scr:component>";
    private static final String SERVICE = "<service><provide interface=\"dev.patchbay.api.provider.ConnectionProvider\"/></service>";

    /** An upload and the reason: a field and a code. */
    record Hostile(String name, String field, String code, byte[] upload) {
        /** The kind of problem that it must be. */
        ProblemType type() {
            return switch (code) {
                case "too-large", "compression-ratio", "too-many-entries" -> ProblemType.BUNDLE_TOO_LARGE;
                case "missing", "class-version" -> ProblemType.BUNDLE_UNRESOLVED;
                case "provider-owned" -> ProblemType.PROVIDER_OWNED;
                case "provider-refused", "not-registered" -> ProblemType.PROVIDER_REFUSED;
                case "declaration" -> ProblemType.DECLARATION_INVALID;
                case "feature" -> ProblemType.FEATURE_INVALID;
                case "header", "native-code", "multi-release", "service-file", "start-set", "no-provider", "provider-id", "host-package",
                        "framework-package", "extender", "capability", "immediate-component", "service", "host-service", "not-promised",
                        "not-declared" -> ProblemType.BUNDLE_REFUSED;
                default -> ProblemType.BUNDLE_MALFORMED;
            };
        }
    }

    private final List<Hostile> all = new ArrayList<>();

    private HostileUploads() {}

    static List<Hostile> all() {
        HostileUploads uploads = new HostileUploads();
        uploads.archives();
        uploads.entries();
        uploads.nested();
        uploads.manifests();
        uploads.forbiddenHeaders();
        uploads.reach();
        uploads.components();
        uploads.declarations();
        uploads.atWork();
        return uploads.all;
    }

    private static ProviderBundle good() {
        return ProviderBundle.named("acme.hostile", "1.0.0").provider("other", OtherProvider.class)
                .classes(HookingProvider.class);
    }

    private void add(String name, String field, String code, byte[] upload) {
        all.add(new Hostile(name, field, code, upload));
    }

    private void add(String name, String field, String code, ProviderBundle upload) {
        add(name, field, code, upload.jar());
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private void archives() {
        add("nothing", "jar", "not-a-jar", new byte[0]);
        add("a text", "jar", "not-a-jar", "hello".getBytes(UTF_8));
        add("cut at half", "jar", "not-a-jar", Archives.cut(good().jar()));
        byte[] stored = noise(20_000);
        System.arraycopy("canary!".getBytes(UTF_8), 0, stored, 0, 7);
        byte[] wrong = good().entry("data.jar", Archives.zip("x", stored)).jar();
        add("damaged inside", "jar", "not-a-jar", Archives.damaged(wrong, "canary!"));
        add("over 20 MiB", "jar", "too-large", noise(20 * 1024 * 1024 + 1));
        add("a bomb as the last entry", "jar", "compression-ratio", good().entry("zeros", new byte[50 << 20]));
        ProviderBundle crowded = good();
        for (int i = 0; i < 5_000; i++) {
            crowded.entry("e" + i, new byte[0]);
        }
        add("over 5,000 entries", "jar", "too-many-entries", crowded);
        byte[] hiding = good().entry("zz", new byte[] {1}).jar();
        add("an entry in hiding", "jar", "ambiguous-archive", Archives.withLastUnlisted(hiding));
        add("behind a program", "jar", "ambiguous-archive", Archives.behind("#!/bin/sh\n", good().jar()));
        add("no manifest", "META-INF/MANIFEST.MF", "no-manifest", Archives.zip("x", new byte[1]));
        add("a manifest of noise", "META-INF/MANIFEST.MF", "manifest", Archives.zip("META-INF/MANIFEST.MF", noise(1_000)));
        add("a manifest of 1 MiB", "META-INF/MANIFEST.MF", "manifest",
                Archives.zip("META-INF/MANIFEST.MF", noise(1 << 20)));
    }

    private void entries() {
        for (String name : List.of("/etc/cron.d/x", "../x", "a/../../x", "a\\b", "C:/x", "a/./b", "a\nb", "x".repeat(300))) {
            add("entry " + name.substring(0, Math.min(10, name.length())).replace('\n', ' '), Texts.printable(name), "entry-name",
                    good().entry(name, new byte[1]));
        }
        add("entry with NUL", "a?b", "entry-name", Archives.renamed(good().entry("a~b", new byte[1]).jar(), "a~b", "a\0b"));
        add("two of a name", "twin-1", "duplicate-entry",
                Archives.renamed(good().entry("twin-1", new byte[1]).entry("twin-2", new byte[1]).jar(), "twin-2", "twin-1"));
        add("equal under case", "TWIN", "duplicate-entry", good().entry("twin", new byte[1]).entry("TWIN", new byte[1]));
        add("equal under NFC", "e\u0301", "duplicate-entry", good().entry("\u00e9", new byte[1]).entry("e\u0301", new byte[1]));
        add("a native library", "lib/x.so.1", "native-code", good().entry("lib/x.so.1", new byte[1]));
        byte[] future = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99};
        add("a class of the future", "x/X.class", "class-version", good().entry("x/X.class", future));
        add("a class of the future, put into the past", "META-INF/versions/9/X.class", "class-version",
                good().entry("META-INF/versions/9/X.class", future));
        add("no class", "x/X.class", "class-file", good().entry("x/X.class", new byte[100]));
        add("another manifest for Java 9", "META-INF/versions/9/OSGI-INF/MANIFEST.MF", "multi-release",
                good().header("Multi-Release", "true").entry("META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                        "Import-Package: dev.patchbay.host.vault\n".getBytes(UTF_8)));
        String wanted = "META-INF/services/org.glassfish.jersey.internal.spi.AutoDiscoverable";
        add("a service file for the host's libraries", wanted, "service-file", good().entry(wanted, new byte[1]));
    }

    private void nested() {
        byte[] inner = Archives.zip("x.dll", new byte[1]);
        add("native code in a jar", "lib/a.jar!/x.dll", "native-code", good().entry("lib/a.jar", inner));
        add("a jar in a jar", "lib/a.jar!/b.jar", "nested-jar", good().entry("lib/a.jar", Archives.zip("b.jar", inner)));
        add("a jar that is none", "lib/a.jar!/", "not-a-jar", good().entry("lib/a.jar", new byte[100]));
        add("an entry in hiding in a jar", "lib/a.jar!/", "ambiguous-archive", good().entry("lib/a.jar",
                Archives.withLastUnlisted(ProviderBundle.named("x", "1").entry("zz", new byte[1]).jar())));
        add("a bomb in a jar", "jar", "compression-ratio", good().entry("lib/a.jar", Archives.zip("zeros", new byte[50 << 20])));
        add("a class path around the check", "Bundle-ClassPath", "class-path",
                good().entry("lib/a.bin", inner).header("Bundle-ClassPath", ".,lib/a.bin"));
    }

    private void manifests() {
        add("manifest version 1", "Bundle-ManifestVersion", "required", good().header("Bundle-ManifestVersion", "1"));
        add("no name", "Bundle-SymbolicName", "required", good().header("Bundle-SymbolicName", ""));
        add("a name of nothing", "Bundle-SymbolicName", "required", good().header("Bundle-SymbolicName", ";"));
        add("a name with a path", "Bundle-SymbolicName", "required", good().header("Bundle-SymbolicName", "../acme"));
        add("two names", "Bundle-SymbolicName", "required", good().header("Bundle-SymbolicName", "acme,other"));
        add("no version", "Bundle-Version", "required", good().header("Bundle-Version", ""));
        add("a version that is none", "Bundle-Version", "required", good().header("Bundle-Version", "latest"));
        add("no promise", "Provide-Capability", "no-provider", good().header("Provide-Capability", ""));
        add("an id with a space", "Provide-Capability", "provider-id",
                good().header("Provide-Capability", "dev.patchbay.provider;dev.patchbay.provider=other,"
                        + "dev.patchbay.provider;dev.patchbay.provider=\"Not An Id\""));
        add("an id of another bundle", "sample", "provider-owned",
                ProviderBundle.named("acme.hostile", "1.0.0").provider("sample", SampleProvider.class));
        add("a name of the start set", "Bundle-SymbolicName", "start-set",
                good().header("Bundle-SymbolicName", "org.apache.felix.scr"));
        add("a line end that only some readers know", "META-INF/MANIFEST.MF", "ambiguous-manifest",
                Archives.withManifest(good().jar(), text -> text.strip() + "\r\nBundle-Name: x\rBundle-Copyright: y\r\n\r\n"));
    }

    private void forbiddenHeaders() {
        String fragment = "org.apache.felix.scr";
        for (String header : List.of("Fragment-Host: " + fragment, "Bundle-Activator: a.B", "Bundle-NativeCode: x.txt",
                "ExtensionBundle-Activator: a.B", "DynamicImport-Package: *", "Require-Bundle: " + fragment, "Export-Package: a",
                "SPI-Provider: *", "SPI-Consumer: *", "Premain-Class: a.B", "Agent-Class: a.B", "Launcher-Agent-Class: a.B")) {
            String[] parts = header.split(": ");
            add("header " + parts[0], parts[0], "header", good().header(parts[0], parts[1]));
        }
    }

    private void reach() {
        add("imports the vault", "Import-Package", "host-package",
                good().header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider;dev.patchbay.host.vault"));
        add("imports the vault if it can", "Import-Package", "host-package", good().header("Import-Package",
                "dev.patchbay.api,dev.patchbay.api.provider,dev.patchbay.host.vault;resolution:=optional"));
        add("imports the framework", "Import-Package", "framework-package",
                good().header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,org.osgi.framework.hooks.service"));
        add("uses service loader mediation", "Require-Capability", "extender", good().header("Require-Capability",
                "osgi.extender;filter:=\"(osgi.extender=osgi.serviceloader.registrar)\""));
        add("uses any extender", "Require-Capability", "extender", good().header("Require-Capability",
                "osgi.extender;filter:=\"(|(osgi.extender=osgi.component)(osgi.extender=*))\""));
        add("provides to others", "Provide-Capability", "capability", good().header("Provide-Capability",
                "dev.patchbay.provider;dev.patchbay.provider=other,osgi.serviceloader;osgi.serviceloader=java.sql.Driver"));
        add("needs an absent package", "Import-Package", "missing",
                good().header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,no.such;version=\"[1.2,2)\""));
        add("needs a newer Java", "Require-Capability", "missing",
                good().header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
    }

    private void components() {
        add("no component", "Service-Component", "required", good().header("Service-Component", ""));
        add("a component that is not there", "OSGI-INF/no.xml", "component",
                good().header("Service-Component", "OSGI-INF/no.xml"));
        add("components by pattern", "Service-Component", "component", good().header("Service-Component", "OSGI-INF/*.xml"));
        String two = "OSGI-INF/a.xml OSGI-INF/b.xml";
        add("a component by two readings", "Service-Component", "component",
                good().entry(two, scr("", SERVICE)).header("Service-Component", two));
        add("no XML", COMPONENT, "component", good().entry(COMPONENT, "<component".getBytes(UTF_8)));
        add("XML with a document type", COMPONENT, "component", good().entry(COMPONENT,
                ("<!DOCTYPE c [<!ENTITY x \"y\">]>" + new String(scr("", SERVICE + "&x;"), UTF_8)).getBytes(UTF_8)));
        add("XML that reads files", COMPONENT, "component", good().entry(COMPONENT,
                ("<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + new String(scr("", SERVICE + "&x;"), UTF_8))
                        .getBytes(UTF_8)));
        add("an immediate component", COMPONENT, "immediate-component",
                good().entry(COMPONENT, scr(" immediate=\"true\"", SERVICE)));
        add("a component without a service", COMPONENT, "immediate-component", good().entry(COMPONENT, scr("", "")));
        add("a service that is none", COMPONENT, "component", good().entry(COMPONENT,
                scr(" xmlns:x=\"urn:x\"", SERVICE.replace("service>", "x:service>"))));
        add("a hook of the framework", COMPONENT, "service", good().entry(COMPONENT,
                scr("", "<service><provide interface=\"org.osgi.framework.hooks.bundle.EventHook\"/></service>")));
        add("asks for the vault", COMPONENT, "host-service", good().entry(COMPONENT,
                scr("", SERVICE + "<reference name=\"v\" interface=\"dev.patchbay.host.vault.Vault\" bind=\"b\"/>")));
    }

    private void declarations() {
        String place = "body#";
        String sound = new String(InstallerFixture.declaration("hostile", "1.0.0"), UTF_8);
        add("a feature in place of a declaration", "body", "feature", "{\"feature-resource-version\": \"1.0\"}".getBytes(UTF_8));
        add("a declaration cut off", place, "declaration", sound.substring(0, sound.length() / 2).getBytes(UTF_8));
        add("a declaration nested 10,000 deep", place, "declaration", ("{\"id\": " + "[".repeat(10_000)).getBytes(UTF_8));
        add("a declaration with a key of its own", place + "/hook", "declaration",
                sound.replace("\"id\": \"hostile\"", "\"id\": \"hostile\", \"hook\": \"x\"").getBytes(UTF_8));
        add("a declaration that calls itself as it likes", place + "/id", "declaration",
                sound.replace("\"id\": \"hostile\"", "\"id\": \"../etc\"").getBytes(UTF_8));
        add("a declaration with an undeclared placeholder", place + "/baseUrl", "declaration",
                sound.replace("https://hostile.example", "https://{host}.example").getBytes(UTF_8));
        add("a declared id of another bundle", "sample", "provider-owned", InstallerFixture.declaration("sample", "1.0.0"));
    }

    private static byte[] scr(String attributes, String content) {
        return String.format(SCR, attributes, content).getBytes(UTF_8);
    }

    private void atWork() {
        add("a provider that cannot be made", "provider", "provider-refused",
                ProviderBundle.named("acme.hostile", "1.0.0").provider("other", ThrowingProvider.class));
        add("a provider with another id", "other", "provider-refused",
                ProviderBundle.named("acme.hostile", "1.0.0").provider("promised", OtherProvider.class));
        String classless = new String(scr("", SERVICE), UTF_8).replace(HookingProvider.class.getName(), "no.Such");
        add("a provider without its class", "provider", "provider-refused", good().entry(COMPONENT, classless.getBytes(UTF_8)));
        add("a provider that never comes", "Provide-Capability", "not-registered", good().entry(COMPONENT,
                scr("", SERVICE + "<reference name=\"r\" interface=\"no.Such\" bind=\"b\"/>")));
    }
}
