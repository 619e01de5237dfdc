package dev.patchbay.installer.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.declaration.Declarations;
import dev.patchbay.host.install.AvailableApp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of integrations that the program was shipped with. A jar is read once and again when its size or time changes, so
 * that a list of hundreds reads none of them. Thread-safe.
 */
final class IntegrationsFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationsFolder.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEATURES = "features";

    /** A jar as it was last read. */
    record Entry(Path file, long size, long modified, String symbolicName, String version, List<AvailableApp> apps) {
        private boolean isStill(BasicFileAttributes now) {
            return size == now.size() && modified == now.lastModifiedTime().toMillis();
        }
    }

    private final Path folder;
    private final Map<Path, Entry> known = new ConcurrentHashMap<>();

    IntegrationsFolder(Path folder) {
        this.folder = folder;
    }

    /** The jars that are there now, by file name. */
    List<Entry> list() {
        Map<Path, Entry> now = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Path jar : files(folder, "*.jar")) {
            find(jar).ifPresent(entry -> {
                now.put(jar, entry);
                entries.add(entry);
            });
        }
        known.keySet().retainAll(now.keySet());
        return entries;
    }

    /** The jar with a provider of this id, or of this symbolic name; the newest where there are several. */
    Optional<Entry> find(String name) {
        return list().stream()
                .filter(entry -> entry.symbolicName().equals(name) || entry.apps().stream().anyMatch(app -> app.id().equals(name)))
                .max((one, other) -> version(one).compareTo(version(other)));
    }

    private static Version version(Entry entry) {
        return Version.parseVersion(entry.version());
    }

    /** The jar with this file name. */
    Optional<Path> findFile(String fileName) {
        return find(files(folder, "*.jar"), fileName);
    }

    /** The feature {@code features/NAME.json}. */
    Optional<Path> findFeature(String name) {
        return find(files(folder.resolve(FEATURES), "*.json"), name + ".json");
    }

    /** Compared as names, so that no name leads out of the folder. */
    private static Optional<Path> find(List<Path> files, String name) {
        return files.stream().filter(file -> file.getFileName().toString().equals(name)).findFirst();
    }

    private static List<Path> files(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
                found.forEach(files::add);
            } catch (IOException e) {
                LOG.warn("the folder {} cannot be read", folder, e);
            }
        }
        files.sort(null);
        return files;
    }

    private Optional<Entry> find(Path jar) {
        try {
            BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
            Entry entry = known.get(jar);
            if (entry == null || !entry.isStill(now)) {
                entry = read(jar, now);
                known.put(jar, entry);
            }
            return entry.symbolicName().isEmpty() ? Optional.empty() : Optional.of(entry);
        } catch (IOException e) {
            LOG.debug("{} cannot be read", jar, e);
            return Optional.empty();
        }
    }

    private static Entry read(Path jar, BasicFileAttributes attributes) throws IOException {
        Faults faults = new Faults();
        try (JarContent content = new JarContent(jar)) {
            Map<String, String> headers = content.headers(faults);
            List<HeaderClause> name = HeaderClause.parse(headers.getOrDefault("Bundle-SymbolicName", ""));
            String symbolicName = name.isEmpty() ? "" : name.get(0).paths().get(0);
            String version = headers.getOrDefault("Bundle-Version", "0.0.0");
            List<AvailableApp> apps = new ArrayList<>();
            for (HeaderClause clause : HeaderClause.parse(headers.getOrDefault("Provide-Capability", ""))) {
                if (clause.paths().contains(ManifestCheck.PROVIDER)) {
                    apps.add(app(clause.parameter(ManifestCheck.PROVIDER), symbolicName, version, headers, content));
                }
            }
            return new Entry(jar, attributes.size(), attributes.lastModifiedTime().toMillis(), symbolicName, version, List.copyOf(apps));
        }
    }

    private static AvailableApp app(
            String id, String symbolicName, String version, Map<String, String> headers, JarContent content) throws IOException {
        byte[] declaration = content.find(Declarations.FOLDER + id + Declarations.SUFFIX).orElse(null);
        JsonNode json = declaration == null ? JSON.nullNode() : JSON.readTree(declaration);
        return new AvailableApp(id, json.path("label").asText(headers.getOrDefault("Bundle-Name", id)),
                json.path("description").asText(headers.getOrDefault("Bundle-Description", "")),
                json.path("category").asText(headers.getOrDefault("Bundle-Category", "")), symbolicName, version);
    }
}
