package dev.patchbay.host.connections;

import org.jspecify.annotations.Nullable;

/**
 * A change of a connection.
 *
 * @param label the new label; null keeps it
 * @param values the changed fields; an absent one keeps its value, an explicit null removes an optional one
 * @param expectedVersion the version the caller saw ({@code If-Match}), or null for any
 */
public record ConnectionEdit(@Nullable String label, RawValues values, @Nullable Long expectedVersion) {}
