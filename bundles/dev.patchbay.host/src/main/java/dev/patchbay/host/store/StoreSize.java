package dev.patchbay.host.store;

/**
 * How large a database is.
 *
 * @param kind which database it is, such as {@code sqlite}
 * @param bytes what it takes on the disk, its logs included
 * @param free bytes within it that can be used again
 */
public record StoreSize(String kind, long bytes, long free) {}
