package dev.patchbay.installer.internal;

import dev.patchbay.declaration.Declarations;
import dev.patchbay.host.access.Caller;
import dev.patchbay.host.install.FeatureInstaller;
import dev.patchbay.host.install.InstallSource.Content;
import dev.patchbay.host.install.Installer;
import dev.patchbay.host.problem.ProblemException;
import dev.patchbay.host.problem.ProblemType;
import dev.patchbay.host.store.Rows.BundleRow;
import dev.patchbay.host.store.Rows.FeatureRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what is installed follow a folder: a jar, a declaration or a feature's archive that lies there is installed, replaced
 * when it changes, and uninstalled when it goes. A file counts once two looks in a row found it with one size and time, so that
 * none is read while it is written. What each file became stands in the records, so a restart knows it. One thread looks.
 */
final class WatchedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    /** Before the file's name, in the records. */
    private static final String MARK = "watch:";
    private static final String REFUSED = ".refused.txt";

    /** How a file looked. */
    private record Look(long size, long modified) {}

    private final Path folder;
    private final Installer bundles;
    private final FeatureInstaller features;
    private final BundleRecords bundleRecords;
    private final FeatureRecords featureRecords;
    private final Map<String, Look> lastLook = new HashMap<>();
    private final Map<String, Look> handled = new HashMap<>();

    WatchedFolder(Path folder, Installer bundles, FeatureInstaller features, InstallerParts parts) {
        this.folder = folder;
        this.bundles = bundles;
        this.features = features;
        this.bundleRecords = parts.records();
        this.featureRecords = parts.features();
    }

    /** One look at the folder, and what follows from it. */
    void look() {
        Map<String, Look> now = files();
        if (now == null) {
            return;
        }
        for (Map.Entry<String, Look> file : now.entrySet()) {
            boolean settled = file.getValue().equals(lastLook.put(file.getKey(), file.getValue()));
            if (settled && !file.getValue().equals(handled.get(file.getKey()))) {
                handle(file.getKey(), file.getValue());
            }
        }
        lastLook.keySet().removeIf(name -> !now.containsKey(name) && forgetReasons(name));
        handled.keySet().retainAll(now.keySet());
        gone(now);
    }

    private @Nullable Map<String, Look> files() {
        Map<String, Look> files = new HashMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, WatchedFolder::isWanted)) {
            for (Path file : found) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(file.getFileName().toString(), new Look(attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return files;
        } catch (NoSuchFileException e) {
            return null; // the folder or a file went away under this look; the next one sees how it is
        } catch (IOException e) {
            LOG.warn("the watched folder {} cannot be read", folder, e);
            return null;
        }
    }

    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".jar") || name.endsWith(".zip") || name.endsWith(Declarations.SUFFIX)) && Files.isRegularFile(file);
    }

    private void handle(String name, Look look) {
        try {
            install(name);
            handled.put(name, look);
            Files.deleteIfExists(folder.resolve(name + REFUSED));
        } catch (ProblemException e) {
            if (e.retryAfter() == null) { // what passes by itself is tried at the next look
                handled.put(name, look);
                refused(name, e);
            }
        } catch (IOException e) {
            LOG.warn("{} of the watched folder cannot be read now", name, e);
        }
    }

    private void install(String name) throws IOException {
        Caller caller = Callers.watched(MARK + name);
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            if (name.endsWith(".zip")) {
                features.install(caller, new Content(in), null, false);
                return;
            }
            Optional<BundleRow> present = bundleOf(name);
            if (present.isEmpty()) {
                String installed = bundles.install(caller, new Content(in), null).symbolicName();
                LOG.info("{} of the watched folder is installed as {}", name, installed);
            } else if (!Upload.digest(Files.readAllBytes(folder.resolve(name))).equals(present.get().digest())) {
                bundles.update(caller, present.get().symbolicName(), new Content(in), null, false);
                LOG.info("{} of the watched folder replaced {}", name, present.get().symbolicName());
            }
        }
    }

    private Optional<BundleRow> bundleOf(String name) {
        return bundleRecords.list().stream().filter(row -> row.installedBy().equals(MARK + name)).findFirst();
    }

    private void refused(String name, ProblemException e) {
        String reasons = e.errors().stream().map(error -> error.field() + ": " + error.message()).collect(Collectors.joining("\n"));
        LOG.warn("{} of the watched folder was refused: {} {}", name, e.detail(), reasons);
        try {
            Files.writeString(folder.resolve(name + REFUSED), e.type().title() + "\n" + e.detail() + "\n" + reasons + "\n");
        } catch (IOException write) {
            LOG.warn("the reasons cannot be written beside {}", name, write);
        }
    }

    private boolean forgetReasons(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + REFUSED));
        } catch (IOException e) {
            LOG.warn("{}{} cannot be removed", name, REFUSED, e);
        }
        return true;
    }

    /** What came from a file that is there no more. */
    private void gone(Map<String, Look> now) {
        for (FeatureRow row : List.copyOf(featureRecords.list())) {
            if (isGone(row.installedBy(), now)) {
                uninstall(row.installedBy(), () -> features.uninstall(Callers.watched(row.installedBy()), row.id()));
            }
        }
        for (BundleRow row : List.copyOf(bundleRecords.list())) {
            if (isGone(row.installedBy(), now) && featureRecords.featuresOf(row.symbolicName()).isEmpty()) {
                uninstall(row.installedBy(), () -> bundles.uninstall(Callers.watched(row.installedBy()), row.symbolicName()));
            }
        }
    }

    private static boolean isGone(String installedBy, Map<String, Look> now) {
        return installedBy.startsWith(MARK) && !now.containsKey(installedBy.substring(MARK.length()));
    }

    private static void uninstall(String installedBy, Runnable work) {
        String name = installedBy.substring(MARK.length());
        try {
            work.run();
            LOG.info("{} is gone from the watched folder and uninstalled", name);
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND && e.retryAfter() == null) {
                LOG.warn("what {} of the watched folder brought cannot be uninstalled: {}", name, e.detail());
            }
        }
    }
}
