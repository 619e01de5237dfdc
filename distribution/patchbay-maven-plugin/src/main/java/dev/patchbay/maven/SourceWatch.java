package dev.patchbay.maven;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until somebody saves. Folders made later are watched too. What an editor keeps for itself, names that begin with a dot or
 * end with {@code ~}, does not count. Used by one thread.
 */
final class SourceWatch implements AutoCloseable {
    private final WatchService service;
    private final Path tree;
    private final Duration quiet;

    /**
     * Watches one folder's own files, and another folder with all below.
     *
     * @param quiet how long nothing more must be saved before a change is told: editors write several files, and one in pieces
     */
    SourceWatch(Path flat, Path tree, Duration quiet) throws IOException {
        this.service = flat.getFileSystem().newWatchService();
        this.tree = tree;
        this.quiet = quiet;
        register(flat);
        if (Files.isDirectory(tree)) {
            registerBelow(tree, new TreeSet<>());
        }
    }

    private void register(Path folder) throws IOException {
        folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
    }

    /** The files that changed, as soon as it is quiet again. */
    Set<Path> await() throws InterruptedException, IOException {
        Set<Path> changed = new TreeSet<>();
        WatchKey key = service.take();
        while (key != null || changed.isEmpty()) {
            collect(key, changed);
            key = changed.isEmpty() ? service.take() : service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
        }
        return changed;
    }

    private void collect(@Nullable WatchKey key, Set<Path> changed) throws IOException {
        if (key == null) {
            return;
        }
        Path folder = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                changed.add(folder);
                watchBelow(folder, changed);
            } else {
                saved(folder.resolve((Path) event.context()), changed);
            }
        }
        key.reset();
    }

    private void saved(Path path, Set<Path> changed) throws IOException {
        if (isOfAnEditor(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            changed.add(path);
        } else {
            watchBelow(path, changed);
        }
    }

    private void watchBelow(Path folder, Set<Path> changed) throws IOException {
        if (folder.startsWith(tree)) {
            registerBelow(folder, changed);
        }
    }

    private static boolean isOfAnEditor(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.endsWith("~");
    }

    /** Files that came together with their folder were saved before anybody watched it. */
    private void registerBelow(Path root, Set<Path> changed) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                register(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isOfAnEditor(file)) {
                    changed.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
