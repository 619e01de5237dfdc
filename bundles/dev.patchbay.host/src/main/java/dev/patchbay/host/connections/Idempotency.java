package dev.patchbay.host.connections;

/**
 * What makes a repeated create the same one, for 24 hours and one caller.
 *
 * @param key the header's value, 1 to 255 printable characters
 * @param bodyDigest SHA-256 of the request's body
 */
public record Idempotency(String key, byte[] bodyDigest) {}
