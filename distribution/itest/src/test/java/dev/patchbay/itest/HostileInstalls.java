package dev.patchbay.itest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.testsupport.ProviderBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars, archives, features and declarations that must be refused, each with its kind of problem. */
final class HostileInstalls {
    private static final String FEATURE = "{\"feature-resource-version\":\"1.0\",\"id\":\"g:hostile:1\",\"bundles\":";

    /** What is sent where, and the problem it must be. */
    record Hostile(String name, String path, String mediaType, byte[] content, String problem) {}

    private final List<Hostile> all = new ArrayList<>();

    private HostileInstalls() {}

    static List<Hostile> all() {
        HostileInstalls hostile = new HostileInstalls();
        hostile.malformedJars();
        hostile.reachingJars();
        hostile.declarations();
        hostile.features();
        hostile.archives();
        return hostile.all;
    }

    private void jar(String name, String problem, byte[] content) {
        all.add(new Hostile(name, "bundles", "application/java-archive", content, problem));
    }

    private void json(String name, String problem, String text) {
        all.add(new Hostile(name, "bundles", "application/vnd.patchbay.connection+json", text.getBytes(UTF_8), problem));
    }

    private void feature(String name, String problem, String text) {
        all.add(new Hostile(name, "features", "application/json", text.getBytes(UTF_8), problem));
    }

    private void archive(String name, String problem, byte[] content) {
        all.add(new Hostile(name, "features", "application/zip", content, problem));
    }

    private static ProviderBundle good() {
        return ProviderBundle.named("itest.hostile", "1").provider("quiet", QuietProvider.class);
    }

    /** A zip archive of these entries. */
    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private void malformedJars() {
        jar("nothing", "bundle-malformed", new byte[0]);
        jar("a text", "bundle-malformed", "hello".getBytes(UTF_8));
        jar("cut at half", "bundle-malformed", half(good().jar()));
        jar("no manifest", "bundle-malformed", zip(Map.of("x", new byte[1])));
        for (String name : List.of("/etc/x", "../x", "a/../../x", "a\\b", "C:/x")) {
            jar("entry " + name, "bundle-malformed", good().entry(name, new byte[1]).jar());
        }
        jar("equal under case", "bundle-malformed", good().entry("twin", new byte[1]).entry("TWIN", new byte[1]).jar());
        jar("a bomb", "bundle-too-large", good().entry("zeros", new byte[50 << 20]).jar());
        jar("a bomb in a jar", "bundle-too-large", good().entry("a.jar", zip(Map.of("zeros", new byte[50 << 20]))).jar());
        jar("no version", "bundle-malformed", good().header("Bundle-Version", "").jar());
        jar("two names", "bundle-malformed", good().header("Bundle-SymbolicName", "a,b").jar());
        jar("no component", "bundle-malformed", good().header("Service-Component", "").jar());
        jar("a class of the future", "bundle-unresolved", good().entry("x/X.class", new byte[] {
            (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99}).jar());
    }

    private void reachingJars() {
        for (String header : List.of("Fragment-Host: org.apache.felix.scr", "Bundle-Activator: a.B", "Bundle-NativeCode: x.txt",
                "DynamicImport-Package: *", "Require-Bundle: org.apache.felix.scr", "Export-Package: a", "SPI-Provider: *")) {
            String[] parts = header.split(": ");
            jar("header " + parts[0], "bundle-refused", good().header(parts[0], parts[1]).jar());
        }
        jar("native code", "bundle-refused", good().entry("lib/x.so", new byte[1]).jar());
        jar("imports the vault", "bundle-refused", good().header("Import-Package", "dev.patchbay.host.vault").jar());
        jar("imports the framework", "bundle-refused", good().header("Import-Package", "org.osgi.framework").jar());
        jar("a name of the host", "bundle-refused", good().header("Bundle-SymbolicName", "dev.patchbay.core").jar());
        jar("needs an absent package", "bundle-unresolved",
                good().header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,no.such").jar());
        jar("needs a newer host", "bundle-unresolved", good().header("Import-Package", "dev.patchbay.api;version=\"[9,10)\"").jar());
        jar("an id of the host", "provider-owned", ProviderBundle.named("itest.thief", "1").provider("api-key", QuietProvider.class).jar());
        jar("a provider with another id", "provider-refused",
                ProviderBundle.named("itest.hostile", "1").provider("promised", QuietProvider.class).jar());
    }

    private void declarations() {
        String sound = InstallIT.declaration("hostile", "1.0.0");
        json("no JSON", "declaration-invalid", "{");
        json("cut at half", "declaration-invalid", sound.substring(0, sound.length() / 2));
        json("a key of its own", "declaration-invalid", sound.replace("\"id\":\"hostile\"", "\"id\":\"hostile\",\"hook\":1"));
        json("an id with a path", "declaration-invalid", sound.replace("\"id\":\"hostile\"", "\"id\":\"../x\""));
        json("an undeclared placeholder", "declaration-invalid", sound.replace("https://hostile.example", "https://{host}.example"));
        json("an id of the host", "provider-owned", InstallIT.declaration("api-key", "1.0.0"));
        json("a feature", "feature-invalid", FEATURE + "[\"g:a:1\"]}");
    }

    private void features() {
        feature("no id", "feature-invalid", "{\"feature-resource-version\":\"1.0\",\"bundles\":[\"g:a:1\"]}");
        feature("an unknown member", "feature-invalid", FEATURE + "[\"g:a:1\"],\"__proto__\":{}}");
        feature("no bundles", "feature-invalid", FEATURE + "[]}");
        feature("a bundle with a path", "feature-invalid", FEATURE + "[\"g:../../a:1\"]}");
        feature("another version of features", "feature-invalid", FEATURE.replace("1.0", "2.0") + "[\"g:a:1\"]}");
        feature("a configuration that is none", "feature-invalid", FEATURE + "[\"g:a:1\"],\"configurations\":{\"a\":1}}");
    }

    private void archives() {
        archive("nothing", "bundle-malformed", new byte[0]);
        archive("a bundle", "feature-invalid", good().jar());
        archive("no JSON", "feature-invalid", zip(Map.of("a.jar", good().jar())));
        archive("a program", "feature-invalid", archive(FEATURE + "[\"g:a:1\"]}", Map.of("run.sh", new byte[1])));
        archive("an entry that leaves", "bundle-malformed", archive(FEATURE + "[\"g:a:1\"]}", Map.of("../a-1.jar", good().jar())));
        archive("a jar that is none", "bundle-malformed", archive(FEATURE + "[\"g:a:1\"]}", Map.of("a-1.jar", new byte[9])));
        archive("a jar with another digest", "checksum-mismatch", archive(
                FEATURE + "[{\"id\":\"g:a:1\",\"sha256\":\"" + "0".repeat(64) + "\"}]}", Map.of("a-1.jar", good().jar())));
        archive("one bad jar among good ones", "bundle-refused", archive(FEATURE + "[\"g:a:1\",\"g:b:1\"]}", Map.of("a-1.jar", good().jar(),
                "b-1.jar", ProviderBundle.named("itest.bad", "1").header("Bundle-Activator", "a.B").jar())));
        archive("a library with the host's API", "bundle-refused", archive(FEATURE + "[\"g:a:1\",\"g:b:1\"]}", Map.of("a-1.jar", good().jar(),
                "b-1.jar", ProviderBundle.named("itest.lib", "1").header("Export-Package", "dev.patchbay.api").jar())));
        archive("settings of the host", "feature-invalid", archive(
                FEATURE + "[\"g:a:1\"],\"configurations\":{\"dev.patchbay.egress\":{\"allow\":\"*\"}}}", Map.of("a-1.jar", good().jar())));
    }

    /** The archive of a feature. */
    static byte[] archive(String json, Map<String, byte[]> jars) {
        Map<String, byte[]> entries = new LinkedHashMap<>(Map.of("feature.json", json.getBytes(UTF_8)));
        entries.putAll(jars);
        return zip(entries);
    }
}
