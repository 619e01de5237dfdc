package dev.patchbay.installer.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.installer.fixture.OtherProvider;
import dev.patchbay.testsupport.ProviderBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Features and their archives that must be refused, each with its kind of problem and a code. */
final class HostileFeatures {
    private static final String START = "{\"feature-resource-version\": \"1.0\", \"id\": \"g:hostile:1\", \"bundles\": ";

    /** A feature, the problem it must be, and a code among its reasons. */
    record Hostile(String name, ProblemType type, String code, byte[] content) {}

    private final List<Hostile> all = new ArrayList<>();

    private HostileFeatures() {}

    static List<Hostile> all() {
        HostileFeatures features = new HostileFeatures();
        features.texts();
        features.archives();
        features.bundles();
        return features.all;
    }

    private void add(String name, ProblemType type, String code, byte[] content) {
        all.add(new Hostile(name, type, code, content));
    }

    private void text(String name, String code, String json) {
        add(name, ProblemType.FEATURE_INVALID, code, json.getBytes(UTF_8));
    }

    private static ProviderBundle other() {
        return ProviderBundle.named("acme.hostile", "1.0.0").provider("other", OtherProvider.class);
    }

    private static FeatureArchive good() {
        return FeatureArchive.of("g:hostile:1").bundle("other", "1", other());
    }

    private void texts() {
        text("an object cut off", "feature", "{\"feature-resource-version\": \"1.0\",");
        text("an empty object", "feature-id", "{}");
        text("something behind it", "feature", START + "[\"g:a:1\"]} x");
        text("a name twice", "feature", START + "[\"g:a:1\"], \"id\": \"g:other:1\"}");
        text("nested 10,000 deep", "feature", START + "[".repeat(10_000));
        text("an unknown member", "feature", START + "[\"g:a:1\"], \"__proto__\": {}}");
        text("a version of features that is none", "feature", START.replace("1.0\"", "9\"") + "[\"g:a:1\"]}");
        text("an id with a path", "feature-id", START.replace("g:hostile:1", "../g:a:1") + "[\"g:a:1\"]}");
        text("no bundles", "feature-bundle", START + "[]}");
        text("bundles that are no list", "feature-bundle", START + "{\"id\": \"g:a:1\"}}");
        text("a bundle with a path", "feature-bundle", START + "[\"g:a/../../x:1\"]}");
        text("a bundle by address", "feature-bundle", START + "[\"https://evil.example/a.jar\"]}");
        text("501 bundles", "feature-bundle", START + "[" + String.join(",", java.util.Collections.nCopies(501, "\"g:a:1\"")) + "]}");
        text("a bundle that is nowhere", "feature-bundle", START + "[\"g:nowhere:1\"]}");
        text("a digest that is none", "feature-bundle", START + "[{\"id\": \"g:a:1\", \"sha256\": \"x\"}]}");
        text("a configuration that is none", "feature-configuration", START + "[\"g:a:1\"], \"configurations\": []}");
        text("a configuration of objects", "feature-configuration", START + "[\"g:a:1\"], \"configurations\": {\"a\": {\"b\": {}}}}");
        text("a PID with a path", "feature-configuration", START + "[\"g:a:1\"], \"configurations\": {\"../a\": {}}}");
    }

    private void archives() {
        add("nothing", ProblemType.BUNDLE_MALFORMED, "not-a-jar", new byte[0]);
        add("a text", ProblemType.BUNDLE_MALFORMED, "not-a-jar", "hello".getBytes(UTF_8));
        add("cut at half", ProblemType.BUNDLE_MALFORMED, "not-a-jar", Arrays.copyOf(good().zip(), good().zip().length / 2));
        add("behind a program", ProblemType.BUNDLE_MALFORMED, "ambiguous-archive", Archives.behind("#!/bin/sh\n", good().zip()));
        add("an entry that leaves", ProblemType.BUNDLE_MALFORMED, "entry-name", good().entry("../x.jar", other().jar()).zip());
        add("a bomb", ProblemType.BUNDLE_TOO_LARGE, "compression-ratio", good().entry("zeros.jar", new byte[50 << 20]).zip());
        FeatureArchive crowded = good();
        for (int i = 0; i < 5_001; i++) {
            crowded.entry("e" + i + ".jar", new byte[0]);
        }
        add("over 5,000 entries", ProblemType.BUNDLE_TOO_LARGE, "too-many-entries", crowded.zip());
        add("no JSON", ProblemType.FEATURE_INVALID, "feature-archive", Archives.zip("a.jar", other().jar()));
        add("two JSON files", ProblemType.FEATURE_INVALID, "feature-archive", good().entry("more.json", new byte[] {'{', '}'}).zip());
        add("other files", ProblemType.FEATURE_INVALID, "feature-archive", good().entry("run.sh", new byte[1]).zip());
        add("a jar twice", ProblemType.FEATURE_INVALID, "feature-archive", good().entry("again/other-1.jar", other().jar()).zip());
        add("a bundle in place of an archive", ProblemType.FEATURE_INVALID, "feature-archive", other().jar());
        add("a JSON text that is none", ProblemType.FEATURE_INVALID, "feature", Archives.zip("feature.json", "{".getBytes(UTF_8)));
    }

    private void bundles() {
        add("a jar that is none", ProblemType.BUNDLE_MALFORMED, "not-a-jar",
                good().named("bad", "1").entry("bad-1.jar", new byte[100]).zip());
        add("a jar with another digest", ProblemType.CHECKSUM_MISMATCH, "digest", Archives.zip(java.util.Map.of(
                "feature.json", (START + "[{\"id\": \"g:other:1\", \"sha256\": \"" + "0".repeat(64) + "\"}]}").getBytes(UTF_8),
                "other-1.jar", other().jar())));
        add("libraries alone", ProblemType.FEATURE_INVALID, "feature-bundle", FeatureArchive.of("g:hostile:1").bundle("lib", "1",
                ProviderBundle.named("acme.lib", "1").header("Export-Package", "acme.lib").entry("acme/lib/x", new byte[1])).zip());
        add("a library with an activator", ProblemType.BUNDLE_REFUSED, "header", good().bundle("lib", "1",
                ProviderBundle.named("acme.lib", "1").header("Bundle-Activator", "a.B")).zip());
        add("a library that stands in for the host's API", ProblemType.BUNDLE_REFUSED, "host-package", good().bundle("lib", "1",
                ProviderBundle.named("acme.lib", "1").header("Export-Package", "dev.patchbay.api;version=9")).zip());
        add("a library with a package of the host", ProblemType.BUNDLE_REFUSED, "host-export", good().bundle("lib", "1",
                ProviderBundle.named("acme.lib", "1").header("Export-Package", "org.apache.felix.scr.component")).zip());
        add("an integration that exports", ProblemType.BUNDLE_REFUSED, "header",
                FeatureArchive.of("g:hostile:1").bundle("other", "1", other().header("Export-Package", "acme.x")).zip());
        add("an id of another bundle", ProblemType.PROVIDER_OWNED, "provider-owned", good().bundle("thief", "1", ProviderBundle
                .named("acme.thief", "1").provider("sample", dev.patchbay.installer.fixture.SampleProvider.class)).zip());
        add("two bundles of one name", ProblemType.FEATURE_INVALID, "feature-bundle", good().bundle("again", "1", other()).zip());
        add("a configuration of the host", ProblemType.FEATURE_INVALID, "feature-configuration",
                good().configurations("{\"dev.patchbay.core\": {\"a\": \"b\"}}").zip());
        add("what nobody provides", ProblemType.BUNDLE_UNRESOLVED, "missing", FeatureArchive.of("g:hostile:1").bundle("other", "1",
                other().header("Import-Package", "dev.patchbay.api,dev.patchbay.api.provider,no.such")).zip());
        add("a provider with another id", ProblemType.PROVIDER_REFUSED, "provider-refused", FeatureArchive.of("g:hostile:1")
                .bundle("other", "1", ProviderBundle.named("acme.hostile", "1").provider("promised", OtherProvider.class)).zip());
    }
}
