package dev.patchbay.api.provider;

/**
 * One rule that a definition breaks. Immutable.
 *
 * @param pointer the place in the definition's JSON form (RFC 6901); empty for the whole
 * @param message a sentence by itself
 */
public record DefinitionFault(String pointer, String message) {}
