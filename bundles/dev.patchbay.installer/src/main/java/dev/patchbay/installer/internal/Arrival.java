package dev.patchbay.installer.internal;

/**
 * A file that came from a source, on disk until it is closed.
 *
 * @param shipped whether it comes from the program's own folder
 * @param name what it is called in messages
 */
record Arrival(Upload upload, boolean shipped, String name) implements AutoCloseable {
    @Override
    public void close() {
        upload.close();
    }
}
