package dev.patchbay.installer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A feature as it arrived: its JSON, and the jars that came with it in an archive, on disk until it is closed. Used by one
 * thread.
 *
 * @param jars by file name
 */
record FeatureContent(FeatureFile file, byte[] text, Map<String, Upload> jars) implements AutoCloseable {
    private static final int LONGEST = 1 << 20;

    /** Reads a JSON file or an archive. */
    static FeatureContent read(Path arrived, Path temporary) throws IOException {
        if (FileKind.of(arrived) == FileKind.JSON) {
            byte[] text = Files.readAllBytes(arrived);
            return new FeatureContent(FeatureFile.read(text), text, Map.of());
        }
        Faults faults = new Faults();
        if (!JarCheck.checkOuter(arrived, temporary, faults) || !faults.isEmpty()) {
            throw Faults.refusal(faults.errors());
        }
        Map<String, Upload> jars = new HashMap<>();
        try (ZipFile zip = new ZipFile(arrived.toFile())) {
            byte[] text = text(zip, faults);
            FeatureFile file = FeatureFile.read(text);
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.endsWith(".jar")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Upload former = jars.put(name, Upload.receive(in, temporary, null));
                        if (former != null) {
                            former.close();
                            faults.add(entry.getName(), "feature-archive", "Two jars of the archive have this file name.");
                        }
                    }
                }
            }
            faults.refuseIfAny();
            return new FeatureContent(file, text, Map.copyOf(jars));
        } catch (IOException | RuntimeException e) {
            jars.values().forEach(Upload::close);
            throw e;
        }
    }

    private static byte[] text(ZipFile zip, Faults faults) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(zip.entries()).stream().filter(entry -> !entry.isDirectory()).toList();
        List<? extends ZipEntry> json = entries.stream().filter(entry -> entry.getName().endsWith(".json")).toList();
        for (ZipEntry entry : entries) {
            if (!entry.getName().endsWith(".json") && !entry.getName().endsWith(".jar")) {
                faults.add(entry.getName(), "feature-archive", "The archive of a feature holds its JSON and jars, and nothing else.");
            }
        }
        if (json.size() != 1 || json.get(0).getName().contains("/") || json.get(0).getSize() > LONGEST) {
            faults.add("archive", "feature-archive", "The archive of a feature has one .json file, not in a folder, of at most 1 MiB.");
        }
        faults.refuseIfAny();
        try (InputStream in = zip.getInputStream(json.get(0))) {
            return in.readNBytes(LONGEST);
        }
    }

    /** The jar that came along for a bundle. */
    Optional<Upload> find(FeatureFile.BundleEntry bundle) {
        String path = Repositories.path(bundle.coordinates());
        return Optional.ofNullable(jars.get(path.substring(path.lastIndexOf('/') + 1)));
    }

    @Override
    public void close() {
        jars.values().forEach(Upload::close);
    }
}
