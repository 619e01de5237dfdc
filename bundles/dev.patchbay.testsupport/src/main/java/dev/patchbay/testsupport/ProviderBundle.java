package dev.patchbay.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes the jar of an integration bundle out of classes of the test. Each method changes and returns this. */
public final class ProviderBundle {
    /** One and the same, so that equal content gives equal bytes, whenever it is made. */
    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String PROVIDER = "dev.patchbay.api.provider.ConnectionProvider";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder promises = new StringBuilder();
    private final StringBuilder components = new StringBuilder();

    private ProviderBundle(String symbolicName, String version) {
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", symbolicName);
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", "dev.patchbay.api;version=\"[1,2)\",dev.patchbay.api.provider;version=\"[1,2)\","
                + "dev.patchbay.api.files;version=\"[1,2)\";resolution:=optional");
        headers.put("Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3)(!(version>=2)))\"");
    }

    /** An empty bundle. */
    public static ProviderBundle named(String symbolicName, String version) {
        return new ProviderBundle(symbolicName, version);
    }

    /** With a provider: its promised id, its component and its class. */
    public ProviderBundle provider(String id, Class<?> provider) {
        promises.append(promises.isEmpty() ? "" : ",")
                .append("dev.patchbay.provider;dev.patchbay.provider=\"").append(id).append('"');
        headers.put("Provide-Capability", promises.toString());
        return component(provider).classes(provider);
    }

    /** With a component but no promise. */
    public ProviderBundle component(Class<?> provider) {
        String path = "OSGI-INF/" + provider.getName() + ".xml";
        components.append(components.isEmpty() ? "" : ",").append(path);
        headers.put("Service-Component", components.toString());
        return entry(path, ("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + provider.getName()
                + "\"><implementation class=\"" + provider.getName() + "\"/><service><provide interface=\"" + PROVIDER
                + "\"/></service></scr:component>").getBytes(StandardCharsets.UTF_8));
    }

    /** With more classes; nested ones are named one by one. */
    public ProviderBundle classes(Class<?>... all) {
        for (Class<?> type : all) {
            String path = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalArgumentException("no class file of " + type);
                }
                entry(path, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** With a header, replacing one of that name; an empty value removes it. */
    public ProviderBundle header(String name, String value) {
        if (value.isEmpty()) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** With any entry. */
    public ProviderBundle entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** The jar's bytes, the same for the same content. */
    public byte[] jar() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            begin(jar, JarFile.MANIFEST_NAME);
            manifest.write(jar);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                begin(jar, entry.getKey());
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void begin(JarOutputStream jar, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(MADE);
        jar.putNextEntry(entry);
    }
}
