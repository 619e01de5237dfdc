package dev.patchbay.host.store;

/**
 * How the renewals of tokens stand, deleted connections left out.
 *
 * @param planned those with a next time
 * @param due those whose time has come
 * @param overdue those whose time had come at an earlier moment already
 * @param backoff those that failed in a way that may pass
 */
public record RenewalCounts(long planned, long due, long overdue, long backoff) {}
