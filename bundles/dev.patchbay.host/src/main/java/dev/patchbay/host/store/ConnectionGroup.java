package dev.patchbay.host.store;

/**
 * Connections that are alike in all that decides whether and how they are shown as usable, deleted ones left out. Immutable.
 *
 * @param status as stored
 */
public record ConnectionGroup(
        String provider, String owner, String method, int schemaVersion, String status, long count) {}
