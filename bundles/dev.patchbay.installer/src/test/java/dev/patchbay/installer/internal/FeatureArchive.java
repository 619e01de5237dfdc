package dev.patchbay.installer.internal;

import dev.patchbay.testsupport.ProviderBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a feature and its archive. Each method changes and returns this. */
final class FeatureArchive {
    private final String id;
    private final List<String> bundles = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String configurations = "{}";
    private String more = "";

    private FeatureArchive(String id) {
        this.id = id;
    }

    /** With an id such as {@code g:a:1}. */
    static FeatureArchive of(String id) {
        return new FeatureArchive(id);
    }

    /** With a bundle {@code g:ARTIFACT:VERSION} that comes along. */
    FeatureArchive bundle(String artifact, String version, ProviderBundle jar) {
        return named(artifact, version).entry("jars/" + artifact + "-" + version + ".jar", jar.jar());
    }

    /** With a bundle that comes from elsewhere. */
    FeatureArchive named(String artifact, String version) {
        bundles.add("{\"id\": \"g:" + artifact + ":" + version + "\"}");
        return this;
    }

    FeatureArchive entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    FeatureArchive configurations(String json) {
        configurations = json;
        return this;
    }

    FeatureArchive member(String json) {
        more = ", " + json;
        return this;
    }

    byte[] json() {
        return ("{\"feature-resource-version\": \"1.0\", \"id\": \"" + id + "\", \"name\": \"Of tests\", \"bundles\": ["
                + String.join(", ", bundles) + "], \"configurations\": " + configurations + more + "}").getBytes(StandardCharsets.UTF_8);
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("feature.json"));
            zip.write(json());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
