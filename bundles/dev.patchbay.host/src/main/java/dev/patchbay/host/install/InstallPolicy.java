package dev.patchbay.host.install;

/**
 * What makes the host trust a bundle. Immutable.
 *
 * @param trust {@code open}, {@code digest} or {@code signed}: the setting {@code install.trust}
 * @param accepting whether anything can be installed under it as the host is set up now
 * @param detail one sentence for the operator: what is trusted, or what to do
 */
public record InstallPolicy(String trust, boolean accepting, String detail) {}
