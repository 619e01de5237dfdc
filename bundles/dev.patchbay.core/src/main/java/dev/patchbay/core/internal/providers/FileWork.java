package dev.patchbay.core.internal.providers;

import dev.patchbay.api.files.FileSession;
import java.io.IOException;

/**
 * What is done within one file session. Runs on a thread of the host while the caller waits.
 *
 * @param <T> a type of the host or the JDK: nothing of a provider leaves its call
 */
@FunctionalInterface
public interface FileWork<T> {
    /**
     * Does it. The session throws {@link java.nio.file.NoSuchFileException}, {@link java.nio.file.FileAlreadyExistsException},
     * {@link java.nio.file.AccessDeniedException} and {@link dev.patchbay.api.ConnectionFailure}, all made by the host;
     * what a stream of the caller throws arrives as {@link java.io.UncheckedIOException}.
     */
    T run(FileSession session) throws IOException;
}
