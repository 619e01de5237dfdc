package dev.patchbay.declaration;

/**
 * Where what a declaration says about an app comes from. Immutable.
 *
 * @param source the page that says so
 * @param date the day it was read, ISO 8601
 * @param verified the day it was run against the real app, ISO 8601, or {@code never}
 */
public record Facts(String source, String date, String verified) {}
