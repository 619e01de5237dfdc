package dev.patchbay.host.install;

/**
 * An app whose integration lies in the folder {@code integrations} of the program and is not installed. Immutable.
 *
 * @param id the provider's id, by which it is installed
 */
public record AvailableApp(
        String id, String label, String description, String category, String symbolicName, String version) {}
